import { expect, test } from 'vitest';
import { applyTransition } from '../../../../server/pipeline/queue/apply-transition.ts';
import { newJobRecord } from '../../../../server/pipeline/queue/job-record.ts';
import { leftAttempts, recoveryChanges } from '../../../../server/pipeline/queue/recovery.ts';
import { fakeTask, jobOfTasks } from '../jobs.ts';

const waiting = newJobRecord('job-1', jobOfTasks([fakeTask('/r', 1, 2), fakeTask('/r', 3, 4)]), 0);
const attempt = { number: 1, state: 'running' as const, startedAt: 1, log: '/l', process: 42, processStart: 'boot/7' };
const running = applyTransition(waiting, [{ task: '1.1', event: 'start', attempt }], 1).job;

test('a job that only waited is as it was', () => {
  expect(leftAttempts(waiting)).toEqual([]);
  expect(recoveryChanges(waiting, 9)).toEqual([]);
});

test('what ran is looked for by its process and its mark, and waits again', () => {
  expect(leftAttempts(running)).toEqual([{ marker: 'job-1/1.1-1', process: 42, processStart: 'boot/7' }]);
  const { job } = applyTransition(running, recoveryChanges(running, 9), 9);
  expect(job.state).toBe('waiting');
  const [task] = job.layers[0]?.tasks ?? [];
  expect(task).toMatchObject({ state: 'waiting', losses: 1, failures: 0, attempts: [{ state: 'lost', endedAt: 9 }] });
});

test('a cancelling that was cut short is brought to its end', () => {
  const cancelling = { ...running, cancelRequested: true };
  const { job } = applyTransition(cancelling, recoveryChanges(cancelling, 9), 9);
  expect(job).toMatchObject({ state: 'cancelled', endedAt: 9, reason: 'Cancelled.' });
  expect(job.layers[0]?.tasks.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
});
