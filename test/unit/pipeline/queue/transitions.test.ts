import { describe, expect, test } from 'vitest';
import { isActive, jobStateOf, nextTaskState, type TaskEvent } from '../../../../server/pipeline/queue/transitions.ts';
import { jobStateSchema } from '../../../../server/protocol/jobs.ts';

const events: readonly TaskEvent[] = [
  'start',
  'complete',
  'fail',
  'tryAgain',
  'lose',
  'giveUp',
  'suspend',
  'cancel',
  'retry',
];

// What may happen, written once more and in another form, so that a change of the table is a change here too.
const allowed = `
  waiting    start     running
  waiting    cancel    cancelled
  running    complete  completed
  running    fail      failed
  running    tryAgain  waiting
  running    lose      waiting
  running    giveUp    failed
  running    suspend   waiting
  running    cancel    cancelled
  failed     retry     waiting
  cancelled  retry     waiting
`
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));

describe('every event in every state', () => {
  const cases = jobStateSchema.options.flatMap((state) => events.map((event) => ({ state, event })));
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
] as const)('a job of tasks that are %j is %s', (tasks, expected) => {
  expect(jobStateOf(tasks)).toBe(expected);
});

test('there is work in a job that waits or runs', () => {
  expect(jobStateSchema.options.filter(isActive)).toEqual(['waiting', 'running']);
});
