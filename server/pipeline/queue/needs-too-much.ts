import { ComplineError } from '../../protocol/errors.ts';
import type { Capacity } from './choose-tasks.ts';

/** A layer needs more than renders may use of this machine. */
export function needsTooMuch(layer: string, { threads, memory, gpus }: Capacity): ComplineError {
  const whole = `${threads} threads, ${Math.floor(memory / 2 ** 30)} GiB of memory, ${gpus.length} GPUs`;
  return new ComplineError({
    code: 'invalid-parameters',
    message: `Layer ${layer} needs more than renders may use of this machine: ${whole}.`,
    nextStep: 'Name less, or keep less for interactive work: see compline system.',
  });
}
