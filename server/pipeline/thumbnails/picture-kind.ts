import path from 'node:path';

/** How a file becomes a small picture. `plain`: a PNG or JPEG, which editors show. */
export type PictureKind = 'plain' | 'still' | 'movie';

const KINDS: Readonly<Record<PictureKind, readonly string[]>> = {
  plain: ['.png', '.jpg', '.jpeg'],
  still: ['.exr', '.dpx', '.cin', '.tif', '.tiff', '.tga', '.targa', '.bmp', '.hdr', '.jp2', '.sgi', '.rgb', '.webp'],
  movie: ['.mov', '.mp4', '.m4v', '.mkv', '.mxf', '.avi', '.webm'],
};

/** What a file is, by its name; undefined for what is no picture. */
export function pictureKind(file: string): PictureKind | undefined {
  const extension = path.extname(file).toLowerCase();
  return (['plain', 'still', 'movie'] as const).find((kind) => KINDS[kind].includes(extension));
}
