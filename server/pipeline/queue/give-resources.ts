import type { TaskStart } from './choose-tasks.ts';
import type { CommandSpec } from './job-spec.ts';

/**
 * The command with what its task was given in its environment: `COMPLINE_THREADS`, `COMPLINE_MEMORY` (bytes) and
 * `COMPLINE_GPUS` (numbers with commas). `CUDA_VISIBLE_DEVICES` hides all other GPUs, unless the renderer sets it itself.
 */
export function withResources(command: CommandSpec, { needs, gpus }: Pick<TaskStart, 'needs' | 'gpus'>): CommandSpec {
  const given = {
    ...(needs.threads !== undefined && { COMPLINE_THREADS: String(needs.threads) }),
    ...(needs.memory !== undefined && { COMPLINE_MEMORY: String(needs.memory) }),
    ...(gpus.length > 0 && { COMPLINE_GPUS: gpus.join(','), CUDA_VISIBLE_DEVICES: gpus.join(',') }),
  };
  return { ...command, environment: { ...given, ...command.environment } };
}
