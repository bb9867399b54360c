import { thisMachine } from '../checks/sora/this-machine.ts';
import { fusionComp } from './fusion-comp/fusion-comp.ts';
import type { LanguageSupport } from './language-support.ts';
import { createSoraProject } from './sora-project/sora-project.ts';

/** Every language the server understands, by language id. */
export function createLanguages(): ReadonlyMap<string, LanguageSupport> {
  const languages: readonly LanguageSupport[] = [fusionComp, createSoraProject(thisMachine)];
  return new Map(languages.map((language) => [language.languageId, language]));
}
