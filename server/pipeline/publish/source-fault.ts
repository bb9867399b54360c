import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { readExrEnds } from '../../formats/images/exr.ts';
import { type ImageReader, imageReaderFor } from '../../formats/images/image-readers.ts';
import { readImage } from '../../formats/images/read-image.ts';
import { extensionOf } from '../../project/sequence.ts';

/** A reader asks for few bytes at a time; so many are read at once. */
const PIECE = 64 * 1024;

/** The first and last bytes of formats whose structure goes all through the file. */
const ENDS: Readonly<Record<string, { readonly name: string; readonly start: Buffer; readonly end: Buffer }>> = {
  PNG: { name: 'PNG', start: Buffer.from('89504e470d0a1a0a', 'hex'), end: Buffer.from('49454e44ae426082', 'hex') },
  JPEG: { name: 'JPEG', start: Buffer.from('ffd8ff', 'hex'), end: Buffer.from('ffd9', 'hex') },
};

/** A complete file has its end mark within so many of its last bytes. */
const END_BYTES = 64;

/**
 * What is wrong with a file of pictures by few reads, without reading all that is between; undefined where nothing is, or
 * the format is not known. Errors: those of the system.
 */
export async function sourceFault(file: string): Promise<string | undefined> {
  await using handle = await open(file, 'r');
  const { size, isFile } = await handle.stat().then((stats) => ({ size: stats.size, isFile: stats.isFile() }));
  if (!isFile) return 'It is no file.';
  if (size === 0) return 'It is empty.';
  const reader = imageReaderFor(extensionOf(file));
  if (reader === undefined) return undefined;
  const ends = ENDS[reader.format];
  if (ends !== undefined) return await endsFault(handle, size, ends);
  const quick: ImageReader = reader.format === 'OpenEXR' ? { ...reader, read: readExrEnds } : reader;
  const outcome = await readImage(quick, size, piecesOf(handle), crc32);
  return 'fault' in outcome ? outcome.fault : undefined;
}

async function endsFault(
  handle: FileHandle,
  size: number,
  { name, start, end }: { readonly name: string; readonly start: Buffer; readonly end: Buffer },
): Promise<string | undefined> {
  if (!(await read(handle, 0, start.length)).equals(start)) return `It does not begin as a ${name} file does.`;
  const last = await read(handle, Math.max(0, size - END_BYTES), END_BYTES);
  return last.includes(end) ? undefined : `It breaks off: the end of a ${name} file is missing.`;
}

/** Bytes of a file, of which the piece that was read last is kept. */
function piecesOf(handle: FileHandle): (offset: number, length: number) => Promise<Uint8Array> {
  let piece: { readonly at: number; readonly bytes: Uint8Array } = { at: 0, bytes: new Uint8Array() };
  return async (offset, length) => {
    const isThere = offset >= piece.at && offset + length <= piece.at + piece.bytes.length;
    if (!isThere) piece = { at: offset, bytes: await read(handle, offset, Math.max(PIECE, length)) };
    return piece.bytes.subarray(offset - piece.at, offset - piece.at + length);
  };
}

async function read(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}
