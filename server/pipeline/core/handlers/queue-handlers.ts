import { ComplineError } from '../../../protocol/errors.ts';
import type { RequestName } from '../../../protocol/requests.ts';
import type { Publisher } from '../../publish/publisher.ts';
import { FrameSet } from '../../queue/frame-set.ts';
import type { MoveTo } from '../../queue/order.ts';
import type { Queue } from '../../queue/queue.ts';
import type { Submitter } from '../../submit/submitter.ts';
import type { HandlersOf } from './handlers.ts';

type QueueRequest = Exclude<Extract<RequestName, `queue/${string}` | `workers/${string}`>, 'queue/thumbnail'>;

/** The render queue's requests. */
export const queueHandlers = (
  queue: Queue,
  publisher: Pick<Publisher, 'resumeAfterRetry' | 'list'>,
  submitter: Submitter,
): HandlersOf<QueueRequest> => {
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
  const framesOf = (frames: string | undefined): FrameSet | undefined =>
    frames === undefined ? undefined : FrameSet.parse(frames);

  return {
    'queue/submit': async ({ submission, again, dryRun }) => await submitter.submit(submission, { again, dryRun }),
    'queue/resubmit': async ({ job, frames, again, dryRun }) =>
      await submitter.resubmit(job, frames, { again, dryRun }),
    'queue/list': async ({ project, archived, since, limit }) => {
      const listing = await queue.list({
        archived,
        ...(limit !== undefined && { limit }),
        ...(project !== undefined && { project }),
        ...(since !== undefined && { since }),
      });
      return { jobs: [...listing.jobs], removed: [...listing.removed], revision: listing.revision };
    },
    'queue/get': async ({ job }) => ({ job: await queue.get(job) }),
    'queue/frames': ({ job, since }) => queue.frames(job, since),
    'queue/history': async ({ job }) => ({ events: await queue.history(job) }),
    'queue/cancel': async ({ job }) => ({ job: await queue.cancel(job) }),
    'queue/retry': async ({ job, failedOnly }) => {
      const retried = await queue.retry(job, failedOnly ? 'failed' : undefined);
      await publisher.resumeAfterRetry(job);
      return { job: retried };
    },
    'queue/pause': async ({ job, now }) => ({ job: await queue.pause(job, now) }),
    'queue/resume': async ({ job }) => ({ job: await queue.resume(job) }),
    'queue/requeue': async ({ job, frames }) => {
      await checkIsOpen(job);
      const changed = await queue.requeue(job, framesOf(frames));
      await publisher.resumeAfterRetry(job);
      return { job: changed };
    },
    'queue/skip': async ({ job, frames }) => ({ job: await queue.skip(job, framesOf(frames)) }),
    'queue/move': async ({ job, to, other }) => ({ job: await queue.move(job, moveOf(to, other)) }),
    'queue/update': async ({ job, priority, tags, comment }) => ({
      job: await queue.update(job, {
        ...(priority !== undefined && { priority }),
        ...(tags !== undefined && { tags }),
        ...(comment !== undefined && { comment }),
      }),
    }),
    'queue/archive': async ({ job, archived }) => ({ job: await queue.archive(job, archived) }),
    'queue/delete': async ({ jobs, dryRun }) => ({
      plan: dryRun ? await queue.planDelete(jobs) : await queue.delete(jobs),
    }),
    'queue/log': async ({ job, task, maxBytes }) => {
      const { text, files, truncated } = await queue.log(job, { maxBytes, ...(task !== undefined && { task }) });
      return { text, files: [...files], truncated };
    },
    'queue/log-lines': async ({ job, limit, task, attempt, after, levels, search }) =>
      await queue.logLines(job, {
        limit,
        ...(task !== undefined && { task }),
        ...(attempt !== undefined && { attempt }),
        ...(after !== undefined && { after }),
        ...(levels !== undefined && { levels }),
        ...(search !== undefined && { search }),
      }),
    'workers/list': () => queue.workers(),
  };
};

function moveOf(to: MoveTo['to'], other: string | undefined): MoveTo {
  if (to === 'first' || to === 'last') return { to };
  if (other !== undefined) return { to, other };
  throw new ComplineError({ code: 'invalid-parameters', message: `The job ${to} which this one goes is not named.` });
}
