import type { Lock } from '../../../protocol/locks.ts';
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
  rules: {
    /** Refuses a take-over that the rules of the project do not allow. */
    readonly mayTakeOver: (file: string, client: string) => Promise<void>;
    /** Is told of every lock that a client gets, also where it has it already. */
    readonly locked: (lock: Lock) => void;
  },
): HandlersOf<LockRequest> => ({
  'lock/acquire': async ({ file, keep, resume, session, unsaved }, client) => {
    const lock = await locks.acquire(file, client, { keep, resume, session });
    rules.locked(lock);
    // Who goes on with a lock, or has changes from before, has not seen what the file holds now.
    if (resume === undefined && !unsaved) onTaken(file, client);
    return { lock };
  },
  'lock/take-over': async ({ file, keep, session, reason, unsaved }, client) => {
    await rules.mayTakeOver(file, client);
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
