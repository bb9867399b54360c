import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import type { ImageFacts } from '../../formats/images/image-facts.ts';
import { imageReaderFor } from '../../formats/images/image-readers.ts';
import { readImage } from '../../formats/images/read-image.ts';
import { whyUnreadable } from '../../project/read-regular-file.ts';
import { extensionOf, isMovieName } from '../../project/sequence.ts';
import type { FrameProblemKind } from '../../protocol/frame-problems.ts';
import { systemCode } from '../files/file-error.ts';
import { type FileIdentity, identityOf, isSameFile } from './file-identity.ts';
import { HashedRead, type ReadBuffers, readBuffers } from './hashed-read.ts';
import type { MovieFacts, MovieProbe } from './probe-movie.ts';

/** A rendered file as the manifest lists it. */
export interface InspectedFile {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
  readonly image?: ImageFacts;
  readonly movie?: MovieFacts;
  /** Why nothing looked whether the bytes are a sound picture; absent where something did. */
  readonly notVerified?: string;
}

/** What was found of a file. */
export interface Inspection {
  readonly file: InspectedFile;
  readonly identity: FileIdentity;
  /** Its permissions. */
  readonly mode: number;
}

/** What is wrong with a file: a sentence about it. */
export interface InspectionFault {
  readonly kind: FrameProblemKind;
  readonly fault: string;
  /** The file that it is said of, where there is one. */
  readonly identity?: FileIdentity;
}

/** How a file is looked at. */
export interface InspectOptions {
  /** A file that was last written before is stale: milliseconds since 1970 by the share's clock. */
  readonly since?: number;
  /** What stood in the file's place before the render. */
  readonly before?: FileIdentity | undefined;
  /** Has the file written to the disk before it counts. */
  readonly flush?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Buffers that nobody else uses meanwhile. */
  readonly buffers?: ReadBuffers;
  /** What looks into movies. */
  readonly probe?: MovieProbe | undefined;
}

/**
 * Reads a rendered file once, hashes it, and looks in the same pass whether it is complete by its structure; before
 * that, whether it is there, not empty and fresh. Error: that of the signal.
 */
export async function inspectFile(file: string, options: InspectOptions): Promise<Inspection | InspectionFault> {
  let handle: FileHandle;
  try {
    handle = await openFile(file, options.flush === true);
  } catch (error) {
    return unopened(error);
  }
  try {
    if (options.flush === true) await handle.sync();
    const stats = await handle.stat();
    const identity = identityOf(stats);
    const fault = stats.isFile() ? freshnessFault(identity, options) : notAFile();
    if (fault !== undefined) return fault;
    const found = await readThrough(file, handle, stats.size, options);
    if (!isSameFile(identity, identityOf(await handle.stat())) || found.bytes !== stats.size) {
      return { kind: 'changed', fault: 'It changed while it was read: something still writes it.', identity };
    }
    if ('fault' in found.outcome) return { ...found.outcome, identity };
    const { outcome, bytes, sha256 } = found;
    return { file: { name: path.basename(file), bytes, sha256, ...outcome }, identity, mode: stats.mode & 0o777 };
  } catch (error) {
    options.signal?.throwIfAborted();
    return { kind: 'unreadable', fault: `It cannot be read (${systemCode(error) ?? error}).` };
  } finally {
    await handle.close();
  }
}

/** Windows flushes only what is open for writing. Opening a pipe must not wait for its other end. */
async function openFile(file: string, flush: boolean): Promise<FileHandle> {
  if (flush && process.platform === 'win32') {
    const handle = await open(file, 'r+').catch(() => undefined);
    if (handle !== undefined) return handle;
  }
  return await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
}

function unopened(error: unknown): InspectionFault {
  const code = systemCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing', fault: 'It is missing.' };
  return { kind: 'unreadable', fault: `It cannot be read: ${whyUnreadable(error)}.` };
}

function notAFile(): InspectionFault {
  return { kind: 'unreadable', fault: 'It is no file.' };
}

function freshnessFault(identity: FileIdentity, { since, before }: InspectOptions): InspectionFault | undefined {
  if (identity.size === 0) return { kind: 'empty', fault: 'It is empty.', identity };
  if (isSameFile(identity, before)) {
    return { kind: 'stale', fault: 'It was there before the render, which has not written it.', identity };
  }
  if (since === undefined || identity.mtimeMs >= since) return undefined;
  return { kind: 'stale', fault: 'It is older than the render.', identity };
}

/** What the structure of a file says. */
type Outcome = Pick<InspectedFile, 'image' | 'movie' | 'notVerified'> | InspectionFault;

async function readThrough(file: string, handle: FileHandle, size: number, options: InspectOptions) {
  const read = new HashedRead(handle, size, options.buffers ?? readBuffers(), options.signal);
  try {
    const outcome = await outcomeOf(file, read, size, options);
    return { outcome, ...(await read.finish()) };
  } finally {
    await read.settle();
  }
}

async function outcomeOf(file: string, read: HashedRead, size: number, options: InspectOptions): Promise<Outcome> {
  if (isMovieName(path.basename(file))) {
    if (options.probe === undefined) return { notVerified: 'Nothing was asked to look into the movie.' };
    const found = await options.probe.probe(file, options.signal);
    return 'torn' in found ? { kind: 'torn', fault: found.torn } : found;
  }
  const extension = extensionOf(path.basename(file));
  const reader = imageReaderFor(extension);
  if (reader === undefined) {
    return {
      notVerified: `Compline knows no ${extension === '' ? 'files without an extension' : `${extension} files`}.`,
    };
  }
  const found = await readImage(reader, size, (offset, length) => read.bytes(offset, length), crc32);
  return 'fault' in found ? { kind: 'torn', fault: found.fault } : found;
}
