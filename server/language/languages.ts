import { frameRange } from './frame-range/frame-range.ts';
import { fusionComp } from './fusion-comp/fusion-comp.ts';
import type { LanguageSupport } from './language-support.ts';

/** Every language the server understands, by language id. */
export function createLanguages(): ReadonlyMap<string, LanguageSupport> {
  const languages: readonly LanguageSupport[] = [fusionComp, frameRange];
  return new Map(languages.map((language) => [language.languageId, language]));
}
