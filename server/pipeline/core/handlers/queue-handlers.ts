import path from 'node:path';
import { isMovieName } from '../../../project/sequence.ts';
import { ComplineError } from '../../../protocol/errors.ts';
import type { Job } from '../../../protocol/jobs.ts';
import type { Publish } from '../../../protocol/publishes.ts';
import type { RequestName } from '../../../protocol/requests.ts';
import type { FarmDesk } from '../../farms/farm-desk.ts';
import type { Farms } from '../../farms/farms.ts';
import type { Publisher } from '../../publish/publisher.ts';
import type { TaskChoice } from '../../queue/actions.ts';
import { FrameSet } from '../../queue/frame-set.ts';
import type { MoveTo } from '../../queue/order.ts';
import type { Queue } from '../../queue/queue.ts';
import type { Submitter } from '../../submit/submitter.ts';
import type { TempScenes } from '../../submit/temp-scenes.ts';
import type { HandlersOf } from './handlers.ts';

type QueueRequest = Exclude<Extract<RequestName, `queue/${string}` | `workers/${string}`>, 'queue/thumbnail'>;

const MOST_LISTED = 10_000; // jobs

/** What the requests are answered by. */
export interface QueueParts {
  readonly queue: Queue;
  readonly farms: Farms;
  readonly desk: Pick<FarmDesk, 'bringLogs' | 'reasons'>;
  readonly publisher: Pick<Publisher, 'resumeAfterRetry' | 'list'>;
  readonly submitter: Submitter;
  readonly tempScenes: Pick<TempScenes, 'restoring'>;
  /** What people have to know of the queue as a whole, in a sentence. */
  readonly notice: string | undefined;
}

