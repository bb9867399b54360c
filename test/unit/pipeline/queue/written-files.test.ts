import { expect, test } from 'vitest';
import type { TaskRecord } from '../../../../server/pipeline/queue/job-record.ts';
import { writtenFiles } from '../../../../server/pipeline/queue/written-files.ts';

const task = (id: string, change: Partial<TaskRecord>, endedAt?: number): TaskRecord => ({
  ...{ id, frames: { first: 1, last: 3 }, outputs: ['1', '2', '3'].map((it) => `${id}/${it}.exr`) },
  ...{ command: { program: 'p', args: [], cwd: '/', environment: {} }, state: 'waiting' },
  ...{ framesDone: 0, failures: 0, losses: 0 },
  attempts: [{ number: 1, state: 'running', startedAt: 1, log: '', ...(endedAt !== undefined && { endedAt }) }],
  ...change,
});

const movie = { outputs: ['a.mov'] };

test.each<[string, readonly TaskRecord[], Readonly<Record<string, number>>, readonly string[]]>([
  ['nothing is finished', [task('w', {}), task('r', { state: 'running' })], {}, []],
  [
    'the frames of a running chunk before those of chunks that are done, the last one first',
    [task('old', { state: 'completed' }, 5), task('r', { state: 'running' }), task('new', { state: 'completed' }, 9)],
    { r: 2 },
    ['r/2.exr 2', 'r/1.exr 1', 'new/3.exr 3', 'new/2.exr 2', 'new/1.exr 1', 'old/3.exr 3', 'old/2.exr 2'],
  ],
  ['a movie with its chunk alone', [task('r', { ...movie, state: 'running' })], { r: 3 }, []],
  ['a movie that is done', [task('m', { ...movie, state: 'completed' }, 1)], {}, ['a.mov undefined']],
  ['more frames than there are', [task('r', { state: 'running' })], { r: 9 }, ['r/3.exr 3', 'r/2.exr 2', 'r/1.exr 1']],
  ['what was skipped', [task('s', { state: 'skipped' })], {}, []],
])('%s', (_, tasks, finished, expected) => {
  const files = writtenFiles(tasks, (id) => finished[id] ?? 0, 7);
  expect(files.map(({ file, frame }) => `${file} ${frame}`)).toEqual(expected);
});
