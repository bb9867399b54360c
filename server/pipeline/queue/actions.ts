import { ComplineError } from '../../protocol/errors.ts';
import type { JobState } from '../../protocol/jobs.ts';
import type { JobMarks, TaskChange } from './apply-transition.ts';
import type { FrameSet } from './frame-set.ts';
import type { JobHead, TaskRecord } from './job-record.ts';
import { isActive } from './transitions.ts';

/** What an action does to a job: events of its tasks, marks, and the running tasks whose attempts are ended. */
export interface ActionPlan {
  readonly changes: readonly TaskChange[];
  readonly marks: JobMarks;
  readonly end: ReadonlySet<string>;
}

/** A job with its tasks. */
export interface ActionTarget {
  readonly head: JobHead;
  readonly tasks: Iterable<TaskRecord>;
  /** The names of its layers, and which one a task is in. */
  readonly layers: readonly { readonly head: { readonly name: string } }[];
  layerWith(task: string): { readonly head: { readonly name: string } } | undefined;
}

/** Some tasks of a job: those for which everything holds that is said here, all of them where nothing is. */
export interface TaskChoice {
  /** They hold some of these frames. */
  readonly frames?: FrameSet;
  /** The name of their layer. */
  readonly layer?: string;
  /** The id of the only one. */
  readonly task?: string;
}

/** Decides what an action does. Error `wrong-state` where it makes no sense in the job's state. */
export type Action = (job: ActionTarget) => ActionPlan;

const nobody: ReadonlySet<string> = new Set();

/** True for a task that something else than the queue is at work on, or may be. */
const isInHands = ({ state, farmOrder }: TaskRecord): boolean => state === 'running' || farmOrder !== undefined;

/** Ends what runs, and leaves the rest undone. What a farm has is over when the farm has said so. */
export const cancelJob: Action = ({ head, tasks }) => {
  if (!isActive(head.state)) throw wrongState(head, 'cancelled');
  const all = [...tasks];
  return {
    changes: all
      .filter((task) => task.state === 'waiting' && !isInHands(task))
      .map(({ id }) => ({ task: id, event: 'cancel', reason: 'Cancelled.' })),
    marks: { cancelRequested: true, event: 'cancel-requested' },
    end: running(all),
  };
};

/** Puts failed and cancelled tasks back to waiting; with `only`, failed ones alone. */
export const retryJob =
  (only?: 'failed'): Action =>
  ({ head, tasks }) => {
    const wanted: ReadonlySet<string> = new Set(only === undefined ? ['failed', 'cancelled'] : ['failed']);
    const changes = [...tasks]
      .filter(({ state }) => wanted.has(state))
      .map(({ id }): TaskChange => ({ task: id, event: 'retry' }));
    if (changes.length === 0) throw wrongState(head, 'tried again: nothing of it has failed or was cancelled');
    if (head.cancelRequested && isActive(head.state)) throw wrongState(head, 'tried again while it is being cancelled');
    return { changes, marks: { event: 'retry-requested' }, end: nobody };
  };

/** Starts nothing more of it; `now` gives back what runs, too. */
export const pauseJob =
  (now: boolean): Action =>
  ({ head, tasks }) => {
    if (!isActive(head.state)) throw wrongState(head, 'paused');
    return { changes: [], marks: { paused: true, event: 'pause' }, end: now ? running([...tasks]) : nobody };
  };

/** Goes on with a job that was paused. */
export const resumeJob: Action = ({ head }) => {
  if (!head.paused) throw wrongState(head, 'resumed: it is not paused');
  return { changes: [], marks: { paused: false, event: 'resume' }, end: nobody };
};

/** Puts some tasks back to waiting, whatever has become of them. */
export const requeueTasks =
  (choice: TaskChoice = {}): Action =>
  (job) => {
    const { head } = job;
    if (head.cancelRequested && isActive(head.state)) throw wrongState(head, 'put back while it is being cancelled');
    const wanted = chosen(job, choice).filter(({ state }) => state !== 'waiting');
    if (wanted.length === 0) throw wrongState(head, 'put back: these frames wait already');
    return {
      changes: wanted.map(({ id, state }) => ({ task: id, event: state === 'running' ? 'askRequeue' : 'requeue' })),
      marks: { event: 'requeue-requested' },
      end: running(wanted),
    };
  };

/** Leaves some tasks out: what depends on them goes on as if they were completed. */
export const skipTasks =
  (choice: TaskChoice = {}): Action =>
  (job) => {
    const { head } = job;
    const wanted = chosen(job, choice).filter(({ state }) => state !== 'completed' && state !== 'skipped');
    if (wanted.length === 0) throw wrongState(head, 'skipped: these frames are done already');
    return {
      changes: wanted.map((task) => ({ task: task.id, event: isInHands(task) ? 'askSkip' : 'skip' })),
      marks: { event: 'skip-requested' },
      end: running(wanted),
    };
  };

/** Takes a job that has ended out of the usual listing, or puts it back there. */
export const archiveJob =
  (archived: boolean): Action =>
  ({ head }) => {
    if (archived && isActive(head.state)) throw wrongState(head, 'archived before it has ended');
    return { changes: [], marks: { archived, event: archived ? 'archive' : 'unarchive' }, end: nobody };
  };

/** Changes what decides the order, and what people say of a job. */
export const updateJob =
  (marks: Pick<JobMarks, 'priority' | 'tags' | 'comment'>): Action =>
  () => ({ changes: [], marks: { ...marks, event: 'update' }, end: nobody });

const running = (tasks: readonly TaskRecord[]): ReadonlySet<string> =>
  new Set(tasks.filter(({ state }) => state === 'running').map(({ id }) => id));

function chosen(job: ActionTarget, { frames, layer, task }: TaskChoice): TaskRecord[] {
  const { head, tasks, layers } = job;
  const names = layers.map((it) => it.head.name);
  if (layer !== undefined && !names.includes(layer)) {
    throw invalid(`Job "${head.name}" has no layer ${layer}.`, `Its layers: ${names.join(', ')}.`);
  }
  const found = [...tasks].filter(
    ({ id, frames: own }) =>
      (task === undefined || id === task) &&
      (layer === undefined || job.layerWith(id)?.head.name === layer) &&
      (frames === undefined || frames.overlaps(own)),
  );
  if (found.length > 0) return found;
  const where = layer === undefined ? `Job "${head.name}"` : `Layer ${layer} of job "${head.name}"`;
  if (task === undefined) throw invalid(`${where} has none of these frames.`, 'Name frames that it renders.');
  const lacks = frames === undefined ? `has no task ${task}` : `has no task ${task} with these frames`;
  throw invalid(`${where} ${lacks}.`, 'See its tasks: compline queue show.');
}

const invalid = (message: string, nextStep: string): ComplineError =>
  new ComplineError({ code: 'invalid-parameters', message, nextStep });

/** A job is in a state in which something cannot be done with it. */
export const wrongState = ({ name, state }: { readonly name: string; readonly state: JobState }, wish: string) =>
  new ComplineError({ code: 'wrong-state', message: `Job "${name}" is ${state}: it cannot be ${wish}.` });
