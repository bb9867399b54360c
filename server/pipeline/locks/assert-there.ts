import path from 'node:path';
import { fencesIn } from './fence.ts';
import { lockedNameOf } from './lock-file.ts';
import type { ShareFiles } from './share-files.ts';

/**
 * Fails where a lock is missing because its share is: with the system's error where the folder is not there, with
 * `ESTALE` where it has neither the locked file nor a fencing number, as the folder under a share that is not mounted.
 */
export async function assertThere(lockPath: string, files: ShareFiles): Promise<void> {
  const names = await files.list(path.dirname(lockPath));
  const locked = lockedNameOf(path.basename(lockPath));
  if (names.some((name) => name === locked) || fencesIn(names, lockPath).length > 0) return;
  const message = `ESTALE: ${path.dirname(lockPath)} does not hold what it held when the lock was taken.`;
  throw Object.assign(new Error(message), { code: 'ESTALE' });
}
