import { thisMachine } from '../checks/sora/this-machine.ts';
import { complineConfig } from './compline-config/compline-config.ts';
import { frameRange } from './frame-range/frame-range.ts';
import type { LanguageSupport } from './language-support.ts';
import { renderSpec } from './render-spec/render-spec.ts';
import { createSoraProject } from './sora-project/sora-project.ts';

/** Loads every language the server understands. It takes long, and what starts the server does not need them. */
export async function loadLanguages(): Promise<readonly LanguageSupport[]> {
  const { fusionComp } = await import('./fusion-comp/fusion-comp.ts');
  return [fusionComp, renderSpec, complineConfig, frameRange, createSoraProject(thisMachine)];
}
