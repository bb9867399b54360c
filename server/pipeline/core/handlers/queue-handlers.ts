import type { RequestName } from '../../../protocol/requests.ts';
import type { Publisher } from '../../publish/publisher.ts';
import type { Queue } from '../../queue/queue.ts';
import type { HandlersOf } from './handlers.ts';

type QueueRequest = Extract<RequestName, `queue/${string}`>;

/** The render queue's requests. */
export const queueHandlers = (
  queue: Queue,
  publisher: Pick<Publisher, 'resumeAfterRetry'>,
): HandlersOf<QueueRequest> => ({
  'queue/list': async ({ project }) => ({ jobs: [...(await queue.list(project))] }),
  'queue/get': async ({ job }) => ({ job: await queue.get(job) }),
  'queue/cancel': async ({ job }) => ({ job: await queue.cancel(job) }),
  'queue/retry': async ({ job }) => {
    const retried = await queue.retry(job);
    await publisher.resumeAfterRetry(job);
    return { job: retried };
  },
  'queue/log': async ({ job, task, maxBytes }) => {
    const { text, files, truncated } = await queue.log(job, { maxBytes, ...(task !== undefined && { task }) });
    return { text, files: [...files], truncated };
  },
});
