import { expect, test } from 'vitest';
import type { TaskChange } from '../../../../server/pipeline/queue/apply-transition.ts';
import { type JobRecord, newJobRecord, tasksOf } from '../../../../server/pipeline/queue/job-record.ts';
import { afterChanges, fakeTask, jobOfTasks } from '../jobs.ts';

const begun = (): JobRecord =>
  newJobRecord('job-1', jobOfTasks([fakeTask('/out', 1, 5), fakeTask('/out', 6, 10)]), { now: 1_000, revision: 1 });

/** Applies one event a step, to the first or the second task. */
function after(steps: readonly [task: 0 | 1, event: TaskChange['event']][], cancelRequested = false): JobRecord {
  return steps.reduce((job, [index, event]) => {
    const task = tasksOf(job)[index]?.id ?? '';
    const marks = cancelRequested && event === 'cancel' ? { cancelRequested } : {};
    return afterChanges(job, [{ task, event, ...(event === 'fail' && { reason: 'It broke.' }) }], 2_000, marks).job;
  }, begun());
}

test('a job with a chunk that failed has failed', () => {
  const job = after([
    [0, 'start'],
    [0, 'fail'],
    [1, 'start'],
    [1, 'complete'],
  ]);
  expect(job).toMatchObject({ state: 'failed', reason: 'It broke.' });
});

test('a job that somebody cancelled is cancelled, though a chunk of it had failed before', () => {
  const job = after(
    [
      [0, 'start'],
      [0, 'fail'],
      [1, 'cancel'],
    ],
    true,
  );
  expect(job).toMatchObject({ state: 'cancelled', cancelRequested: true });
  expect(tasksOf(job).map(({ state }) => state)).toEqual(['failed', 'cancelled']);
});

test('a job whose rest was given up because nothing could come of it has failed', () => {
  expect(
    after([
      [0, 'start'],
      [0, 'fail'],
      [1, 'cancel'],
    ]),
  ).toMatchObject({ state: 'failed', cancelRequested: false });
});

test('an event that cannot happen changes nothing and says so', () => {
  expect(() => after([[0, 'complete']])).toThrow(/waiting: it cannot complete/);
});
