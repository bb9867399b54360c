import path from 'node:path';
import type { Attempt } from '../../../protocol/jobs.ts';
import type { TaskChange } from '../../queue/apply-transition.ts';
import { backoffAfter } from '../../queue/backoff.ts';
import { chunkText } from '../../queue/frame-chunk.ts';
import type { OrderRecord } from '../../queue/handing.ts';
import type { AttemptRecord, Stamp, TaskRecord } from '../../queue/job-record.ts';
import { judgeLoss, wished } from '../../queue/judge-attempt.ts';
import type { LiveJob } from '../../queue/live-job.ts';
import type { DriverCapabilities, TaskSighting } from '../driver/farm-driver.ts';
import { tasksOf } from './order-tasks.ts';

/** What is looked at of a job on a farm. */
export interface MirrorParts {
  readonly order: OrderRecord;
  /** The farm's name, for reasons. */
  readonly farm: string;
  readonly retries: DriverCapabilities['retries'];
  readonly logFolder: string;
  readonly stamp: () => Stamp;
  /** What is wrong with the outputs of chunks that the farm calls completed, in sentences, by their ids. */
  readonly missing: ReadonlyMap<string, string>;
}

/** What a sighting makes of tasks, in two steps, each of which holds at most one event of a task. */
export interface Mirrored {
  readonly changes: readonly TaskChange[];
  readonly next: readonly TaskChange[];
}

interface Step {
  readonly first?: TaskChange | undefined;
  readonly next?: TaskChange | undefined;
}

/** The chunks of an order as the farm tells of them, as events of the record. Chunks that are in another order by now, or
 * in none, are passed over: what is said of them is late. */
export function mirrorSighting(job: LiveJob, sightings: readonly TaskSighting[], parts: MirrorParts): Mirrored {
  const tasks = tasksOf(job, parts.order);
  const steps = sightings.flatMap((seen): Step[] => {
    const task = tasks[seen.task];
    return task === undefined || task.farmOrder !== parts.order.number ? [] : [stepOf(job, task, seen, parts)];
  });
  return { changes: steps.flatMap(({ first }) => first ?? []), next: steps.flatMap(({ next }) => next ?? []) };
}

/**
 * The chunks of an order that the farm knows nothing of any more: those whose outputs are all there are completed
 * (`missing` says nothing of them), and the others are lost, and handed over once more.
 */
export function mirrorForgotten(job: LiveJob, parts: MirrorParts): Mirrored {
  const { order, missing, farm } = parts;
  const steps = tasksOf(job, order)
    .filter((task) => task.farmOrder === order.number)
    .map((task): Step => {
      const seen: TaskSighting = { task: 0, standing: 'completed' };
      if (task.outputs.length > 0 && !missing.has(task.id)) return stepOf(job, task, seen, parts);
      const why = `The farm ${farm} has forgotten it.`;
      const { attempt, start } = attemptFor(job, task, seen, parts);
      const { event, state, reason } = lossOf(job, task, why);
      return ended(task, start, { ...attempt, state, endedAt: parts.stamp().now, reason }, { event, reason });
    });
  return { changes: steps.flatMap(({ first }) => first ?? []), next: steps.flatMap(({ next }) => next ?? []) };
}

function stepOf(job: LiveJob, task: TaskRecord, seen: TaskSighting, parts: MirrorParts): Step {
  const { standing } = seen;
  if (standing === 'waiting') return task.state === 'running' ? { first: takenBack(task, seen, parts) } : {};
  if (standing === 'running') return running(job, task, seen, parts);
  if (standing === 'cancelled' && task.state === 'waiting') return { first: letGo(job, task, parts.farm) };
  const { attempt, start } = attemptFor(job, task, seen, parts);
  const judged = judge(job, task, seen, parts);
  const { now } = parts.stamp();
  const exit = seen.exitCode === undefined ? {} : { exitCode: seen.exitCode };
  const { event, state, reason, retryAt } = judged;
  const end: AttemptRecord = { ...attempt, ...exit, state, endedAt: now, ...(reason !== undefined && { reason }) };
  return ended(task, start, end, {
    event,
    ...(reason !== undefined && { reason }),
    ...(retryAt !== undefined && { retryAt }),
  });
}

/** A chunk that had not begun as far as anybody knew begins and ends at once. */
function ended(
  task: TaskRecord,
  start: TaskChange | undefined,
  attempt: AttemptRecord,
  change: Omit<TaskChange, 'task' | 'attempt'>,
): Step {
  const end: TaskChange = { task: task.id, attempt, ...change };
  return start === undefined ? { first: end } : { first: start, next: end };
}

function running(job: LiveJob, task: TaskRecord, seen: TaskSighting, parts: MirrorParts): Step {
  if (task.state === 'waiting') return { first: attemptFor(job, task, seen, parts).start };
  const attempt = task.attempts.at(-1);
  if (attempt === undefined) return {};
  const { host, run } = seen;
  if ((host === undefined || host === attempt.host) && (run === undefined || run === attempt.run)) return {};
  return { first: { task: task.id, event: 'process', attempt: { ...attempt, ...ofFarm(seen) } } };
}

/** True where the farm has started a chunk once more since an attempt at it began. */
export const isAnotherRun = (attempt: AttemptRecord, { run }: TaskSighting): boolean =>
  run !== undefined && attempt.run !== undefined && attempt.run !== run;

