/** The variables by which CUDA is told which GPUs there are, and in which order. */
const VISIBLE = 'CUDA_VISIBLE_DEVICES';
const ORDER = 'CUDA_DEVICE_ORDER';

/**
 * The environment that shows a program these GPUs and no others. They go by the driver's numbers: CUDA would otherwise
 * count the fastest first. The program counts them from 0 again, so it is told nothing more. An empty list hides all;
 * where the renderer sets the variable itself, it has the word.
 */
export function gpuEnvironment(
  ids: readonly number[] | undefined,
  own: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (ids === undefined || Object.hasOwn(own, VISIBLE)) return {};
  return { [VISIBLE]: ids.length === 0 ? '-1' : ids.join(','), [ORDER]: 'PCI_BUS_ID' };
}

/**
 * Those of the GPUs that the environment of the core lets it see: a scheduler that gave it some has the word, and
 * `nvidia-smi` shows all of them all the same. Numbers alone are understood; ids of other forms are those of GPUs that
 * nobody here can name, so that none is given away twice.
 */
export function gpusAllowed(ids: readonly number[], environment: Readonly<NodeJS.ProcessEnv>): readonly number[] {
  const given = environment[VISIBLE];
  if (given === undefined) return ids;
  const allowed: number[] = [];
  for (const part of given.split(',')) {
    const word = part.trim();
    // CUDA stops at the first number that is none.
    if (!/^\d+$/.test(word)) break;
    allowed.push(Number(word));
  }
  return ids.filter((id) => allowed.includes(id));
}
