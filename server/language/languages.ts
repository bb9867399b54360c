import type { LanguageSupport } from './language-support.ts';

/** Loads every language the server understands. It takes long, and what starts the server does not need them. */
export async function loadLanguages(): Promise<readonly LanguageSupport[]> {
  const { fusionComp } = await import('./fusion-comp/fusion-comp.ts');
  const { renderSpec } = await import('./render-spec/render-spec.ts');
  const { complineConfig } = await import('./compline-config/compline-config.ts');
  return [fusionComp, renderSpec, complineConfig];
}
