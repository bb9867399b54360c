import { crc32 } from 'node:zlib';
import { imageReaderFor } from '../../../../server/formats/images/image-readers.ts';
import { type ImageOutcome, readImage } from '../../../../server/formats/images/read-image.ts';

/** What a file of these bytes is, by its extension; and how many bytes were asked for. */
export async function readBytes(
  extension: string,
  bytes: Uint8Array,
): Promise<ImageOutcome & { readonly asked: number }> {
  const reader = imageReaderFor(extension);
  if (reader === undefined) throw new Error(`There is no reader for ${extension}.`);
  let asked = 0;
  const outcome = await readImage(
    reader,
    bytes.length,
    (offset, length) => {
      const part = bytes.subarray(offset, offset + length);
      asked += part.length + 1;
      return part;
    },
    (part, before) => crc32(part, before),
  );
  return { ...outcome, asked };
}
