import { expect, test, vi } from 'vitest';
import { rowsUnder } from '../../../../client/queue/task-rows.ts';
import { layerSchema, type Task } from '../../../../server/protocol/jobs.ts';
import { someJob } from './some-job.ts';

vi.mock('vscode', () => import('../fake-l10n.ts'));

const task: Task = { id: '1.1', frames: { first: 1001, last: 1006 }, state: 'running', framesDone: 2, attempts: [] };
const attempt = { number: 1, state: 'failed', startedAt: 0, reason: 'exit code 1' } as const;
const jobOf = (...layers: readonly { readonly name: string; readonly tasks: readonly Partial<Task>[] }[]) => ({
  ...someJob('j', 1),
  layers: layers.map(({ name, tasks }) => layerSchema.parse({ name, tasks: tasks.map((it) => ({ ...task, ...it })) })),
});

test.each([
  ['one that runs', {}, '2/6', 'sync~spin', 'task running skippable requeueable'],
  [
    'one that failed',
    { state: 'failed', attempts: [attempt] },
    'failed: exit code 1',
    'error',
    'task failed skippable requeueable',
  ],
  ['one that was skipped', { state: 'skipped' }, 'skipped', 'debug-step-over', 'task skipped requeueable'],
  ['one that rests', { state: 'waiting', waits: 'retry' }, 'resting', 'watch', 'task waiting skippable'],
  ['one of a paused job', { state: 'waiting', waits: 'paused' }, 'paused', 'debug-pause', 'task waiting skippable'],
  [
    'one that waits',
    { state: 'waiting', waits: 'dependency' },
    'waits for other frames',
    'link',
    'task waiting skippable',
  ],
  [
    'one that is tried again',
    { attempts: [attempt, { number: 2, state: 'running', startedAt: 0 }] },
    '2/6, attempt 2',
    'sync~spin',
    'task running skippable requeueable',
  ],
] as const)('a task: %s', (_, change, description, icon, context) => {
  const tasks = [{ ...change, attempts: 'attempts' in change ? [...change.attempts] : [] }];
  const [row, ...others] = rowsUnder(jobOf({ name: 'beauty', tasks }), { job: 'j' });
  expect(others).toEqual([]);
  const label = 'Frames 1001-1006';
  expect(row).toMatchObject({ id: 'task:j/1.1', label, description, context, icon: { id: icon }, parent: 'job:j' });
});

test('layers stand between a job and its tasks where there are several', () => {
  const job = jobOf(
    { name: 'beauty', tasks: [{ state: 'completed' }] },
    { name: 'matte', tasks: [{ id: '2.1' }, { id: '2.2', state: 'failed' }] },
  );
  const layers = rowsUnder(job, { job: 'j' });
  expect(layers.map(({ id, label, description }) => [id, label, description])).toEqual([
    ['layer:j/0', 'beauty', 'completed'],
    ['layer:j/1', 'matte', '0 of 2 chunks, 1 failed'],
  ]);
  const tasks = rowsUnder(job, { job: 'j', layer: 1 });
  expect(tasks.map(({ id, parent }) => [id, parent])).toEqual([
    ['task:j/2.1', 'layer:j/1'],
    ['task:j/2.2', 'layer:j/1'],
  ]);
});

test('attempts stand under their task, the newest first', () => {
  const attempts = [attempt, { number: 2, state: 'lost', startedAt: 0, exitCode: 9 } as const];
  const rows = rowsUnder(jobOf({ name: 'beauty', tasks: [{ attempts }] }), { job: 'j', task: '1.1' });
  expect(rows.map(({ id, icon }) => [id, icon.id])).toEqual([
    ['attempt:j/1.1/2', 'debug-disconnect'],
    ['attempt:j/1.1/1', 'error'],
  ]);
  expect(rows[0]?.tooltip).toContainEqual({ name: 'Exit code', value: '9' });
});

test('a chunk and its attempts say which machine of a farm they are on', () => {
  const attempts: Task['attempts'] = [
    { number: 1, state: 'lost', startedAt: 0, host: 'node01' },
    { number: 2, state: 'running', startedAt: 0, host: 'node02' },
  ];
  const job = jobOf({ name: 'beauty', tasks: [{ attempts }] });
  const [row] = rowsUnder(job, { job: 'j' });
  expect(row?.description).toBe('2/6, attempt 2 · node02');
  expect(row?.tooltip).toContainEqual({ name: 'Machine', value: 'node02' });
  const tries = rowsUnder(job, { job: 'j', task: '1.1' });
  expect(tries.map(({ tooltip }) => tooltip.find(({ name }) => name === 'Machine')?.value)).toEqual([
    'node02',
    'node01',
  ]);
});
