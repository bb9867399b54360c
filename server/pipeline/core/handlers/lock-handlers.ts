import type { RequestName } from '../../../protocol/requests.ts';
import type { Locks } from '../../locks/locks.ts';
import type { HandlersOf } from './handlers.ts';

type LockRequest = Extract<RequestName, `lock/${string}`>;

/** The locks' requests. A lock belongs to the connection that took it, or is kept. */
export const lockHandlers = (locks: Locks): HandlersOf<LockRequest> => ({
  'lock/acquire': async ({ file, keep, resume }, client) => ({
    lock: await locks.acquire(file, client, { keep, resume }),
  }),
  'lock/take-over': async ({ file, keep, reason }, client) => ({
    lock: await locks.takeOver(file, client, { keep, reason }),
  }),
  'lock/release': async ({ file }, client) => ({ lock: await locks.release(file, client) }),
  'lock/release-all': async () => ({ files: await locks.releaseEvery() }),
  'lock/status': async ({ files }, client) => ({ locks: await locks.status(files, client) }),
  'lock/list': async ({ project }, client) => ({ locks: await locks.list(project, client) }),
  'lock/watch': async ({ files }, client) => ({ locks: await locks.watch(files, client) }),
  'lock/ask': async ({ file, message }, client) => {
    await locks.ask(file, client, message);
    return {};
  },
});
