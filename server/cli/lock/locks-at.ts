import { ComplineError } from '../../protocol/errors.ts';
import type { Lock } from '../../protocol/locks.ts';
import type { Core } from '../core-access.ts';

/** What is said of a place that nobody can look at. */
const unseen: readonly string[] = ['share-unreachable', 'no-permission'];

/**
 * The lock of a file, or all locks below a folder; `unreachable` is the path itself where nobody can look at it. The core
 * looks which of the two it is: it waits for no share that hangs, and this process would.
 */
export async function locksAt(core: Pick<Core, 'request'>, path: string): Promise<readonly Lock[]> {
  try {
    return (await core.request('lock/list', { project: path })).locks;
  } catch (error) {
    if (!ComplineError.is(error) || (error.code !== 'not-found' && !unseen.includes(error.code))) throw error;
    const { locks } = await core.request('lock/status', { files: [path] });
    // A folder that does not answer may stand in one that does, where it has no lock as a file.
    return error.code === 'not-found' ? locks : locks.map((lock) => ({ ...lock, state: 'unreachable' }));
  }
}
