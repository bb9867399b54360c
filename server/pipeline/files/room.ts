import { open, stat, statfs, unlink } from 'node:fs/promises';
import path from 'node:path';
import { ComplineError } from '../../protocol/errors.ts';
import { fileError } from './file-error.ts';
import { temporaryPath } from './temporary-name.ts';

/** What is written to see that writing works: a block of most disks, so that a full one or a quota says so. Bytes. */
const PROBE = 4096;

/**
 * Sees that a folder, or the one that it is to be made in, can be written to and has room for so many bytes: to be asked
 * before anything that takes long. Errors: `no-permission`, `disk-full` and the others of `fileError`.
 */
export async function checkRoom(folder: string, bytes: number): Promise<void> {
  const place = await nearestFolder(folder);
  const probe = await temporaryPath(path.join(place, 'room'));
  try {
    const handle = await open(probe, 'wx', 0o600);
    try {
      await handle.writeFile(Buffer.alloc(PROBE));
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw fileError(error, folder, 'writing to');
  } finally {
    await unlink(probe).catch(() => undefined);
  }
  const free = await freeBytes(place);
  if (free === undefined || free >= bytes) return;
  throw new ComplineError({
    code: 'disk-full',
    message: `${shownBytes(bytes)} are needed in ${folder}, and ${shownBytes(free)} are free there.`,
    nextStep: 'Make room there and try again.',
    path: folder,
  });
}

/** What a user may still write there; undefined where the disk does not say. */
export async function freeBytes(folder: string): Promise<number | undefined> {
  try {
    const { blocks, bavail, bsize } = await statfs(folder);
    return blocks === 0 ? undefined : bavail * bsize;
  } catch {
    return undefined;
  }
}

/** A folder, or the nearest one above it that is there. */
export async function nearestFolder(folder: string): Promise<string> {
  let place = path.resolve(folder);
  while (place !== path.dirname(place)) {
    const isThere = await stat(place).then(
      () => true,
      () => false,
    );
    if (isThere) return place;
    place = path.dirname(place);
  }
  return place;
}

/** A number of bytes for people: `1.2 GB`. */
export function shownBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return `${value >= 10 || power === 0 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}
