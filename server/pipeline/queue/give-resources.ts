import { type MachineShare, visibleGpus } from '../system/machine-share.ts';
import { gpuEnvironment } from '../system/visible-gpus.ts';
import type { TaskStart } from './choose-tasks.ts';
import type { CommandSpec } from './job-spec.ts';

/**
 * The command with what its task was given in its environment: `COMPLINE_THREADS`, `COMPLINE_MEMORY` (bytes) and
 * `COMPLINE_GPUS` (numbers with commas), and for CUDA the GPUs that it may see. What the renderer sets itself stands.
 */
export function withResources(
  command: CommandSpec,
  start: Pick<TaskStart, 'needs' | 'gpus'>,
  share: Pick<MachineShare, 'gpus' | 'hasGpus'>,
): CommandSpec {
  const { needs, gpus } = start;
  const given = {
    ...(needs.threads !== undefined && { COMPLINE_THREADS: String(needs.threads) }),
    ...(needs.memory !== undefined && { COMPLINE_MEMORY: String(needs.memory) }),
    ...(gpus.length > 0 && { COMPLINE_GPUS: gpus.join(',') }),
    ...gpuEnvironment(visibleGpus(start, share), command.environment),
  };
  return { ...command, environment: { ...given, ...command.environment } };
}
