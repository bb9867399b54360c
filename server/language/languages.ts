import { thisMachine } from '../checks/sora/this-machine.ts';
import type { LanguageSupport } from './language-support.ts';
import { createSoraProject } from './sora-project/sora-project.ts';

/** Loads every language the server understands. It takes long, and what starts the server does not need them. */
export async function loadLanguages(): Promise<readonly LanguageSupport[]> {
  const { fusionComp } = await import('./fusion-comp/fusion-comp.ts');
  return [fusionComp, createSoraProject(thisMachine)];
}