/** The render queue's requests. What is done with a job is its farm's to do; its record is the queue's. */
export const queueHandlers = (parts: QueueParts): HandlersOf<QueueRequest> => {
  const { queue, farms, desk, publisher, submitter, tempScenes, notice } = parts;
  /** The frames of a publish that are verified, or committed, are not rendered anew. */
  const checkIsOpen = async (job: string): Promise<void> => {
    const publish = (await publisher.list()).find((it) => it.job === job);
    if (publish === undefined || !['verifying', 'committing', 'recording', 'completed'].includes(publish.phase)) return;
    throw new ComplineError({
      code: 'wrong-state',
      message: 'The publish of this job is committed, or about to be: its frames cannot be rendered anew.',
      nextStep: 'Publish the comp again.',
      path: publish.comp,
    });
  };

  /** A job, with what its farm calls it. */
  const jobOf = async (id: string): Promise<Job> => {
    const [job, farmJobs] = await Promise.all([queue.get(id), farms.of(id).then((farm) => farm.farmJobs(id))]);
    if (farmJobs.length === 0) return job;
    const reasons = desk.reasons(id);
    const layers = job.layers.map((layer) => ({
      ...layer,
      tasks: layer.tasks.map((task) => {
        const farmSays = task.state === 'waiting' ? reasons.get(task.id) : undefined;
        return farmSays === undefined ? task : { ...task, farmSays };
      }),
    }));
    return { ...job, farmJobs, layers };
  };

  return {
    'queue/submit': async ({ submission, again, dryRun }) => await submitter.submit(submission, { again, dryRun }),
    'queue/resubmit': async ({ job, frames, again, dryRun }) =>
      await submitter.resubmit(job, frames, { again, dryRun }),
    'queue/list': async ({ project, archived, since, limit }) => {
      const listing = await queue.list({
        archived,
        limit: limit ?? MOST_LISTED,
        ...(project !== undefined && { project }),
        ...(since !== undefined && { since }),
      });
      const { jobs, removed, revision } = listing;
      return { jobs: [...jobs], removed: [...removed], revision, ...(notice !== undefined && { notice }) };
    },
    'queue/get': async ({ job }) => {
      const [found, publishes] = await Promise.all([jobOf(job), publisher.list()]);
      const publish = publishes.find((it) => it.job === job);
      return { job: publish === undefined ? found : { ...found, outputs: outputsOf(publish, found.outputs ?? []) } };
    },
    'queue/frames': ({ job, since }) => queue.frames(job, since),
    'queue/history': async ({ job }) => ({ events: await queue.history(job) }),
    'queue/cancel': async ({ job }) => ({ job: await farms.control(job, { action: 'cancel' }) }),
    'queue/retry': async ({ job, failedOnly }) => {
      const retried = await tempScenes.restoring(job, () =>
        farms.control(job, { action: 'retry', ...(failedOnly && { only: 'failed' as const }) }),
      );
      await publisher.resumeAfterRetry(job);
      return { job: retried };
    },
    'queue/pause': async ({ job, now }) => ({ job: await farms.control(job, { action: 'pause', now }) }),
    'queue/resume': async ({ job }) => ({ job: await farms.control(job, { action: 'resume' }) }),
    'queue/requeue': async ({ job, ...choice }) => {
      await checkIsOpen(job);
      const changed = await tempScenes.restoring(job, () =>
        farms.control(job, { action: 'requeue', choice: choiceOf(choice) }),
      );
      await publisher.resumeAfterRetry(job);
      return { job: changed };
    },
    'queue/skip': async ({ job, ...choice }) => ({
      job: await farms.control(job, { action: 'skip', choice: choiceOf(choice) }),
    }),
    'queue/move': async ({ job, to, other }) => ({
      job: await farms.control(job, { action: 'move', to: moveOf(job, to, other) }),
    }),
    'queue/update': async ({ job, priority, tags, comment }) => ({
      job: await farms.control(job, {
        action: 'update',
        change: {
          ...(priority !== undefined && { priority }),
          ...(tags !== undefined && { tags }),
          ...(comment !== undefined && { comment }),
        },
      }),
    }),
    'queue/archive': async ({ job, archived }) => ({ job: await queue.archive(job, archived) }),
    'queue/delete': async ({ jobs, dryRun }) => ({
      plan: dryRun ? await queue.planDelete(jobs) : await queue.delete(jobs),
    }),
    'queue/log': async ({ job, task, maxBytes }) => {
      await desk.bringLogs(job, task);
      const { text, files, truncated } = await queue.log(job, {
        maxBytes,
        ...(task !== undefined && { task }),
      });
      return { text, files: [...files], truncated };
    },
    'queue/log-lines': async ({ job, limit, task, attempt, after, levels, search }) => {
      await desk.bringLogs(job, task);
      return await queue.logLines(job, {
        limit,
        ...(task !== undefined && { task }),
        ...(attempt !== undefined && { attempt }),
        ...(after !== undefined && { after }),
        ...(levels !== undefined && { levels }),
        ...(search !== undefined && { search }),
      });
    },
    'workers/list': () => queue.workers(),
  };
};

/** What a publish renders is in its staging until it is committed, and then in its version. */
function outputsOf({ phase, target }: Publish, staged: readonly string[]): string[] {
  if (target === undefined || (phase !== 'recording' && phase !== 'completed')) return [...staged];
  return [isMovieName(target) ? path.dirname(target) : target];
}

/** Some tasks, as a client names them. */
interface NamedTasks {
  readonly frames?: string | undefined;
  readonly layer?: string | undefined;
  readonly task?: string | undefined;
}

const choiceOf = ({ frames, layer, task }: NamedTasks): TaskChoice => ({
  ...(frames !== undefined && { frames: FrameSet.parse(frames) }),
  ...(layer !== undefined && { layer }),
  ...(task !== undefined && { task }),
});

function moveOf(job: string, to: MoveTo['to'], other: string | undefined): MoveTo {
  if (to === 'first' || to === 'last') return { to };
  if (other === job) {
    throw new ComplineError({ code: 'invalid-parameters', message: `A job cannot go ${to} itself: name another one.` });
  }
  if (other !== undefined) return { to, other };
  throw new ComplineError({ code: 'invalid-parameters', message: `The job ${to} which this one goes is not named.` });
}
