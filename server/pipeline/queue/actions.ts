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
}

/** Decides what an action does. Error `wrong-state` where it makes no sense in the job's state. */
export type Action = (job: ActionTarget) => ActionPlan;

const nobody: ReadonlySet<string> = new Set();

/** Ends what runs, and leaves the rest undone. */
export const cancelJob: Action = ({ head, tasks }) => {
  if (!isActive(head.state)) throw wrongState(head, 'cancelled');
  const all = [...tasks];
  return {
    changes: all
      .filter(({ state }) => state === 'waiting')
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

/** Puts the tasks that hold some frames back to waiting, whatever has become of them; all tasks where none are named. */
export const requeueFrames =
  (frames?: FrameSet): Action =>
  ({ head, tasks }) => {
    if (head.cancelRequested && isActive(head.state)) throw wrongState(head, 'put back while it is being cancelled');
    const wanted = withFrames(head, tasks, frames).filter(({ state }) => state !== 'waiting');
    if (wanted.length === 0) throw wrongState(head, 'put back: these frames wait already');
    return {
      changes: wanted.map(({ id, state }) => ({ task: id, event: state === 'running' ? 'askRequeue' : 'requeue' })),
      marks: { event: 'requeue-requested' },
      end: running(wanted),
    };
  };

/** Leaves the tasks that hold some frames out: what depends on them goes on as if they were completed. */
export const skipFrames =
  (frames?: FrameSet): Action =>
  ({ head, tasks }) => {
    const wanted = withFrames(head, tasks, frames).filter(({ state }) => state !== 'completed' && state !== 'skipped');
    if (wanted.length === 0) throw wrongState(head, 'skipped: these frames are done already');
    return {
      changes: wanted.map(({ id, state }) => ({ task: id, event: state === 'running' ? 'askSkip' : 'skip' })),
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

function withFrames(head: JobHead, tasks: Iterable<TaskRecord>, frames: FrameSet | undefined): TaskRecord[] {
  const found = [...tasks].filter(({ frames: own }) => frames === undefined || frames.overlaps(own));
  if (found.length > 0) return found;
  throw new ComplineError({
    code: 'invalid-parameters',
    message: `Job "${head.name}" has none of these frames.`,
    nextStep: 'Name frames that it renders.',
  });
}

/** A job is in a state in which something cannot be done with it. */
export const wrongState = ({ name, state }: { readonly name: string; readonly state: JobState }, wish: string) =>
  new ComplineError({ code: 'wrong-state', message: `Job "${name}" is ${state}: it cannot be ${wish}.` });
