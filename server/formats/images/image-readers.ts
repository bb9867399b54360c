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
  /** What files of the format begin with, as latin-1; absent where they begin with anything. */
  readonly beginnings?: readonly string[];
  /** Reads a file of so many bytes; throws an `ImageFault` for one that is not complete and sound. */
  readonly read: (size: number, crc32: Crc32) => Reading<ImageFacts>;
}

/** Every format, one line each. */
export const IMAGE_READERS: readonly ImageReader[] = [
  { format: 'OpenEXR', extensions: ['.exr', '.sxr'], beginnings: ['v/1\x01'], read: readExr },
  { format: 'DPX', extensions: ['.dpx'], beginnings: ['SDPX', 'XPDS'], read: readDpx },
  { format: 'PNG', extensions: ['.png'], beginnings: ['\x89PNG'], read: readPng },
  { format: 'TIFF', extensions: ['.tif', '.tiff'], beginnings: ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'], read: readTiff },
  { format: 'JPEG', extensions: ['.jpg', '.jpeg'], beginnings: ['\xff\xd8'], read: readJpeg },
  { format: 'TGA', extensions: ['.tga'], read: readTga },
];

/** The reader of a format by a file's extension, in any letter case; undefined where the format is not known. */
export function imageReaderFor(extension: string): ImageReader | undefined {
  const lower = extension.toLowerCase();
  return IMAGE_READERS.find(({ extensions }) => extensions.includes(lower));
}
