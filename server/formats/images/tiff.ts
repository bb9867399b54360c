import { type ImageFacts, joinedTypes } from './image-facts.ts';
import { ImageFault, type Reading } from './image-reading.ts';
import { readDirectory, readTiffForm, readValues, type TiffDirectory, type TiffForm } from './tiff-directory.ts';

/** Tags of TIFF 6.0 and its supplements. */
const TAGS = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  stripOffsets: 273,
  samples: 277,
  rowsPerStrip: 278,
  stripBytes: 279,
  planes: 284,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileBytes: 325,
  sampleFormat: 339,
  profile: 34675,
} as const;

/** Directories that belong to a picture: smaller ones of it, EXIF, GPS. */
const SUB_DIRECTORIES = [330, 34665, 34853];

const COMPRESSIONS: Readonly<Record<number, string>> = {
  1: 'none',
  2: 'ccitt',
  3: 'ccitt-g3',
  4: 'ccitt-g4',
  5: 'lzw',
  6: 'old-jpeg',
  7: 'jpeg',
  8: 'deflate',
  32773: 'packbits',
  32946: 'deflate',
  34925: 'lzma',
  50000: 'zstd',
  50001: 'webp',
};

/** The channels by the photometric interpretation. */
const CHANNELS: Readonly<Record<number, readonly string[]>> = {
  0: ['Y'],
  1: ['Y'],
  2: ['R', 'G', 'B'],
  3: ['index'],
  4: ['mask'],
  5: ['C', 'M', 'Y', 'K'],
  6: ['Y', 'Cb', 'Cr'],
  8: ['L', 'a', 'b'],
};

/** What a value is, by SampleFormat. */
const FORMATS: Readonly<Record<number, string>> = { 1: 'u', 2: 's', 3: 'float' };

/** More pictures in one file than any program writes. */
const MOST_DIRECTORIES = 1000;
/** More channels than any program writes. */
const MOST_SAMPLES = 4096;
/** Offsets and sizes are read so many at a time. */
const AT_ONCE = 4096;

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly bits: readonly number[];
  readonly compression: number;
  readonly photometric: number;
  readonly samples: number;
  readonly isPlanar: boolean;
  readonly formats: readonly number[];
}

/**
 * Reads a TIFF file (TIFF 6.0) or BigTIFF of either byte order: all its directories, and every strip or tile of their
 * pictures, must lie within the file.
 */
export function* readTiff(size: number): Reading<ImageFacts> {
  const form = yield* readTiffForm(size);
  let facts: ImageFacts | undefined;
  const seen = new Set<number>();
  for (let offset = form.first; offset !== 0 || facts === undefined; ) {
    if (seen.has(offset) || seen.size >= MOST_DIRECTORIES)
      throw new ImageFault('It is damaged: its directories do not end.');
    seen.add(offset);
    const directory = yield* readDirectory(
      form,
      offset,
      seen.size === 1 ? 'its directory' : `its directory ${seen.size}`,
    );
    const picture = yield* pictureOf(form, directory);
    yield* checkPixels(form, directory, picture);
    yield* checkSubDirectories(form, directory, seen);
    facts ??= factsOf(picture, directory.fields.has(TAGS.profile));
    offset = directory.next;
  }
  return facts;
}

function* pictureOf(form: TiffForm, directory: TiffDirectory): Reading<Picture> {
  const number = (tag: number, otherwise: number) => numberOf(form, directory, tag, otherwise);
  const picture = {
    width: yield* number(TAGS.width, 0),
    height: yield* number(TAGS.height, 0),
    compression: yield* number(TAGS.compression, 1),
    photometric: yield* number(TAGS.photometric, 1),
    samples: yield* number(TAGS.samples, 1),
    isPlanar: (yield* number(TAGS.planes, 1)) === 2,
  };
  const { width, height, samples } = picture;
  if (width === 0 || height === 0) throw new ImageFault('Its directory says no size.');
  if (samples === 0 || samples > MOST_SAMPLES) throw new ImageFault(`Its directory speaks of ${samples} channels.`);
  return {
    ...picture,
    bits: yield* numbersOf(form, directory, TAGS.bits, samples, 1),
    formats: yield* numbersOf(form, directory, TAGS.sampleFormat, samples, 1),
  };
}

