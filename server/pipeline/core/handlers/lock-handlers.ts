import type { RequestName } from '../../../protocol/requests.ts';
import type { Locks } from '../../locks/locks.ts';
import type { HandlersOf } from './handlers.ts';

type LockRequest = Extract<RequestName, `lock/${string}`>;

/**
 * The locks' requests. A lock belongs to the connection that took it, or is kept. `onTaken` is called with every file that
 * a client begins to change, also where it has the lock already.
 */
export const lockHandlers = (
  locks: Locks,
  onTaken: (file: string, client: string) => void,
): HandlersOf<LockRequest> => ({
  'lock/acquire': async ({ file, keep, resume, session, unsaved }, client) => {
    const lock = await locks.acquire(file, client, { keep, resume, session });
    // Who goes on with a lock, or has changes from before, has not seen what the file holds now.
    if (resume === undefined && !unsaved) onTaken(file, client);
    return { lock };
  },
  'lock/take-over': async ({ file, keep, session, reason, unsaved }, client) => {
    const lock = await locks.takeOver(file, client, { keep, session, reason });
    if (!unsaved) onTaken(file, client);
    return { lock };
  },
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
