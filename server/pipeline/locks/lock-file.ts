import path from 'node:path';
import { type LockFile, lockFileSchema } from '../../protocol/locks.ts';
import { systemCode } from '../files/file-error.ts';
import { type FileFacts, nodeFiles, type ShareFiles, type ShareHandle } from './share-files.ts';

/** A lock file is never longer; bytes. */
const MOST_BYTES = 65_536;

/** The length of a lock file is a multiple of this, so that it stays the same at every renewal; bytes. */
const LENGTH_STEP = 512;

/** `.~<file name>.lock` beside the file. */
export function lockPathOf(file: string): string {
  return path.join(path.dirname(file), `.~${path.basename(file)}.lock`);
}

/** The file that a lock file's name speaks of; undefined for any other name. */
export function lockedNameOf(lockName: string): string | undefined {
  return /^\.~(.+)\.lock$/s.exec(lockName)?.[1];
}

/**
 * Whether a name in a lock's folder is that of a private file of the lock: `.~a.comp.lock.over-…`. What comes last has
 * no dot in it: with one it would be the lock of a file with such a name.
 */
export function isPrivateName(name: string, lockPath: string, kind: 'of' | 'over' | 'released'): boolean {
  const start = `${path.basename(lockPath)}.${kind}-`;
  return name.startsWith(start) && !name.includes('.', start.length);
}

/** What stands in the place of a lock. */
export interface FoundLock {
  /** Absent where the content cannot be understood: torn, empty, too long, or of a newer version. */
  readonly owner: LockFile | undefined;
  /** Of a newer version: it is taken over by force alone. */
  readonly isNewer: boolean;
  /** Something else than a file (a folder, a pipe, a link) stands there: it is never taken over. */
  readonly isFile: boolean;
  /** Tells this very lock from any other that stood or will stand in its place. */
  readonly identity: string;
  /** When it was last written, by the clock of the share; milliseconds since 1970. */
  readonly writtenAt: number;
}

/** Reads a lock; undefined where there is none. Errors: those of the system where the share does not answer. */
export async function readLock(lockPath: string, files: ShareFiles = nodeFiles): Promise<FoundLock | undefined> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await readOnce(lockPath, files);
    } catch (error) {
      // Where another client of the share replaced the file between its name and its content, the next try sees that.
      if (systemCode(error) !== 'ESTALE' || tries === 3) throw error;
    }
  }
}

async function readOnce(lockPath: string, files: ShareFiles): Promise<FoundLock | undefined> {
  try {
    const handle = await files.open(lockPath, 'read');
    try {
      return (await readHandle(handle)).found;
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = systemCode(error) ?? '';
    if (isMissing(error)) return undefined;
    // A link, a folder on Windows, a socket, or a lock that only its owner may read.
    if (!['ELOOP', 'EISDIR', 'ENXIO', 'EACCES', 'EPERM'].includes(code)) throw error;
  }
  try {
    return foundLock(await files.stat(lockPath), '');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Reads a lock that was opened, and how long it is in bytes. */
export async function readHandle(handle: ShareHandle): Promise<{ readonly found: FoundLock; readonly size: number }> {
  const facts = await handle.stat();
  const isRead = facts.isFile && facts.size <= MOST_BYTES;
  const text = isRead ? await handle.read(facts.size) : '';
  return { found: foundLock(facts, text), size: facts.size };
}

function foundLock(facts: FileFacts, text: string): FoundLock {
  const { isFile, inode, modifiedAt, size } = facts;
  const value = parseJson(text);
  const owner = lockFileSchema.safeParse(value).data;
  const { version, session } = typeof value === 'object' ? { version: 0, session: '', ...value } : { version: 0 };
  const isNewer = typeof version === 'number' && version > 1;
  const name = owner?.session ?? (isNewer ? session : undefined);
  const identity = typeof name === 'string' && name !== '' ? name : `unreadable-${inode}-${modifiedAt}-${size}`;
  return { owner, isNewer, isFile, identity, writtenAt: modifiedAt };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** Nothing has this name. */
export function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '');
}

/** A file on a share can vanish between its opening and its reading; that is the same as not being there. */
export function isGone(error: unknown): boolean {
  return isMissing(error) || systemCode(error) === 'ESTALE';
}

/**
 * A lock as it is written: of the same length however often it is renewed, since it is filled up with spaces, to at
 * least so many bytes.
 */
export function lockText(owner: LockFile, leastBytes = 0): string {
  const text = JSON.stringify(owner);
  const least = Math.max(leastBytes, Buffer.byteLength(text) + 1);
  const length = Math.ceil(least / LENGTH_STEP) * LENGTH_STEP;
  return `${text}${' '.repeat(length - Buffer.byteLength(text) - 1)}\n`;
}
