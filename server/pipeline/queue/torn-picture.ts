import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { imageReaderFor } from '../../formats/images/image-readers.ts';
import { MOST_WANTED } from '../../formats/images/image-reading.ts';
import { readImage } from '../../formats/images/read-image.ts';
import { extensionOf } from '../../project/sequence.ts';

/**
 * Where a rendered picture breaks off or is unsound by its structure, in words; undefined for a sound one, and for what
 * nothing here can judge: files of other formats, and those that do not begin as their name says, as a renderer may
 * write what it likes. Nothing but zeros at the beginning is what a crash or a full share leaves of a picture.
 * Errors: those of the file system.
 */
export async function whereTorn(file: string): Promise<string | undefined> {
  const reader = imageReaderFor(extensionOf(path.basename(file)));
  if (reader === undefined) return undefined;
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const { size } = await handle.stat();
    const bytesOf = windowOf(handle);
    const { beginnings } = reader;
    if (beginnings !== undefined) {
      const start = Buffer.from(await bytesOf(0, LONGEST_BEGINNING)).toString('latin1');
      if (/^\0+$/.test(start)) return 'It begins with zeros';
      if (!beginnings.some((it) => start.startsWith(it) || it.startsWith(start))) return undefined;
    }
    const found = await readImage(reader, size, bytesOf, crc32);
    return 'fault' in found ? found.fault.replace(/\.$/, '') : undefined;
  } finally {
    await handle.close();
  }
}

const LONGEST_BEGINNING = 4;

/** Reads a file by pieces of `MOST_WANTED`; bytes that were answered stand until the next question. */
function windowOf(handle: FileHandle): (offset: number, length: number) => Uint8Array | Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(MOST_WANTED);
  let start = 0;
  let end = 0;
  const read = async (offset: number, length: number): Promise<Uint8Array> => {
    start = offset;
    end = offset;
    while (end - start < MOST_WANTED) {
      const { bytesRead } = await handle.read(buffer, end - start, MOST_WANTED - (end - start), end);
      if (bytesRead === 0) break;
      end += bytesRead;
    }
    return buffer.subarray(0, Math.min(length, end - start));
  };
  return (offset, length) =>
    offset >= start && offset + length <= end
      ? buffer.subarray(offset - start, offset - start + length)
      : read(offset, length);
}
