import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import path from 'node:path';

/** A lock that was not renewed for so many seconds, by the share's clock, is stale. */
export const STALE_SECONDS = 120;

/**
 * The time now by the clock that gives the files of a folder their times, in milliseconds since 1970: a file written
 * there tells it. Undefined where nothing can be written there.
 */
export async function shareNow(folder: string): Promise<number | undefined> {
  const probe = path.join(folder, `.~compline-clock-${randomUUID()}`);
  try {
    const handle = await open(probe, 'wx');
    try {
      // Some shares set the time when the first byte arrives and not when the file is made.
      await handle.write('0');
      return (await handle.stat()).mtimeMs;
    } finally {
      await handle.close();
      await unlink(probe);
    }
  } catch {
    return undefined;
  }
}