/** Strips or tiles: how many there must be, and what each has at the least where nothing is compressed. */
function* checkPixels(form: TiffForm, directory: TiffDirectory, picture: Picture): Reading<void> {
  const { fields } = directory;
  const isTiled = fields.has(TAGS.tileOffsets);
  const word = isTiled ? 'tile' : 'strip';
  const offsets = fields.get(isTiled ? TAGS.tileOffsets : TAGS.stripOffsets);
  const sizes = fields.get(isTiled ? TAGS.tileBytes : TAGS.stripBytes);
  if (offsets === undefined || sizes === undefined) {
    // Before JPEG in TIFF was defined anew, pixels could stand without strips.
    if (picture.compression === 6) return;
    throw new ImageFault('It has no pixels: its directory names neither strips nor tiles.');
  }
  const { width, height, isPlanar, samples } = picture;
  const [pieceWidth, pieceHeight] = isTiled
    ? [yield* numberOf(form, directory, TAGS.tileWidth, 0), yield* numberOf(form, directory, TAGS.tileHeight, 0)]
    : [width, Math.min(height, yield* numberOf(form, directory, TAGS.rowsPerStrip, height))];
  if (pieceWidth === 0 || pieceHeight === 0) throw new ImageFault(`Its ${word}s have no size.`);
  const perPlane = Math.ceil(width / pieceWidth) * Math.ceil(height / pieceHeight);
  const total = perPlane * (isPlanar ? samples : 1);
  if (offsets.count < total || sizes.count < total) {
    throw new ImageFault(`It is not complete: ${Math.min(offsets.count, sizes.count)} of ${total} ${word}s are there.`);
  }
  const isPlain = picture.compression === 1 && picture.photometric !== 6;
  for (let first = 0; first < total; first += AT_ONCE) {
    const count = Math.min(AT_ONCE, total - first);
    const starts = yield* readValues(form, offsets, first, count);
    const lengths = yield* readValues(form, sizes, first, count);
    for (let at = 0; at < count; at += 1) {
      const [start, length] = [starts[at] ?? 0, lengths[at] ?? 0];
      const index = first + at;
      if (start === 0 || length === 0)
        throw new ImageFault(`It is not complete: ${word} ${index + 1} of ${total} is missing.`);
      if (start + length > form.size) {
        throw new ImageFault(
          `It breaks off within its pixels: ${word} ${index + 1} of ${total} ends at byte ${start + length}, the file at ${form.size}.`,
        );
      }
      const rows = isTiled ? pieceHeight : Math.min(pieceHeight, height - (index % perPlane) * pieceHeight);
      if (isPlain && length < rows * lineBytes(picture, pieceWidth, Math.floor(index / perPlane))) {
        throw new ImageFault(
          `It is damaged: ${word} ${index + 1} of ${total} has ${length} bytes, fewer than its pixels.`,
        );
      }
    }
  }
}

/** Lines begin at whole bytes. */
function lineBytes({ bits, samples, isPlanar }: Picture, width: number, plane: number): number {
  const perPixel = isPlanar ? (bits[plane] ?? 0) : bits.reduce((sum, it) => sum + it, 0);
  return Math.ceil((width * (samples === 1 ? (bits[0] ?? 0) : perPixel)) / 8);
}

/** Each directory is read once, however often it is named. */
function* checkSubDirectories(form: TiffForm, { fields }: TiffDirectory, seen: Set<number>): Reading<void> {
  for (const tag of SUB_DIRECTORIES) {
    const field = fields.get(tag);
    if (field === undefined) continue;
    for (const offset of yield* readValues(form, field, 0, Math.min(field.count, MOST_DIRECTORIES))) {
      if (offset === 0 || seen.has(offset) || seen.size >= MOST_DIRECTORIES) continue;
      seen.add(offset);
      yield* readDirectory(form, offset, 'a directory within its directory');
    }
  }
}

function* numberOf(form: TiffForm, { fields }: TiffDirectory, tag: number, otherwise: number): Reading<number> {
  const field = fields.get(tag);
  if (field === undefined || field.count === 0) return otherwise;
  return (yield* readValues(form, field, 0, 1))[0] ?? otherwise;
}

/** A number for each channel; one that stands alone holds for all. */
function* numbersOf(
  form: TiffForm,
  { fields }: TiffDirectory,
  tag: number,
  samples: number,
  otherwise: number,
): Reading<readonly number[]> {
  const field = fields.get(tag);
  const values = field === undefined ? [] : yield* readValues(form, field, 0, Math.min(field.count, samples));
  return Array.from({ length: samples }, (_, at) => values[at] ?? values[0] ?? otherwise);
}

function factsOf(
  { width, height, bits, compression, photometric, samples, formats }: Picture,
  hasProfile: boolean,
): ImageFacts {
  const named = CHANNELS[photometric] ?? [];
  const channels = Array.from({ length: samples }, (_, at) => {
    const isAlpha = at === named.length && samples === named.length + 1;
    return named[at] ?? (isAlpha ? 'A' : `extra${at - named.length + 1}`);
  });
  const types = bits.map((count, at) => typeOf(count, formats[at] ?? 1));
  return {
    format: 'TIFF',
    width,
    height,
    channels,
    type: joinedTypes(types),
    compression: COMPRESSIONS[compression] ?? `method ${compression}`,
    ...(hasProfile && { colourSpace: 'ICC' }),
  };
}

function typeOf(bits: number, format: number): string {
  if (format === 3) return bits === 16 ? 'half' : bits === 32 ? 'float' : bits === 64 ? 'double' : `float${bits}`;
  return `${FORMATS[format] ?? 'u'}${bits}`;
}
