import { describe, expect, test } from 'vitest';
import { countStates } from '../../../../server/pipeline/queue/task-counts.ts';
import { isActive, jobStateOf, nextTaskState, taskEvents } from '../../../../server/pipeline/queue/transitions.ts';
import { taskStateSchema } from '../../../../server/protocol/jobs.ts';

// What may happen, written once more and in another form, so that a change of the table is a change here too.
const allowed = `
  waiting    start     running
  waiting    cancel    cancelled
  waiting    skip      skipped
  waiting    handOver  waiting
  waiting    takeBack  waiting
  waiting    askSkip   waiting
  waiting    askRequeue waiting
  running    process   running
  running    askSkip   running
  running    askRequeue running
  running    skip      skipped
  running    requeue   waiting
  running    complete  completed
  running    fail      failed
  running    tryAgain  waiting
  running    lose      waiting
  running    giveUp    failed
  running    suspend   waiting
  running    cancel    cancelled
  failed     retry     waiting
  cancelled  retry     waiting
  completed  requeue   waiting
  failed     requeue   waiting
  cancelled  requeue   waiting
  skipped    requeue   waiting
  failed     skip      skipped
  cancelled  skip      skipped
`
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));

describe('every event in every state', () => {
  const cases = taskStateSchema.options.flatMap((state) => taskEvents.map((event) => ({ state, event })));
  test.each(cases)('$event of a $state task', ({ state, event }) => {
    const expected = allowed.find(([from, by]) => from === state && by === event)?.[2];
    expect(nextTaskState(state, event)).toBe(expected);
  });
});

test.each([
  [['waiting', 'waiting'], 'waiting'],
  [['running', 'waiting'], 'running'],
  [['completed', 'waiting'], 'running'],
  [['failed', 'waiting'], 'running'],
  [['cancelled', 'running'], 'running'],
  [['completed', 'completed'], 'completed'],
  [['completed', 'failed'], 'failed'],
  [['cancelled', 'failed'], 'failed'],
  [['completed', 'cancelled'], 'cancelled'],
  [['cancelled', 'waiting'], 'waiting'],
  [['completed', 'skipped'], 'completed'],
  [['failed', 'skipped'], 'failed'],
  [['skipped', 'waiting'], 'waiting'],
] as const)('a job of tasks that are %j is %s', (tasks, expected) => {
  expect(jobStateOf(countStates(tasks))).toBe(expected);
});

test('there is work in a job that waits or runs', () => {
  expect(taskStateSchema.options.filter(isActive)).toEqual(['waiting', 'running']);
});
