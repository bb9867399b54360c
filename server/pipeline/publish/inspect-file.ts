import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { extensionOf } from '../../project/sequence.ts';
import { systemCode } from '../files/file-error.ts';
import { type ExrLayout, readExrHeader } from './exr-header.ts';
import { END_BYTES, imageFault } from './image-ends.ts';

/** A rendered file as the manifest lists it. */
export interface InspectedFile {
  readonly name: string;
  readonly bytes: number;
  /** In hexadecimal. */
  readonly sha256: string;
}

/** A file is read in pieces of so many bytes. */
const PIECE = 1024 * 1024;

/** Headers and tables of offsets are looked for in so many bytes at the start. */
const HEAD = 4 * PIECE;

/**
 * Reads a rendered file once: flushes it, hashes it, and looks whether it is there, not empty, not older than `since`
 * (milliseconds since 1970 by the share's clock) and complete by what its header says. Answers the file, or what is
 * wrong with it.
 */
export async function inspectFile(file: string, since: number): Promise<InspectedFile | { readonly fault: string }> {
  let handle: FileHandle;
  try {
    handle = await openToFlush(file);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return { fault: 'It is missing.' };
    return { fault: `It cannot be read (${systemCode(error) ?? error}).` };
  }
  try {
    await handle.sync();
    const stat = await handle.stat();
    if (!stat.isFile()) return { fault: 'It is no file.' };
    if (stat.size === 0) return { fault: 'It is empty.' };
    if (stat.mtimeMs < since) return { fault: 'It is older than the render.' };
    const { hash, head, tail, size } = await readThrough(handle);
    const fault =
      extensionOf(file).toLowerCase() === '.exr'
        ? await exrFault(handle, head, size)
        : imageFault(file, head, tail, size);
    return fault === undefined ? { name: path.basename(file), bytes: size, sha256: hash } : { fault };
  } catch (error) {
    return { fault: `It cannot be read (${systemCode(error) ?? error}).` };
  } finally {
    await handle.close();
  }
}

/** Windows flushes only what is open for writing; elsewhere reading is enough. */
async function openToFlush(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r+');
  } catch (error) {
    if (systemCode(error) === 'EACCES' || systemCode(error) === 'EPERM') return await open(file, 'r');
    throw error;
  }
}

async function readThrough(handle: FileHandle) {
  const hash = createHash('sha256');
  const heads: Buffer[] = [];
  let tail: Buffer = Buffer.alloc(0);
  let size = 0;
  for (;;) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(PIECE), 0, PIECE, size);
    if (bytesRead === 0) break;
    const piece = buffer.subarray(0, bytesRead);
    hash.update(piece);
    if (size < HEAD) heads.push(piece);
    tail = Buffer.concat([tail, piece.subarray(-END_BYTES)]).subarray(-END_BYTES);
    size += bytesRead;
  }
  return { hash: hash.digest('hex'), head: Buffer.concat(heads), tail, size };
}

/**
 * What is wrong with an OpenEXR file: a table of offsets that is not filled, or pixels that are not all there. `head` are
 * its first bytes, with all of the header; of the table as much is looked at as is among them.
 */
export async function exrFault(handle: FileHandle, head: Buffer, size: number): Promise<string | undefined> {
  const header = readExrHeader(head);
  if (header === 'more') return 'It breaks off within its header.';
  if ('fault' in header) return header.fault;
  const pixels = header.tables + header.chunks * 8;
  if (pixels > size) return 'It breaks off within its table of offsets.';
  const table = head.subarray(header.tables, pixels);
  let last = 0;
  for (let at = 0; at + 8 <= table.length; at += 8) {
    const offset = Number(table.readBigUInt64LE(at));
    if (offset < pixels || offset >= size) return 'It is not complete: pixels are missing from its table of offsets.';
    last = Math.max(last, offset);
  }
  return await lastChunkFault(handle, header, last, size);
}

/** The chunk that stands last in the file must end with the file or before. */
async function lastChunkFault(
  handle: FileHandle,
  { chunkHeader }: ExrLayout,
  last: number,
  size: number,
): Promise<string | undefined> {
  if (chunkHeader === undefined || last === 0) return undefined;
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(chunkHeader), 0, chunkHeader, last);
  const isWhole = bytesRead === chunkHeader && last + chunkHeader + buffer.readUInt32LE(chunkHeader - 4) <= size;
  return isWhole ? undefined : 'It breaks off within its pixels.';
}
