import { constants } from 'node:fs';
import { link, open, readFile, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { type LockFile, lockFileSchema } from '../../protocol/locks.ts';
import { systemCode } from '../files/file-error.ts';

/** `.~<file name>.lock` beside the file. */
export function lockPathOf(file: string): string {
  return path.join(path.dirname(file), `.~${path.basename(file)}.lock`);
}

/** The file that a lock file's name speaks of; undefined for any other name. */
export function lockedNameOf(lockName: string): string | undefined {
  return /^\.~(.+)\.lock$/s.exec(lockName)?.[1];
}

/** What stands in the place of a lock. */
export interface FoundLock {
  /** Absent where the content cannot be understood: torn, empty, or of a newer version. */
  readonly owner: LockFile | undefined;
  /** Tells this very lock from any other that stood or will stand in its place. */
  readonly identity: string;
  /** When it was last written, by the clock of the share; milliseconds since 1970. */
  readonly writtenAt: number;
}

/** Reads a lock; undefined where there is none. */
export async function readLock(lockPath: string): Promise<FoundLock | undefined> {
  try {
    // Should a pipe stand there, opening it must not wait for its other end.
    const handle = await open(lockPath, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = await handle.stat();
      const { ino, mtimeMs, size } = stats;
      const owner = stats.isFile() ? parseLock(await handle.readFile('utf8')) : undefined;
      const identity = owner?.session ?? `unreadable-${ino}-${Math.round(mtimeMs)}-${size}`;
      return { owner, identity, writtenAt: mtimeMs };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** A file on a share can vanish between its opening and its reading; that is the same as not being there. */
export function isGone(error: unknown): boolean {
  return ['ENOENT', 'ESTALE', 'ENOTDIR'].includes(systemCode(error) ?? '');
}

function parseLock(text: string): LockFile | undefined {
  try {
    return lockFileSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** A lock as it is written: of the same length however often it is renewed. */
export function lockText(owner: LockFile): string {
  return `${JSON.stringify(owner)}\n`;
}

/**
 * Makes a file with this content, complete from its first moment, if nothing stands there: a private file is written
 * and linked to the name. Where links are not supported the file is made by exclusive create. Answers false where
 * something stands there already.
 */
export async function createWhole(target: string, content: string, privatePath: string): Promise<boolean> {
  await writeFlushed(privatePath, content);
  try {
    await link(privatePath, target);
    return true;
  } catch (error) {
    // Over NFS the answer to a link that was made can get lost; the number of names tells.
    if ((await stat(privatePath)).nlink === 2) return true;
    const code = systemCode(error) ?? '';
    if (code === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(code)) throw error;
    return await createExclusive(target, content);
  } finally {
    await unlink(privatePath).catch(() => undefined);
  }
}

async function createExclusive(target: string, content: string): Promise<boolean> {
  try {
    await writeFlushed(target, content);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Writes and flushes a file that must not be there yet; nothing is left of one that could not be written whole. */
export async function writeFlushed(file: string, content: string): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } catch (error) {
    await unlink(file).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
}

/**
 * Writes the time of renewal into a lock, if it is still the one of this session. The file is written in place through
 * one handle, its length staying the same: should another session take the name over in that very moment, the write
 * goes to a file that has no name any more. Answers false where the lock is not ours any more.
 */
export async function renewLock(lockPath: string, owner: LockFile): Promise<boolean> {
  try {
    const handle = await open(lockPath, 'r+');
    try {
      if (parseLock(await handle.readFile('utf8'))?.session !== owner.session) return false;
      const bytes = Buffer.from(lockText(owner));
      await handle.write(bytes, 0, bytes.length, 0);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return parseLock(await readFile(lockPath, 'utf8'))?.session === owner.session;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}
