import { ComplineError } from '../../../protocol/errors.ts';
import type { Needs } from '../../../protocol/jobs.ts';
import type { Handing, OrderRecord } from '../../queue/handing.ts';
import type { JobHead, LayerHead, TaskRecord } from '../../queue/job-record.ts';
import type { CommandSpec } from '../../queue/job-spec.ts';
import type { CallTemplate, DriverCapabilities, FarmOrder } from '../driver/farm-driver.ts';
import { callTemplate } from './call-template.ts';
import type { FarmPaths } from './farm-paths.ts';
import { orderFolder } from './order-tasks.ts';

/** What an order is made of. */
export interface FarmOrderParts {
  readonly job: Pick<JobHead, 'id' | 'name' | 'project' | 'owner' | 'comment' | 'priority' | 'paused'>;
  readonly layer: Pick<LayerHead, 'name' | 'retries' | 'successCodes' | 'timeout' | 'needs'>;
  readonly order: Pick<OrderRecord, 'number' | 'key'>;
  readonly tasks: readonly TaskRecord[];
  readonly handing: Handing;
  readonly calls: DriverCapabilities['calls'];
  readonly paths: FarmPaths;
}

/** An order as its farm is given it: with paths as the farm's machines call them. Error `invalid-parameters` where a path
 * has no name there, or where the farm wants one call for chunks whose calls differ in more than their frames. */
export function farmOrder({ job, layer, order, tasks, handing, calls, paths }: FarmOrderParts): FarmOrder {
  const { farm, choice, root, projectId } = handing;
  const here = orderFolder(root, job.id, order.number);
  const translated = tasks.map(({ id, frames, command, outputs }) => ({
    id,
    frames,
    command: withNeeds(paths.command(command), layer.needs),
    outputs: outputs.map((it) => paths.path(it)),
  }));
  const pool = choice.pool ?? farm.pool;
  const group = choice.group ?? farm.group;
  return {
    key: order.key,
    job: {
      ...{ id: job.id, name: job.name, project: paths.path(job.project), owner: farm.user ?? job.owner },
      ...{ comment: job.comment, priority: job.priority, paused: job.paused },
      ...(projectId !== undefined && { projectId }),
    },
    layer: {
      ...{ name: layer.name, retries: layer.retries, successCodes: layer.successCodes, needs: layer.needs },
      ...(layer.timeout !== undefined && { timeout: layer.timeout }),
    },
    tasks: translated,
    ...(calls === 'template' && { template: templateOf(translated, farm.name) }),
    ...(pool !== undefined && { pool }),
    ...(group !== undefined && { group }),
    limits: choice.limits ?? farm.limits ?? [],
    folder: { here, there: paths.path(here) },
  };
}

function templateOf(calls: Parameters<typeof callTemplate>[0], farm: string): CallTemplate {
  const template = callTemplate(calls);
  if (template !== undefined) return template;
  throw new ComplineError({
    code: 'invalid-parameters',
    message: `The farm ${farm} is given one call for all chunks, and those of this renderer differ in more than their first and last frame.`,
    nextStep: 'Write {first} and {last} into its arguments, or choose another farm.',
  });
}

/** What a chunk was given, told to its program as this machine tells it; see `withResources`. */
function withNeeds(command: CommandSpec, { threads, memory }: Needs): CommandSpec {
  const given = {
    ...(threads !== undefined && { COMPLINE_THREADS: String(threads) }),
    ...(memory !== undefined && { COMPLINE_MEMORY: String(memory) }),
  };
  return { ...command, environment: { ...given, ...command.environment } };
}
