import path from 'node:path';
import type { Renderer } from '../../formats/renderers/renderer.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { Farm } from '../farms/farm.ts';
import { findProgram } from './find-program.ts';

/**
 * The program of a renderer where it will be called: found on this machine, and for a farm as the configuration names it
 * where this machine does not have it. Error: `renderer-missing`, of this machine alone.
 */
export async function programThere(
  renderer: Pick<Renderer, 'programs' | 'environment'>,
  root: string,
  { handing }: Pick<Farm, 'handing'>,
): Promise<string> {
  if (handing === undefined) return await findProgram(renderer, root);
  const [name = ''] = renderer.programs;
  // A name is looked for by the machine that renders.
  if (!/[/\\]/.test(name) && handing.farm.platform !== undefined) return name;
  return await findProgram(renderer, root).catch((error: unknown) => {
    if (!ComplineError.is(error, 'renderer-missing')) throw error;
    return /[/\\]/.test(name) ? path.resolve(root, name) : name;
  });
}
