import { ComplineError } from '../../protocol/errors.ts';
import { type LockFile, lockOfError } from '../../protocol/locks.ts';
import type { SaveGuard } from '../locks/save-guard.ts';

/** How a client stands to the lock of a file that it saves. */
export interface LockStanding {
  /** The number of its lock; undefined where nobody holds one, or it is somebody else's. */
  readonly fence: number | undefined;
  /** Why it has no right to save; undefined where it has. */
  readonly refused?: 'locked' | 'lock-lost';
  /** Who holds the lock instead, or held it last, where that is known. */
  readonly owner?: LockFile;
}

/**
 * How a client stands to the lock of a file, asked from the share. Errors: those of the share, where it does not answer.
 */
export async function lockStanding(guard: SaveGuard, file: string, client: string): Promise<LockStanding> {
  try {
    return { fence: await guard.fenceOf(file, client) };
  } catch (error) {
    if (!ComplineError.is(error) || (error.code !== 'locked' && error.code !== 'lock-lost')) throw error;
    const owner = lockOfError(error)?.owner;
    return { fence: undefined, refused: error.code, ...(owner !== undefined && { owner }) };
  }
}
