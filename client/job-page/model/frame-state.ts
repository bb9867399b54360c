import type { TaskFrames } from '../../../server/protocol/job-frames.ts';
import type { TaskState } from '../../../server/protocol/jobs.ts';

/** The states that frames may be in, in the order in which they are listed. */
export const FRAME_STATES = ['running', 'failed', 'waiting', 'completed', 'skipped', 'cancelled'] as const;

/** The state of a frame: that of its task, but in a running one, whose frames come one after the other. */
export type FrameState = TaskState;

/** Numbers `first` to `last`, both included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** How many frames a task has. */
export function countOf({ first, last, step = 1 }: Pick<TaskFrames, 'first' | 'last' | 'step'>): number {
  return Math.floor((last - first) / step) + 1;
}

/** The states of a task's frames, counted from its first one: spans in their order. */
export function statesOf(task: TaskFrames): readonly (Span & { readonly state: FrameState })[] {
  const { state, done } = task;
  const count = countOf(task);
  if (state !== 'running') return [{ first: 0, last: count - 1, state }];
  const spans = [
    { first: 0, last: done - 1, state: 'completed' as const },
    { first: done, last: Math.min(done, count - 1), state: 'running' as const },
    { first: done + 1, last: count - 1, state: 'waiting' as const },
  ];
  return spans.filter((it) => it.first <= it.last);
}
