import type { FarmOrder, FarmSettings } from '../driver/farm-driver.ts';
import { jobScript } from './job-script.ts';
import { COMMENT, type JobWish } from './slurm-way.ts';

const LONGEST_NAME = 200;
const MB = 2 ** 20;
const STANDARD_PRIORITY = 50;

/** How far a job of a priority stands behind others in Slurm: 0 for the usual one, 1000 for priority 0. */
export const niceOf = (priority: number): number => (STANDARD_PRIORITY - priority) * 20;

/** A name on one line; cut between characters. */
function nameOf(name: string): string {
  const plain = name.replaceAll(/\p{Cc}+/gu, ' ').trim();
  return plain === '' ? 'Compline' : [...plain].slice(0, LONGEST_NAME).join('');
}

/** What Slurm is asked for an order. */
export function jobWish(order: FarmOrder, settings: FarmSettings): JobWish {
  const { job, layer, limits, folder, tasks, pool = settings.pool, group = settings.group } = order;
  const { threads, memory, gpus } = layer.needs;
  return {
    script: jobScript(order),
    name: nameOf(job.name),
    comment: `${COMMENT}${order.key}`,
    array: tasks.length === 1 ? '0' : `0-${tasks.length - 1}`,
    folder: folder.there,
    output: `${folder.there.replaceAll('%', '%%')}/%a.log`,
    // REST takes no job without any. What the program needs is in the script.
    environment: { PATH: '/usr/local/bin:/usr/bin:/bin' },
    nice: niceOf(job.priority),
    hold: job.paused,
    ...(pool !== undefined && { partition: pool }),
    ...(group !== undefined && { qos: group }),
    ...(settings.account !== undefined && { account: settings.account }),
    ...(limits.length > 0 && { licenses: limits.join(',') }),
    ...(layer.timeout !== undefined && { timeLimit: Math.max(1, Math.ceil(layer.timeout / 60)) }),
    ...(threads !== undefined && { cpus: threads }),
    ...(memory !== undefined && { memory: Math.ceil(memory / MB) }),
    ...(gpus !== undefined && gpus > 0 && { gpus }),
  };
}
