import { type FileHandle, open } from 'node:fs/promises';
import { extensionOf } from '../../project/sequence.ts';
import { readExrHeader } from './exr-header.ts';
import { END_BYTES, imageFault } from './image-ends.ts';
import { exrFault } from './inspect-file.ts';

/** Most headers, with the table of offsets behind them, fit into so many bytes. */
const HEAD = 64 * 1024;

/** No header is longer. */
const LONG_HEAD = 4 * 1024 * 1024;

/**
 * What is wrong with a file of pictures by its first and last bytes, without reading what is between; undefined where
 * nothing is, or the format is not known. Errors: those of the system.
 */
export async function sourceFault(file: string): Promise<string | undefined> {
  const handle = await open(file, 'r');
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) return 'It is no file.';
    if (stat.size === 0) return 'It is empty.';
    const head = await read(handle, 0, HEAD);
    if (extensionOf(file).toLowerCase() === '.exr') {
      const isCut = readExrHeader(head) === 'more' && stat.size > head.length;
      return await exrFault(handle, isCut ? await read(handle, 0, LONG_HEAD) : head, stat.size);
    }
    const end = await read(handle, Math.max(0, stat.size - END_BYTES), END_BYTES);
    return imageFault(file, head, end, stat.size);
  } finally {
    await handle.close();
  }
}

async function read(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}
