import { expect, test, vi } from 'vitest';
import { jobOfRow, jobRow, taskRows } from '../../../../client/queue/job-rows.ts';
import {
  type Job,
  type JobSummary,
  jobSummarySchema,
  layerSchema,
  type Task,
} from '../../../../server/protocol/jobs.ts';

vi.mock('vscode', () => import('../fake-l10n.ts'));

const job = jobSummarySchema.parse({
  id: 'j1',
  name: 'SH010_COMP 1001-1012',
  kind: 'publish',
  state: 'running',
  project: '/p',
  comp: '/p/SH010_COMP.comp',
  owner: 'ann',
  createdAt: 0,
  framesTotal: 12,
  framesDone: 5,
  tasksTotal: 2,
  tasksDone: 0,
  revision: 1,
});

test.each([
  [{ state: 'waiting' }, 'waiting', 'job waiting cancellable', 'clock'],
  [{ state: 'running' }, '5/12', 'job running cancellable', 'sync~spin'],
  [{ state: 'completed' }, 'completed', 'job completed', 'pass'],
  [{ state: 'failed', reason: 'exit code 1' }, 'failed: exit code 1', 'job failed retryable', 'error'],
  [{ state: 'failed' }, 'failed', 'job failed retryable', 'error'],
  [{ state: 'cancelled' }, 'cancelled', 'job cancelled retryable', 'circle-slash'],
] as const)('a job %o', (change, description, context, icon) => {
  const row = jobRow({ ...job, ...change });
  expect(row).toMatchObject({ description, context, icon: { id: icon } });
  expect(row.spoken).toBe(`SH010_COMP, ${change.state === 'running' ? '5 of 12 frames' : description}`);
  expect(jobOfRow(row.id)).toBe('j1');
});

test.each([
  [{ kind: 'preview' }, 'SH010_COMP', '5/12 · preview', 'SH010_COMP, 5 of 12 frames · preview'],
  [{ comp: undefined }, 'SH010_COMP 1001-1012', '5/12', 'SH010_COMP 1001-1012, 5 of 12 frames'],
] as const)('a job %o', (change, label, description, spoken) => {
  expect(jobRow({ ...job, ...change } as JobSummary)).toMatchObject({ label, description, spoken });
});

const task: Task = { id: 't1', frames: { first: 1001, last: 1006 }, state: 'running', framesDone: 2, attempts: [] };
const attempt = { number: 1, state: 'failed', startedAt: 0, reason: 'exit code 1' } as const;

test.each([
  ['one that runs', task, 'Frames 1001-1006', '2/6'],
  ['one that failed', { ...task, state: 'failed', attempts: [attempt] }, 'Frames 1001-1006', 'failed: exit code 1'],
  ['one that was skipped', { ...task, state: 'skipped' }, 'Frames 1001-1006', 'skipped'],
  [
    'one that is tried again',
    { ...task, attempts: [attempt, { number: 2, state: 'running', startedAt: 0 }] },
    'Frames 1001-1006',
    '2/6, attempt 2',
  ],
] as const)('a task: %s', (_, one, label, description) => {
  const beauty = layerSchema.parse({ name: 'beauty', tasks: [{ ...one, attempts: [...one.attempts] }] });
  const whole: Job = { ...job, layers: [beauty] };
  const [row, ...others] = taskRows(whole);
  expect(others).toEqual([]);
  expect(row).toMatchObject({ label, description, parent: jobRow(job).id });
  expect(row?.tooltip).toHaveLength(one.attempts.length);
});

test('the layer is named where there are several', () => {
  const layers = ['beauty', 'matte'].map((name) => layerSchema.parse({ name, tasks: [{ ...task, id: name }] }));
  const labels = taskRows({ ...job, layers }).map((it) => it.label);
  expect(labels).toEqual(['beauty: Frames 1001-1006', 'matte: Frames 1001-1006']);
});
