import { readDpx } from './dpx.ts';
import { readExr } from './exr.ts';
import type { ImageFacts, ImageFormat } from './image-facts.ts';
import type { Crc32, Reading } from './image-reading.ts';
import { readJpeg } from './jpeg.ts';
import { readPng } from './png.ts';
import { readTga } from './tga.ts';
import { readTiff } from './tiff.ts';

/** What reads one format. */
export interface ImageReader {
  readonly format: ImageFormat;
  /** In lower case, with their dots. */
  readonly extensions: readonly string[];
  /** Reads a file of so many bytes; throws an `ImageFault` for one that is not complete and sound. */
  readonly read: (size: number, crc32: Crc32) => Reading<ImageFacts>;
}

/** Every format, one line each. */
export const IMAGE_READERS: readonly ImageReader[] = [
  { format: 'OpenEXR', extensions: ['.exr', '.sxr'], read: readExr },
  { format: 'DPX', extensions: ['.dpx'], read: readDpx },
  { format: 'PNG', extensions: ['.png'], read: readPng },
  { format: 'TIFF', extensions: ['.tif', '.tiff'], read: readTiff },
  { format: 'JPEG', extensions: ['.jpg', '.jpeg'], read: readJpeg },
  { format: 'TGA', extensions: ['.tga'], read: readTga },
];

/** The reader of a format by a file's extension, in any letter case; undefined where the format is not known. */
export function imageReaderFor(extension: string): ImageReader | undefined {
  const lower = extension.toLowerCase();
  return IMAGE_READERS.find(({ extensions }) => extensions.includes(lower));
}
