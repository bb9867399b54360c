import type { Stats } from 'node:fs';
import type { FileCalls } from './file-calls.ts';
import { systemCode } from './file-error.ts';

/** On Windows a virus scanner or an indexer may have a file open for a moment: these are tried again there. */
const BUSY = new Set(['EPERM', 'EACCES', 'EBUSY']);
/** Milliseconds before each further try, two and a half seconds together. */
const WAITS = [10, 20, 40, 80, 160, 320, 640, 1280];
/** What says that there are no hard links on a disk. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

/** True for the error of a disk on which a file has one name only. */
export function hasNoLinks(error: unknown): boolean {
  return NO_LINKS.has(systemCode(error) ?? '');
}

/** Renames a file over another one or to a free name. Errors: those of the system. */
export async function moveOver(from: string, to: string, calls: FileCalls): Promise<void> {
  // A share may tell of an error although it has renamed: then the file of this number stands there, under no other name.
  const moved = await calls.stat(from);
  for (let tries = 0; ; tries += 1) {
    try {
      await calls.rename(from, to);
      return;
    } catch (error) {
      const code = systemCode(error) ?? '';
      if (code === 'ENOENT' && isSame(moved, await calls.stat(to).catch(() => undefined))) return;
      const wait = calls.platform === 'win32' && BUSY.has(code) ? WAITS[tries] : undefined;
      if (wait === undefined) throw error;
      await calls.pause(wait);
    }
  }
}

/**
 * Gives a private file its name, if nothing stands there: by a link, whole from its first moment. Where a disk has no
 * links it is looked before the renaming, which then may go over what came in between. Answers false where something
 * stands there; the private name is gone otherwise. Errors: those of the system.
 */
export async function putInPlace(from: string, to: string, calls: FileCalls): Promise<boolean> {
  try {
    await calls.link(from, to);
  } catch (error) {
    const [own, standing] = await Promise.all([calls.stat(from), calls.stat(to).catch(() => undefined)]);
    if (isSame(own, standing)) {
      // Over NFS the answer to a link that was made can get lost.
    } else if (systemCode(error) === 'EEXIST' || standing !== undefined) {
      return false;
    } else {
      if (!hasNoLinks(error)) throw error;
      await moveOver(from, to, calls);
      return true;
    }
  }
  await calls.unlink(from);
  return true;
}

function isSame(one: Stats, other: Stats | undefined): boolean {
  return one.ino !== 0 && one.ino === other?.ino && one.dev === other.dev;
}
