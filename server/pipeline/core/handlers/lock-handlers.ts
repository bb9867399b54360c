import type { RequestName } from '../../../protocol/requests.ts';
import type { Locks } from '../../locks/locks.ts';
import { type HandlersOf, notServed } from './handlers.ts';

type LockRequest = Extract<RequestName, `lock/${string}`>;

/** The locks' requests. A lock belongs to the connection that took it. */
export const lockHandlers = (locks: Locks): HandlersOf<LockRequest> => ({
  'lock/acquire': async ({ file }, client) => ({ lock: await locks.acquire(file, client) }),
  'lock/release': async ({ file }, client) => ({ lock: await locks.release(file, client) }),
  'lock/status': async ({ files }, client) => ({ locks: [...(await locks.status(files, client))] }),
  'lock/list': async ({ project }, client) => ({ locks: [...(await locks.list(project, client))] }),
  'lock/take-over': notServed,
  'lock/release-all': notServed,
  'lock/watch': notServed,
  'lock/ask': notServed,
});
