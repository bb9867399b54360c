import type { ImageFacts } from './image-facts.ts';
import { bytesAt, ImageFault, latin, MOST_WANTED, type Reading } from './image-reading.ts';

const FOOTER = 26;
const SIGNATURE = 'TRUEVISION-XFILE.\0';
/** The extension area has so many bytes (Truevision TGA 2.0). */
const EXTENSION = 495;

const FIRST_PACKED = 9;

/** What the header says. */
interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly isPacked: boolean;
  readonly isGrey: boolean;
  readonly isIndexed: boolean;
  readonly alphaBits: number;
  /** Where the pixels begin. */
  readonly pixels: number;
}

/**
 * Reads a TGA file (Truevision TGA 2.0): its pixels must be all there, run by run where they are run-length encoded,
 * and what follows them must end with the footer.
 */
export function* readTga(size: number): Reading<ImageFacts> {
  const header = headerOf(yield* bytesAt(0, 18, 'its header'));
  const { width, height, depth, isPacked } = header;
  const pixelBytes = Math.ceil(depth / 8);
  const end = isPacked
    ? yield* skipRuns(header.pixels, width * height, pixelBytes, width)
    : header.pixels + width * height * pixelBytes;
  if (end > size)
    throw new ImageFault(`It breaks off within its pixels: they end at byte ${end}, the file at ${size}.`);
  if (end < size) yield* checkFooter(end, size);
  return {
    format: 'TGA',
    width,
    height,
    channels: channelsOf(header),
    type: 'u8',
    compression: isPacked ? 'rle' : 'none',
  };
}

function headerOf(view: DataView): Header {
  const [idLength, mapType, type] = [view.getUint8(0), view.getUint8(1), view.getUint8(2)];
  const [mapLength, mapBits] = [view.getUint16(5, true), view.getUint8(7)];
  const [width, height] = [view.getUint16(12, true), view.getUint16(14, true)];
  const [depth, descriptor] = [view.getUint8(16), view.getUint8(17)];
  if (type === 0) throw new ImageFault('It has no pixels.');
  const kind = type & 3;
  const isSound =
    [1, 2, 3, 9, 10, 11].includes(type) &&
    mapType <= 1 &&
    (kind !== 1 || mapType === 1) &&
    [8, 15, 16, 24, 32].includes(depth) &&
    (mapType === 0 || [15, 16, 24, 32].includes(mapBits));
  if (!isSound) throw new ImageFault('It does not begin as a TGA file does.');
  if (width === 0 || height === 0) throw new ImageFault('Its header says no size.');
  const map = mapType === 1 ? mapLength * Math.ceil(mapBits / 8) : 0;
  return {
    width,
    height,
    depth,
    isPacked: type >= FIRST_PACKED,
    isGrey: kind === 3,
    isIndexed: kind === 1,
    alphaBits: descriptor & 0xf,
    pixels: 18 + idLength + map,
  };
}

function channelsOf({ depth, isGrey, isIndexed, alphaBits }: Header): readonly string[] {
  if (isIndexed) return ['index'];
  if (isGrey) return depth === 16 ? ['Y', 'A'] : ['Y'];
  return depth === 32 || (depth === 16 && alphaBits > 0) ? ['B', 'G', 'R', 'A'] : ['B', 'G', 'R'];
}

/** Passes over run-length encoded pixels; answers where they end. */
function* skipRuns(start: number, total: number, pixelBytes: number, width: number): Reading<number> {
  let done = 0;
  let at = start;
  while (done < total) {
    const bytes = yield { offset: at, length: MOST_WANTED };
    if (bytes.length === 0) throw new ImageFault(breaksOff(done, width));
    let here = 0;
    while (here < bytes.length && done < total) {
      const head = bytes[here] ?? 0;
      const count = (head & 0x7f) + 1;
      here += 1 + (head >= 0x80 ? 1 : count) * pixelBytes;
      done += count;
    }
    at += here;
    if (done > total) throw new ImageFault('It is damaged: its last run goes beyond the last pixel.');
  }
  return at;
}

function breaksOff(done: number, width: number): string {
  return `It breaks off within its pixels, at scan line ${Math.floor(done / width)}.`;
}

/** What follows the pixels are areas that the footer names, and the footer. */
function* checkFooter(end: number, size: number): Reading<void> {
  const at = size - FOOTER;
  const footer = at < end ? undefined : yield* bytesAt(at, FOOTER, 'its footer');
  if (footer === undefined || latin(footer, 8, FOOTER) !== SIGNATURE) {
    throw new ImageFault(`It breaks off: ${size - end} bytes follow its pixels, but no footer ends them.`);
  }
  const [extension, developer] = [footer.getUint32(0, true), footer.getUint32(4, true)];
  for (const [offset, length] of [
    [extension, EXTENSION],
    [developer, 2],
  ] as const) {
    if (offset !== 0 && (offset < end || offset + length > at)) {
      throw new ImageFault(`It is damaged: its footer names byte ${offset}, where no area can be.`);
    }
  }
}
