import { expect, test, vi } from 'vitest';
import { jobRow } from '../../../../client/queue/job-rows.ts';
import { jobOfRow } from '../../../../client/queue/row-ids.ts';
import { type JobSummary, jobSummarySchema } from '../../../../server/protocol/jobs.ts';

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

const atWork = 'cancellable movable pausable';
const ended = 'archivable deletable';

test.each([
  [{ state: 'waiting' }, 'waiting', `job waiting ${atWork} skippable`, 'clock'],
  [{ state: 'running' }, '5/12', `job running ${atWork} skippable requeueable`, 'sync~spin'],
  [{ state: 'completed' }, 'completed', `job completed requeueable ${ended}`, 'pass'],
  [
    { state: 'failed', reason: 'exit code 1', tasksFailed: 1 },
    'failed: exit code 1',
    `job failed retryable mendable skippable requeueable ${ended}`,
    'error',
  ],
  [{ state: 'failed' }, 'failed', `job failed retryable skippable requeueable ${ended}`, 'error'],
  [{ state: 'cancelled' }, 'cancelled', `job cancelled retryable skippable requeueable ${ended}`, 'circle-slash'],
  [
    { state: 'waiting', framesDone: 0, paused: true },
    'paused',
    'job waiting cancellable movable resumable skippable',
    'debug-pause',
  ],
  [
    { state: 'completed', archived: true },
    'completed, archived',
    'job completed requeueable archived deletable',
    'archive',
  ],
  [{ state: 'completed', kind: 'render' }, 'completed', `job completed requeueable resubmittable ${ended}`, 'pass'],
] as const)('a job %o', (change, description, context, icon) => {
  const row = jobRow({ ...job, ...change });
  expect(row).toMatchObject({ description, context, icon: { id: icon } });
  const label = 'kind' in change ? 'SH010_COMP 1001-1012' : 'SH010_COMP';
  expect(row.spoken).toBe(`${label}, ${change.state === 'running' ? '5 of 12 frames' : description}`);
  expect(jobOfRow(row.id)).toBe('j1');
});

test.each([
  [{ kind: 'preview' }, 'SH010_COMP', '5/12 · preview', 'SH010_COMP, 5 of 12 frames · preview'],
  [{ comp: undefined }, 'SH010_COMP 1001-1012', '5/12', 'SH010_COMP 1001-1012, 5 of 12 frames'],
  [{ paused: true, tasksRunning: 1 }, 'SH010_COMP', 'pausing, 5/12', 'SH010_COMP, pausing, 5 of 12 frames'],
  [{ paused: true }, 'SH010_COMP', 'paused, 5/12', 'SH010_COMP, paused, 5 of 12 frames'],
] as const)('a job %o', (change, label, description, spoken) => {
  expect(jobRow({ ...job, ...change } as JobSummary)).toMatchObject({ label, description, spoken });
});

test.each([
  [{ waitsFor: [], secondsLeft: 185 }, {}, '5/12, 3 min left', 'SH010_COMP, 5 of 12 frames, 3 min left'],
  [{ waitsFor: ['BG'] }, { state: 'waiting' }, 'waits for BG', 'SH010_COMP, waits for BG'],
  [{ waitsFor: ['BG', 'FG'] }, { state: 'waiting' }, 'waits for 2 jobs', 'SH010_COMP, waits for 2 jobs'],
] as const)('a job of which %o is known', (known, change, description, spoken) => {
  expect(jobRow({ ...job, ...change }, known)).toMatchObject({ description, spoken });
});

test('the tooltip tells what people have said of a job, and its last error', () => {
  const said = { priority: 70, tags: ['night', 'hero'], comment: 'Regrained', reason: 'Frame 7 is not there.' };
  const { tooltip } = jobRow({ ...job, ...said, tasksFailed: 1 }, { waitsFor: ['BG'], framesPerMinute: 4.1234 });
  expect(Object.fromEntries(tooltip.map(({ name, value }) => [name ?? '', value]))).toMatchObject({
    Chunks: '0 of 2, 1 failed',
    Rate: '4.1 frames a minute',
    'Waits for': 'BG',
    'Last error': 'Frame 7 is not there.',
    Owner: 'ann',
    Priority: '70',
    Tags: 'night, hero',
    Comment: 'Regrained',
  });
});

test.each([
  ['/p/SH010_COMP.comp', 'Comp'],
  ['/p/SH010.blend', 'Scene'],
])('the tooltip calls %s what it is', (comp, name) => {
  expect(jobRow({ ...job, comp }).tooltip).toContainEqual({ name, value: comp });
});

const away = 'Farm studio does not answer.';

test.each([
  [{}, '5/12 · studio', 'SH010_COMP, 5 of 12 frames, on studio', 'sync~spin'],
  [{ held: away }, `5/12, held: ${away} · studio`, `SH010_COMP, 5 of 12 frames, held: ${away}, on studio`, 'warning'],
  [
    { held: away, state: 'waiting', framesDone: 0 },
    `held: ${away} · studio`,
    `SH010_COMP, held: ${away}, on studio`,
    'warning',
  ],
  [{ held: away, state: 'completed' }, 'completed · studio', 'SH010_COMP, completed, on studio', 'pass'],
  [
    { held: away, paused: true },
    'paused, 5/12 · studio',
    'SH010_COMP, paused, 5 of 12 frames, on studio',
    'debug-pause',
  ],
] as const)('a job on a farm %o', (change, description, spoken, icon) => {
  const row = jobRow({ ...job, ...change, farm: 'studio' });
  expect(row).toMatchObject({ description, spoken, icon: { id: icon } });
  expect(row.context.split(' ')).toContain('onFarm');
  expect(row.tooltip).toContainEqual({ name: 'Farm', value: 'studio' });
  const isHeld = 'held' in change && row.icon.id !== 'pass';
  expect(row.tooltip.some(({ name, value }) => name === 'Held' && value === away)).toBe(isHeld);
});
