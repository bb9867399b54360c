import path from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { JobSpec, TaskSpec } from '../../../server/pipeline/queue/job-spec.ts';

const renderer = fileURLToPath(new URL('../../fixtures/fake-renderer.mjs', import.meta.url));

/** The files of the frames `first` to `last` in a folder. */
export const framesIn = (folder: string, first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => path.join(folder, `comp.${first + index}.exr`));

/** A task of the fake renderer; `wish` is the document it is given beside its outputs. */
export function fakeTask(folder: string, first: number, last: number, wish: object = {}): TaskSpec {
  const outputs = framesIn(folder, first, last);
  return {
    frames: { first, last },
    outputs,
    command: {
      program: execPath,
      args: [renderer, JSON.stringify({ outputs, first, ...wish })],
      cwd: folder,
      environment: {},
    },
  };
}

/** A job of one layer. */
export const jobOfTasks = (
  tasks: readonly TaskSpec[],
  layer: { retries?: number; timeout?: number; successCodes?: number[] } = {},
): JobSpec => ({
  name: 'SH010 COMP',
  kind: 'publish',
  project: '/projects/DEMO',
  comp: '/projects/DEMO/SH010.comp',
  owner: 'ada',
  layers: [
    { name: 'OUT', tasks, retries: 0, successCodes: [0], progress: ['finished frame (?<frame>\\d+)'], ...layer },
  ],
});
