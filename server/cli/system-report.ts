import type { Gpu, SystemInfo } from '../protocol/system.ts';
import { formatTable } from './table.ts';

/** What a machine has and what renders may use of it, in lines. GPUs have the driver's numbers, from 0. */
export function systemReport({ machine, platform, cpu, memory, gpus, noGpus, renders }: SystemInfo): string {
  const { cores, threads, load, model } = cpu;
  const counts = [...(cores === undefined ? [] : [counted(cores, 'core')]), counted(threads, 'thread')].join(', ');
  const rows = [
    ['Machine', `${machine} (${platform})`],
    ['Processor', `${model}: ${counts}${load === undefined ? '' : `, ${load.toFixed(1)} busy`}`],
    ['Memory', `${gigabytes(memory.total)} GB, ${gigabytes(memory.free)} GB free`],
    ...(gpus.length === 0 ? [['GPU', noGpus ?? 'none']] : gpus.map((gpu) => [`GPU ${gpu.id}`, describeGpu(gpu)])),
    ['Renders', rendersLine(renders, gpus.length > 0)],
  ];
  return formatTable(rows);
}

function rendersLine(renders: SystemInfo['renders'], hasGpus: boolean): string {
  const { calls, threads, threadsEach, threadsReserved, gpus } = renders;
  const kept = threadsReserved === 0 ? '' : `, ${threadsReserved} kept for interactive work`;
  const which = gpus.length === 0 ? 'no GPU' : `GPU ${gpus.join(', ')}`;
  const each = calls === 1 ? '' : ` (${threadsEach} each)`;
  return `${calls} at a time on ${counted(threads, 'thread')}${each}${kept}${hasGpus ? `; ${which}` : ''}`;
}

function describeGpu({ name, memoryTotal, memoryFree, load, driver, hasDisplay, reserved }: Gpu): string {
  const memory =
    memoryTotal === undefined
      ? []
      : [`${mebibytes(memoryTotal)} GB${memoryFree === undefined ? '' : `, ${mebibytes(memoryFree)} GB free`}`];
  return [
    name,
    ...memory,
    ...(load === undefined ? [] : [`${load} % busy`]),
    ...(driver === undefined ? [] : [`driver ${driver}`]),
    ...(hasDisplay === true ? ['has the screen'] : []),
    ...(reserved ? ['kept for interactive work'] : []),
  ].join(', ');
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1);
const mebibytes = (amount: number) => ((amount * 1024 * 1024) / 1e9).toFixed(1);
