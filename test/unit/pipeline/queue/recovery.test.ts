import { expect, test } from 'vitest';
import { newJobRecord } from '../../../../server/pipeline/queue/job-record.ts';
import { LiveJob } from '../../../../server/pipeline/queue/live-job.ts';
import { leftAttempts, recoveryChanges } from '../../../../server/pipeline/queue/recovery.ts';
import { afterChanges, fakeTask, jobOfTasks } from '../jobs.ts';

const waiting = newJobRecord('job-1', jobOfTasks([fakeTask('/r', 1, 2), fakeTask('/r', 3, 4)]), {
  now: 0,
  revision: 1,
});
const attempt = { number: 1, state: 'running' as const, startedAt: 1, log: '/l', process: 42, processStart: 'boot/7' };
const running = afterChanges(waiting, [{ task: '1.1', event: 'start', attempt }], 1).job;

test('a job that only waited is as it was', () => {
  expect(leftAttempts(new LiveJob(waiting))).toEqual([]);
  expect(recoveryChanges(new LiveJob(waiting), 9)).toEqual([]);
});

test('what ran is looked for by its process and its mark, and waits again', () => {
  expect(leftAttempts(new LiveJob(running))).toEqual([
    { task: '1.1', marker: 'job-1/1.1-1', process: 42, processStart: 'boot/7' },
  ]);
  const { job } = afterChanges(running, recoveryChanges(new LiveJob(running), 9), 9);
  expect(job.state).toBe('waiting');
  const [task] = job.layers[0]?.tasks ?? [];
  expect(task).toMatchObject({ state: 'waiting', losses: 1, failures: 0, attempts: [{ state: 'lost', endedAt: 9 }] });
});

test('a cancelling that was cut short is brought to its end', () => {
  const cancelling = { ...running, cancelRequested: true };
  const { job } = afterChanges(cancelling, recoveryChanges(new LiveJob(cancelling), 9), 9);
  expect(job).toMatchObject({ state: 'cancelled', endedAt: 9, reason: 'Cancelled.' });
  expect(job.layers[0]?.tasks.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
});

test('a task whose process cannot be ended yet stays as it is', () => {
  expect(recoveryChanges(new LiveJob(running), 9, new Set(['1.1']))).toEqual([]);
});

test.each([
  ['askSkip', 'skipped'],
  ['askRequeue', 'waiting'],
] as const)('what somebody wished for a task (%s) happens though the core ended meanwhile', (event, state) => {
  const asked = afterChanges(running, [{ task: '1.1', event }], 5).job;
  const { job } = afterChanges(asked, recoveryChanges(new LiveJob(asked), 9), 9);
  expect(job.layers[0]?.tasks[0]).toMatchObject({ state, losses: 0, attempts: [{ state: 'cancelled' }] });
  expect(job.layers[0]?.tasks[0]?.wish).toBeUndefined();
});
