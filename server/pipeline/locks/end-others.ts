import path from 'node:path';
import { systemCode } from '../files/file-error.ts';
import { isPrivateName } from './lock-file.ts';
import type { ShareFiles } from './share-files.ts';

/** Takes from others what they would replace or remove the lock with. Errors: those of the system. */
export async function endOthers(
  lockPath: string,
  session: string,
  names: readonly string[],
  files: ShareFiles,
): Promise<void> {
  for (const name of names) {
    const target = path.join(path.dirname(lockPath), name);
    const isGuard = isPrivateName(name, lockPath, 'over') && target !== `${lockPath}.over-${session}`;
    if (isGuard) await ended(() => files.unlink(target));
    // One that holds something has been used: nothing is removed with it a second time.
    if (isPrivateName(name, lockPath, 'released')) await ended(() => files.removeFolder(target));
  }
}

/**
 * It is gone already, or used; or it is not ours to remove. Who keeps others from removing his files, as a sticky folder
 * does, is kept from replacing theirs: what he has announced he cannot do.
 */
const ENDED = new Set(['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES']);

async function ended(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!ENDED.has(systemCode(error) ?? '')) throw error;
  }
}
