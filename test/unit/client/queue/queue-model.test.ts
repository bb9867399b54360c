import { expect, test } from 'vitest';
import { QueueModel } from '../../../../client/queue/queue-model.ts';
import { type JobSummary, jobSummarySchema } from '../../../../server/protocol/jobs.ts';

const job = (id: string, revision: number, change: Partial<JobSummary> = {}): JobSummary =>
  jobSummarySchema.parse({
    id,
    name: id,
    kind: 'publish',
    state: 'waiting',
    project: '/p',
    owner: 'ann',
    createdAt: 0,
    framesTotal: 1,
    framesDone: 0,
    tasksTotal: 1,
    tasksDone: 0,
    revision,
    ...change,
  });

test('the newest job comes first, and stays where it is when others change', () => {
  const model = new QueueModel();
  model.apply([job('old', 1, { createdAt: 1 }), job('new', 1, { createdAt: 2 })]);
  model.apply([job('old', 2, { createdAt: 1, state: 'running' })]);
  expect(model.jobs.map((it) => it.id)).toEqual(['new', 'old']);
});

test('what is older than what is known is dropped', () => {
  const model = new QueueModel();
  expect(model.apply([job('a', 5)])).toMatchObject({ listed: true });
  expect(model.apply([job('a', 4, { state: 'failed' })])).toEqual({ listed: false, jobs: [] });
  expect(model.job('a')?.state).toBe('waiting');
});

test('jobs that were deleted are gone', () => {
  const model = new QueueModel();
  model.apply([job('a', 1), job('b', 1)]);
  expect(model.remove(['z'])).toBe(false);
  expect(model.remove(['a', 'z'])).toBe(true);
  expect(model.jobs.map((it) => it.id)).toEqual(['b']);
});

test('only new jobs change the list', () => {
  const model = new QueueModel();
  model.apply([job('a', 1)]);
  expect(model.apply([job('a', 2, { state: 'failed' })])).toMatchObject({ listed: false });
  expect(model.failed).toBe(1);
});

test('a list replaces what was known, but not what is newer than it', () => {
  const model = new QueueModel();
  model.apply([job('gone', 1), job('kept', 7, { state: 'running' })]);
  model.replace([job('kept', 3)]);
  expect(model.jobs.map(({ id, state }) => [id, state])).toEqual([['kept', 'running']]);
});

test('a whole job is current until its job changes', () => {
  const model = new QueueModel();
  model.apply([job('a', 1)]);
  expect(model.isWholeCurrent('a')).toBe(false);
  model.keepWhole({ ...job('a', 1), layers: [] });
  expect(model.isWholeCurrent('a')).toBe(true);
  model.apply([job('a', 2)]);
  expect(model.isWholeCurrent('a')).toBe(false);
  expect(model.whole('a')?.revision).toBe(1);
});
