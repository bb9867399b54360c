import type { Renderer } from '../../formats/renderers/renderer.ts';
import type { Needs } from '../../protocol/jobs.ts';
import { type MachineShare, threadsEach } from './machine-share.ts';

/** What one call needs for itself, and the threads that it is told to use. */
export interface CallNeeds {
  readonly needs: Needs;
  /** Absent where another machine renders and nobody says how many. */
  readonly threads?: number;
}

/**
 * What the calls of a renderer need: as somebody says for this job, else as compline.yaml or the preset has it, of that no
 * more than there is, since it was written for many machines. Threads that nobody speaks of are divided evenly. `share` is
 * what there is; absent where a farm renders, of which nobody here knows.
 */
export function callNeeds(
  said: Needs,
  renderer: Pick<Renderer, 'threads' | 'gpus' | 'memory'>,
  share: MachineShare | undefined,
): CallNeeds {
  if (share === undefined) return needsElsewhere(said, renderer);
  const wished = said.threads ?? (renderer.threads && Math.min(renderer.threads, share.threads));
  const threads = wished ?? threadsEach(share);
  // More calls than threads have less than one each, which cannot be taken from what is free.
  const needed = wished === undefined && share.slots > share.threads ? undefined : threads;
  const memory = said.memory ?? (renderer.memory && Math.min(Math.round(renderer.memory * GIGABYTE), share.memory));
  const gpus = said.gpus ?? gpusOf(renderer.gpus, share);
  return {
    threads,
    needs: {
      ...(needed !== undefined && { threads: needed }),
      ...(memory !== undefined && { memory }),
      ...(gpus !== undefined && { gpus }),
    },
  };
}

function needsElsewhere(
  said: Needs,
  { threads: wished, gpus: own, memory: most }: Pick<Renderer, 'threads' | 'gpus' | 'memory'>,
): CallNeeds {
  const threads = said.threads ?? wished;
  const memory = said.memory ?? (most && Math.round(most * GIGABYTE));
  const gpus = said.gpus ?? own;
  return {
    ...(threads !== undefined && { threads }),
    needs: {
      ...(threads !== undefined && { threads }),
      ...(memory !== undefined && { memory }),
      ...(gpus !== undefined && { gpus }),
    },
  };
}

const GIGABYTE = 1e9; // bytes

/** Where no GPU is known, none can be given out. Where all are kept, the renderer needs one all the same. */
function gpusOf(wished: number | undefined, { gpus, hasGpus }: MachineShare): number | undefined {
  if (wished === undefined || wished === 0) return wished;
  return hasGpus ? Math.min(wished, Math.max(1, gpus.length)) : undefined;
}
