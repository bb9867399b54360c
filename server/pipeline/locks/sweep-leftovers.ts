import path from 'node:path';
import { isPrivateName, readLock } from './lock-file.ts';
import { CLOCK_FILE, type ShareClock, STALE_SECONDS } from './share-clock.ts';
import type { ShareFiles } from './share-files.ts';

/** What nobody wrote to for so long has no owner any more; seconds. */
const DAY = 86_400;

/**
 * Removes what contenders for a lock left behind when they died, among the names of its folder: private files, locks
 * that were moved aside, clock files. Whoever holds the lock calls it; what cannot be removed stays.
 */
export async function sweepLeftovers(
  lockPath: string,
  names: readonly string[],
  { files, clock }: { readonly files: ShareFiles; readonly clock: ShareClock },
): Promise<void> {
  const folder = path.dirname(lockPath);
  const olderThan = async (file: string, seconds: number): Promise<boolean> => {
    const now = await clock.now(folder);
    return now !== undefined && now - (await files.stat(file)).modifiedAt > seconds * 1000;
  };
  for (const name of names) {
    const target = path.join(folder, name);
    try {
      if (isPrivateName(name, lockPath, 'of')) {
        if (await olderThan(target, STALE_SECONDS)) await files.unlink(target);
      } else if (isPrivateName(name, lockPath, 'released')) {
        const aside = path.join(target, 'lock');
        const found = await readLock(aside, files);
        if (found === undefined) continue;
        // One without a number may be of another program, and about to be put back by whoever moved it.
        if (found.owner?.fence === undefined && !(await olderThan(aside, DAY))) continue;
        await files.unlink(aside);
        await files.removeFolder(target);
      } else if (CLOCK_FILE.test(name) && (await olderThan(target, DAY))) {
        await files.unlink(target);
      }
    } catch {
      // Its owner removes it, or the next one who takes the lock.
    }
  }
}
