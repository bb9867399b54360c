import type { LanguageSupport } from './language-support.ts';

/** Loads every language the server understands. It takes long, and what starts the server does not need them. */
export async function loadLanguages(): Promise<readonly LanguageSupport[]> {
  const { fusionComp } = await import('./fusion-comp/fusion-comp.ts');
  const { frameRange } = await import('./frame-range/frame-range.ts');
  return [fusionComp, frameRange];
}
