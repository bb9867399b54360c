import type { TaskState } from '../../protocol/jobs.ts';

/** How many tasks are in each state. */
export type TaskCounts = Readonly<Record<TaskState, number>>;

/** No task in any state. */
export const noTasks: TaskCounts = { waiting: 0, running: 0, completed: 0, failed: 0, cancelled: 0, skipped: 0 };

/** The counts of some states. */
export function countStates(states: Iterable<TaskState>): TaskCounts {
  const counts = { ...noTasks };
  for (const state of states) counts[state] += 1;
  return counts;
}

/** The counts after tasks went from one state to another. */
export function countsAfter(
  before: TaskCounts,
  moves: Iterable<{ readonly from: TaskState; readonly to: TaskState }>,
): TaskCounts {
  const counts = { ...before };
  for (const { from, to } of moves) {
    counts[from] -= 1;
    counts[to] += 1;
  }
  return counts;
}

/** All tasks there are. */
export const totalOf = (counts: TaskCounts): number =>
  counts.waiting + counts.running + counts.completed + counts.failed + counts.cancelled + counts.skipped;
