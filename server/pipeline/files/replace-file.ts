import type { Stats } from 'node:fs';
import path from 'node:path';
import { ComplineError } from '../../protocol/errors.ts';
import { type FileCalls, fileCalls, type WritingHandle } from './file-calls.ts';
import { fileError, systemCode } from './file-error.ts';
import { type FileIdentity, hashOf, isStill } from './file-identity.ts';
import { moveOver, putInPlace } from './put-in-place.ts';
import { temporaryPath } from './temporary-name.ts';

/** How a file is replaced. */
export interface ReplaceOptions {
  /** The permissions of a file that is new; one that is there keeps its own. */
  readonly mode?: number;
  /** What the file has to be still; `missing` where none may be there. Whatever it is where this is absent. */
  readonly expected?: FileIdentity | 'missing' | undefined;
  /**
   * Called last before the file is replaced, with the path of the private file, which is whole and flushed. What it throws
   * ends the replacing.
   */
  readonly check?: (temporary: string) => Promise<void>;
  readonly calls?: FileCalls;
}

/** Links that lead to links: more are a circle. */
const MOST_LINKS = 40;
/** Systems and shares that cannot do what was asked say so with one of these. */
const CANNOT = new Set(['EPERM', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/**
 * Writes a file whole or not at all, and answers what it is then: written beside its target under a private name,
 * flushed, renamed over it, the folder flushed. Where a symbolic link stands, what it leads to is replaced. Permissions
 * are kept, and the owner where that is allowed; other names of the file (hard links) keep the old content. Nothing is
 * left behind by an error. Errors: `file-changed` where the file is not what was expected, `not-supported` where
 * something stands there that is no file, and those of `fileError`.
 */
export async function replaceFile(
  file: string,
  data: string | Uint8Array,
  options: ReplaceOptions = {},
): Promise<FileIdentity> {
  const { calls = fileCalls } = options;
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  try {
    const target = await behindLinks(file, calls);
    const before = await statOf(target, calls);
    if (before !== undefined && !before.isFile()) throw noFile(file);
    const temporary = await temporaryPath(target);
    try {
      const modified = await writeBeside(temporary, bytes, before, options, calls);
      if (options.expected !== undefined && !(await isStill(target, options.expected))) throw changed(file);
      await options.check?.(temporary);
      if (options.expected !== 'missing') await moveOver(temporary, target, calls);
      else if (!(await putInPlace(temporary, target, calls))) throw changed(file);
      await calls.flushFolder(path.dirname(target));
      return { size: bytes.length, modified, sha256: hashOf(bytes) };
    } catch (error) {
      await calls.unlink(temporary).catch(() => undefined);
      throw error;
    }
  } catch (error) {
    throw fileError(error, file, 'writing');
  }
}

/** Writes the private file; answers when it was written, by the clock of its disk. */
async function writeBeside(
  temporary: string,
  bytes: Uint8Array,
  before: Stats | undefined,
  { mode }: ReplaceOptions,
  calls: FileCalls,
): Promise<number> {
  // What is to replace a file is nobody's to read before it has that file's owner and permissions.
  const handle = await calls.create(temporary, before === undefined ? (mode ?? 0o666) : 0o600);
  try {
    if (before !== undefined) await takeAfter(handle, before);
    for (let written = 0; written < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, written);
      if (bytesWritten === 0) throw Object.assign(new Error('nothing more could be written'), { code: 'EIO' });
      written += bytesWritten;
    }
    await allowing(CANNOT, handle.sync());
    return (await handle.stat()).mtimeMs;
  } finally {
    // Shares tell by this that they could not keep what was written.
    await handle.close();
  }
}

/** Gives a new file the owner and the permissions of the one that it replaces. */
async function takeAfter(handle: WritingHandle, { uid, gid, mode }: Stats): Promise<void> {
  const own = await handle.stat();
  const isOwned = own.uid === uid && own.gid === gid;
  const isGiven = isOwned || (await allowing(new Set([...CANNOT, 'EACCES']), handle.chown(uid, gid)));
  // A program that runs as its owner must not come to run as somebody else.
  const wanted = mode & (isGiven ? 0o7777 : 0o1777);
  if ((own.mode & 0o7777) !== wanted || !isOwned) await allowing(CANNOT, handle.chmod(wanted));
}

/** Answers false where the work failed in one of these ways. */
async function allowing(codes: ReadonlySet<string>, work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (codes.has(systemCode(error) ?? '')) return false;
    throw error;
  }
}

/** The file that is meant where symbolic links stand in its place, be it there or not. */
async function behindLinks(file: string, calls: FileCalls): Promise<string> {
  let place = path.resolve(file);
  for (let links = 0; links < MOST_LINKS; links += 1) {
    const real = await calls.realpath(place).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return undefined;
      throw error;
    });
    if (real !== undefined) return real;
    const to = await calls.readlink(place).catch(() => undefined);
    if (to === undefined) return place;
    place = path.resolve(path.dirname(place), to);
  }
  return place;
}

async function statOf(file: string, calls: FileCalls): Promise<Stats | undefined> {
  return await calls.stat(file).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
}

function changed(file: string): ComplineError {
  return new ComplineError({
    code: 'file-changed',
    message: `${path.basename(file)} has been changed by somebody else since it was read.`,
    nextStep: 'Read it again and decide which of the two is to stand.',
    path: file,
  });
}

function noFile(file: string): ComplineError {
  const message = `${path.basename(file)} is no file, so that it is not replaced.`;
  return new ComplineError({ code: 'not-supported', message, nextStep: 'Move away what stands there.', path: file });
}
