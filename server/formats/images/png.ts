import type { ImageFacts } from './image-facts.ts';
import { bytesAt, type Crc32, ImageFault, latin, MOST_WANTED, type Reading } from './image-reading.ts';

/** The colour types of IHDR: the channels, and the bits that a value may have. */
const COLOURS: Readonly<Record<number, { channels: readonly string[]; bits: readonly number[] }>> = {
  0: { channels: ['Y'], bits: [1, 2, 4, 8, 16] },
  2: { channels: ['R', 'G', 'B'], bits: [8, 16] },
  3: { channels: ['index'], bits: [1, 2, 4, 8] },
  4: { channels: ['Y', 'A'], bits: [8, 16] },
  6: { channels: ['R', 'G', 'B', 'A'], bits: [8, 16] },
};

/** Chunks that say what the colours of a file are, the most telling last (PNG third edition, 11.3.2). */
const COLOUR_CHUNKS = ['gAMA', 'sRGB', 'iCCP', 'cICP'];

/** Reads a PNG file (PNG third edition): every chunk up to IEND, each with the checksum that it says. */
export function* readPng(_size: number, crc32: Crc32): Reading<ImageFacts> {
  const start = yield* bytesAt(0, 8, 'its signature');
  if (latin(start, 0, 8) !== '\x89PNG\r\n\x1a\n') throw new ImageFault('It does not begin as a PNG file does.');
  let facts: ImageFacts | undefined;
  const seen: string[] = [];
  for (let at = 8; ; ) {
    const head = yield* bytesAt(at, 8, seen.length === 0 ? 'its header' : `its chunks, after ${seen.at(-1)}`);
    const length = head.getUint32(0);
    const type = latin(head, 4, 8);
    if (!/^[A-Za-z]{4}$/.test(type)) throw new ImageFault(`It is damaged: at byte ${at + 4} is no name of a chunk.`);
    yield* checkSum(at, length, type, crc32);
    if (facts === undefined) {
      if (type !== 'IHDR' || length !== 13) throw new ImageFault('Its first chunk is not IHDR.');
      facts = headerFacts(yield* bytesAt(at + 8, 13, 'its header'));
    }
    checkOrder(type, seen, facts);
    if (type === 'IEND') return withColours(facts, seen);
    if (seen.at(-1) !== type) seen.push(type);
    at += length + 12;
  }
}

function* checkSum(at: number, length: number, type: string, crc32: Crc32): Reading<void> {
  let sum = 0;
  // The checksum is over the name and the data.
  for (let done = 0; done < length + 4; ) {
    const count = Math.min(MOST_WANTED, length + 4 - done);
    const view = yield* bytesAt(at + 4 + done, count, `its chunk ${type}`);
    sum = crc32(new Uint8Array(view.buffer, view.byteOffset, count), sum);
    done += count;
  }
  const said = (yield* bytesAt(at + 8 + length, 4, `its chunk ${type}`)).getUint32(0);
  if (said !== sum >>> 0)
    throw new ImageFault(`It is damaged: the checksum of the chunk ${type} at byte ${at} is wrong.`);
}

function checkOrder(type: string, seen: readonly string[], facts: ImageFacts): void {
  if (type === 'IHDR' && seen.length > 0) throw new ImageFault('It is damaged: it has two headers.');
  const isColour = facts.channels[0] === 'index';
  if (type === 'IDAT' && isColour && !seen.includes('PLTE')) throw new ImageFault('Its palette is missing.');
  if (type === 'IDAT' && seen.includes('IDAT') && seen.at(-1) !== 'IDAT') {
    throw new ImageFault('It is damaged: something stands between its pixels.');
  }
  if (type === 'IEND' && !seen.includes('IDAT')) throw new ImageFault('It has no pixels: the chunk IDAT is missing.');
}

function headerFacts(header: DataView): ImageFacts {
  const [width, height] = [header.getUint32(0), header.getUint32(4)];
  const [bits, type] = [header.getUint8(8), header.getUint8(9)];
  const colour = COLOURS[type];
  const isSound = width > 0 && height > 0 && width < 2 ** 31 && height < 2 ** 31 && header.getUint8(12) <= 1;
  if (!isSound || colour === undefined || !colour.bits.includes(bits)) throw new ImageFault('Its header is damaged.');
  return { format: 'PNG', width, height, channels: colour.channels, type: `u${bits}`, compression: 'deflate' };
}

function withColours(facts: ImageFacts, seen: readonly string[]): ImageFacts {
  const colourSpace = COLOUR_CHUNKS.findLast((type) => seen.includes(type));
  return { ...facts, ...(colourSpace !== undefined && { colourSpace }) };
}
