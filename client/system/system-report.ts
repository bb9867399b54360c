import { formatFrames } from '../views/format.ts';
import type { SystemState } from './system-rows.ts';

/** What somebody who is to help wants to know of a machine: in English, whatever the language of the editor is. */
export function systemReport({ system, running, held }: SystemState, version: string): string {
  const { machine, platform, cpu, memory, gpus, noGpus, renders, reservation } = system;
  const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
  const mebibytes = (amount: number | undefined): string | undefined =>
    amount === undefined ? undefined : gigabytes(amount * 1024 * 1024);
  const gpuLines = gpus.map(({ id, name, driver, memoryTotal, memoryFree, load, hasDisplay, reserved }) =>
    [
      `GPU ${id}: ${name}`,
      `driver ${driver ?? 'unknown'}`,
      `memory ${mebibytes(memoryFree) ?? '?'} free of ${mebibytes(memoryTotal) ?? '?'}`,
      `load ${load ?? '?'} %`,
      ...(hasDisplay === true ? ['display'] : []),
      reserved ? 'reserved' : 'for renders',
    ].join(', '),
  );
  const runningLines = running.map(({ job, jobName, task, number, frames, process, threads, gpus: used }) =>
    [
      `Running: ${jobName ?? job} (${job}), task ${task}, attempt ${number}`,
      ...(frames === undefined ? [] : [`frames ${formatFrames(frames)}`]),
      ...(process === undefined ? [] : [`process ${process}`]),
      ...(threads === undefined ? [] : [`threads ${threads}`]),
      ...(used === undefined ? [] : [`GPUs ${used.join(' ')}`]),
    ].join(', '),
  );
  const lines = [
    `Compline ${version} on ${machine} (${platform})`,
    `CPU: ${cpu.model}, cores ${cpu.cores ?? 'unknown'}, threads ${cpu.threads}, load ${cpu.load?.toFixed(2) ?? 'unknown'}`,
    `Memory: ${gigabytes(memory.free)} free of ${gigabytes(memory.total)}`,
    ...(gpus.length === 0 ? [`GPUs: ${noGpus ?? 'none'}`] : gpuLines),
    `Renders: calls ${renders.calls}, threads ${renders.threads} (${renders.threadsEach} each, ${renders.threadsReserved} reserved), GPUs ${renders.gpus.join(' ') || 'none'}`,
    `Reserved by a setting: ${JSON.stringify(reservation ?? {})}`,
    ...(runningLines.length === 0 ? ['Running: nothing'] : runningLines),
    ...(held === undefined ? [] : [`Held: ${held}`]),
  ];
  return `${lines.join('\n')}\n`;
}
