import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { whyUnreadable } from '../../project/read-regular-file.ts';
import { ComplineError } from '../../protocol/errors.ts';
import { fileError, systemCode } from './file-error.ts';

/** What a file was when it was read: enough to tell, later, whether it still is. */
export const fileIdentitySchema = z.object({
  /** In bytes. */
  size: z.int().nonnegative(),
  /** When it was last written, by the clock of its disk; milliseconds since 1970. For people: it decides nothing. */
  modified: z.number(),
  /** In hexadecimal. */
  sha256: z.string(),
});
export type FileIdentity = z.output<typeof fileIdentitySchema>;

/** A file that was read whole. */
export interface WholeFile {
  readonly bytes: Buffer;
  readonly identity: FileIdentity;
  /** Its permissions. */
  readonly mode: number;
}

/** A file may be written while it is read: so often it is tried again. */
const MOST_TRIES = 4;
/** Milliseconds between two of them. */
const PAUSE = 25;
const CHUNK = 1024 * 1024; // bytes

/** The SHA-256 of bytes, in hexadecimal. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Reads a file whole, as it was at one moment; undefined where there is none. Errors: `file-changed` where it is being
 * written all the while, `not-supported` where it has more than `atMost` bytes or is no file, and those of `fileError`.
 */
export async function readWhole(file: string, atMost = Number.POSITIVE_INFINITY): Promise<WholeFile | undefined> {
  try {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const read = await readOnce(file, atMost);
      if (read !== undefined) return read;
      await pause(PAUSE);
    }
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw fileError(error, file, 'reading');
  }
  throw new ComplineError({
    code: 'file-changed',
    message: `${path.basename(file)} is being written by another program.`,
    nextStep: 'Wait until it has been saved, and try again.',
    path: file,
  });
}

/** What a file is now; undefined where there is none. Errors: those of `fileError`. */
export async function identityOf(file: string): Promise<FileIdentity | undefined> {
  return await withFile(file, async (handle) => await identify(handle));
}

/**
 * True where a file still holds what it did: of another size it does not, otherwise its bytes decide, since neither a time
 * that is the same nor one that is another proves anything. Errors: those of `fileError`.
 */
export async function isStill(file: string, identity: FileIdentity | 'missing'): Promise<boolean> {
  // Opened, not asked for by its name: only then does a share say what is there now.
  const same = await withFile(file, async (handle) => {
    if (identity === 'missing' || (await handle.stat()).size !== identity.size) return false;
    return (await identify(handle)).sha256 === identity.sha256;
  });
  return same ?? identity === 'missing';
}

async function identify(handle: FileHandle): Promise<FileIdentity> {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(CHUNK);
  let size = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, CHUNK, size);
    if (bytesRead === 0) break;
    hash.update(buffer.subarray(0, bytesRead));
    size += bytesRead;
  }
  return { size, modified: (await handle.stat()).mtimeMs, sha256: hash.digest('hex') };
}

/** Does something with a file that is opened for it; undefined where there is none. Errors: those of `fileError`. */
async function withFile<Result>(
  file: string,
  work: (handle: FileHandle) => Promise<Result>,
): Promise<Result | undefined> {
  try {
    await using handle = await openFile(file);
    return await work(handle);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw fileError(error, file, 'reading');
  }
}

async function readOnce(file: string, atMost: number): Promise<WholeFile | undefined> {
  await using handle = await openFile(file);
  const before = await handle.stat();
  if (before.size > atMost) {
    const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024);
    throw new ComplineError({
      code: 'not-supported',
      message: `${path.basename(file)} has ${megabytes(before.size)} MB; files of up to ${megabytes(atMost)} MB are kept.`,
      nextStep: 'Copy it yourself before you change it.',
      path: file,
    });
  }
  const bytes = await handle.readFile();
  if (bytes.length !== before.size || !isSameWriting(before, await handle.stat())) return undefined;
  const identity = { size: bytes.length, modified: before.mtimeMs, sha256: hashOf(bytes) };
  return { bytes, identity, mode: before.mode & 0o7777 };
}

const isSameWriting = (one: Stats, other: Stats): boolean =>
  one.size === other.size && one.mtimeMs === other.mtimeMs && one.ctimeMs === other.ctimeMs;

async function openFile(file: string) {
  // Should a pipe stand there, opening it must not wait for its other end.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  const why = whyUnreadable(Object.assign(new Error(), { code: 'ENOTREG' }));
  throw new ComplineError({ code: 'not-supported', message: `${path.basename(file)}: ${why}.`, path: file });
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ESTALE'].includes(systemCode(error) ?? '');
}
