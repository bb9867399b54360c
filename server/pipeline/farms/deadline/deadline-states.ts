import { type Standing, unknownStanding } from '../driver/farm-states.ts';

interface Meaning extends Standing {
  readonly name: string;
}

/**
 * What a task's `Stat` says of a chunk, by the table of task properties in the REST manual. docs/farms/deadline.md shows
 * this table.
 */
export const TASK_STATES: ReadonlyMap<number, Meaning> = new Map([
  [1, { name: 'Unknown', standing: 'waiting' }],
  [2, { name: 'Queued', standing: 'waiting' }],
  [3, { name: 'Suspended', standing: 'waiting', reason: 'It is suspended.' }],
  [4, { name: 'Rendering', standing: 'running' }],
  [5, { name: 'Completed', standing: 'completed' }],
  [6, { name: 'Failed', standing: 'failed' }],
  [8, { name: 'Pending', standing: 'waiting', reason: 'It waits for something else (Pending).' }],
] satisfies [number, Meaning][]);

/** `Stat` of tasks that are dealt with by their state. */
export const SUSPENDED_TASK = 3;
export const COMPLETED_TASK = 5;
export const FAILED_TASK = 6;

/** How a chunk stands, by its task's `Stat`. */
export const standingOf = (stat: number, isOnMachine: boolean): Standing =>
  TASK_STATES.get(stat) ?? unknownStanding('Deadline', stat, isOnMachine);

/** What a worker's `Stat` says: whether it could render now. */
export const WORKER_IS_UP: ReadonlyMap<number, { readonly name: string; readonly isUp: boolean }> = new Map([
  [0, { name: 'Unknown', isUp: false }],
  [1, { name: 'Rendering', isUp: true }],
  [2, { name: 'Idle', isUp: true }],
  [3, { name: 'Offline', isUp: false }],
  [4, { name: 'Stalled', isUp: false }],
  [8, { name: 'StartingJob', isUp: true }],
]);
