import type { ImageFacts } from './image-facts.ts';
import type { ImageReader } from './image-readers.ts';
import { type Crc32, ImageFault } from './image-reading.ts';

/** What a file is, or what is wrong with it, as a sentence about it. */
export type ImageOutcome = { readonly image: ImageFacts } | { readonly fault: string };

/** Gives bytes of a file, fewer where it ends before; at once where they are in memory. */
export type BytesOf = (offset: number, length: number) => Uint8Array | Promise<Uint8Array>;

/** Reads the structure of a file of so many bytes. Throws only what `bytesOf` throws. */
export async function readImage(
  reader: ImageReader,
  size: number,
  bytesOf: BytesOf,
  crc32: Crc32,
): Promise<ImageOutcome> {
  try {
    const reading = reader.read(size, crc32);
    let step = reading.next();
    while (step.done !== true) {
      const bytes = bytesOf(step.value.offset, step.value.length);
      // Nearly all of them are there already: waiting for each would take longer than reading them.
      step = reading.next(bytes instanceof Promise ? await bytes : bytes);
    }
    return { image: step.value };
  } catch (error) {
    if (error instanceof ImageFault) return { fault: error.message };
    throw error;
  }
}