/** What ran runs no more, and the farm will start it once more by itself. */
function takenBack(task: TaskRecord, { reason }: TaskSighting, { farm, order, stamp }: MirrorParts): TaskChange {
  const attempt = task.attempts.at(-1);
  const why = `The farm ${farm} took it back${reason === undefined ? '' : ` (${reason})`}.`;
  return {
    task: task.id,
    event: 'lose',
    order: order.number,
    reason: why,
    ...(attempt !== undefined && { attempt: { ...attempt, state: 'lost', endedAt: stamp().now, reason: why } }),
  };
}

/** What becomes of a chunk that waits and that its farm has let go of: what somebody has wished, or else it is cancelled. */
export function letGo(job: LiveJob, task: TaskRecord, farm: string): TaskChange {
  if (job.head.cancelRequested) return { task: task.id, event: 'cancel', reason: 'Cancelled.' };
  if (task.wish === 'skip') return { task: task.id, event: 'skip', reason: wished.skip.reason };
  if (task.wish === 'requeue') return { task: task.id, event: 'takeBack' };
  return { task: task.id, event: 'cancel', reason: `Cancelled on the farm ${farm}.` };
}

/** The attempt that a sighting is of: the one that runs, or a new one with the event that begins it. */
function attemptFor(
  job: LiveJob,
  task: TaskRecord,
  seen: TaskSighting,
  parts: MirrorParts,
): { readonly attempt: AttemptRecord; readonly start?: TaskChange } {
  const newest = task.attempts.at(-1);
  if (task.state === 'running' && newest !== undefined) return { attempt: { ...newest, ...ofFarm(seen) } };
  const attempt = newAttempt(job, task, seen, parts);
  return { attempt, start: { task: task.id, event: 'start', attempt } };
}

/** The next attempt at a task, as a farm makes it. */
export function newAttempt(
  job: LiveJob,
  task: TaskRecord,
  seen: Pick<TaskSighting, 'host' | 'run' | 'startedAt' | 'endedAt'>,
  parts: Pick<MirrorParts, 'logFolder' | 'stamp'>,
): AttemptRecord {
  const number = (task.attempts.at(-1)?.number ?? 0) + 1;
  const { now, revision: fence } = parts.stamp();
  const log = path.join(parts.logFolder, job.id, `${task.id}-${number}.log`);
  // A chunk that is over when it is seen first has taken as long as the farm says.
  const took = Math.max(0, (seen.endedAt ?? 0) - (seen.startedAt ?? seen.endedAt ?? 0));
  return { number, state: 'running', startedAt: now - took, fence, log, ...ofFarm(seen) };
}

const ofFarm = ({ host, run }: Pick<TaskSighting, 'host' | 'run'>) => ({
  ...(host !== undefined && { host }),
  ...(run !== undefined && { run }),
});

interface Judged {
  readonly event: TaskChange['event'];
  readonly state: Attempt['state'];
  readonly reason?: string;
  readonly retryAt?: number;
}

function judge(job: LiveJob, task: TaskRecord, seen: TaskSighting, parts: MirrorParts): Judged {
  const { standing } = seen;
  if (job.head.cancelRequested) return { event: 'cancel', state: 'cancelled', reason: 'Cancelled.' };
  if (task.wish !== undefined) return { ...wished[task.wish], state: 'cancelled' };
  if (standing === 'cancelled') {
    return { event: 'cancel', state: 'cancelled', reason: `Cancelled on the farm ${parts.farm}.` };
  }
  const missing = parts.missing.get(task.id);
  if (standing === 'completed' && missing === undefined) return { event: 'complete', state: 'completed' };
  const layer = job.layerWith(task.id)?.head;
  const where = `${task.frames.first === task.frames.last ? 'Frame' : 'Frames'} ${chunkText(task.frames)}`;
  const reason = `${where}: ${whyFailed(seen, missing, parts.farm)}`;
  // A farm that tries chunks again by itself has done so by now; it cannot know of frames that are not there.
  const again =
    layer !== undefined && task.failures < layer.retries && (parts.retries === 'core' || standing === 'completed');
  if (!again) return { event: 'fail', state: 'failed', reason };
  const pause = backoffAfter(layer.backoff, task.failures + 1) * 1_000;
  return {
    event: 'tryAgain',
    state: 'failed',
    reason,
    ...(pause > 0 && { retryAt: parts.stamp().now + pause }),
  };
}

function whyFailed({ host, exitCode, reason }: TaskSighting, missing: string | undefined, farm: string): string {
  const where = host === undefined ? '' : ` on ${host}`;
  if (missing !== undefined) return `the farm ${farm} reported success${where}, but ${missing}`;
  const code = exitCode === undefined ? 'it failed' : `it exited with code ${exitCode}`;
  return `${code}${where}.${reason === undefined ? '' : ` The farm says: ${reason.replace(/[.\s]+$/, '')}.`}`;
}

function lossOf(job: LiveJob, task: TaskRecord, why: string) {
  if (job.head.cancelRequested) return { event: 'cancel', state: 'cancelled', reason: 'Cancelled.' } as const;
  if (task.wish !== undefined) return { ...wished[task.wish], state: 'cancelled' } as const;
  const { event, state, reason = why } = judgeLoss(task, why);
  return { event, state, reason };
}
