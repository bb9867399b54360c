import { type ImageFacts, joinedTypes } from './image-facts.ts';
import { bytesAt, ImageFault, latin, type Reading } from './image-reading.ts';

/** What an image element holds, by its descriptor (SMPTE 268M): the channels of a pixel. */
const DESCRIPTORS: Readonly<Record<number, readonly string[]>> = {
  0: ['value'],
  1: ['R'],
  2: ['G'],
  3: ['B'],
  4: ['A'],
  6: ['Y'],
  7: ['C'],
  8: ['Z'],
  9: ['composite'],
  50: ['R', 'G', 'B'],
  51: ['R', 'G', 'B', 'A'],
  52: ['A', 'B', 'G', 'R'],
  100: ['C', 'Y'],
  101: ['C', 'Y', 'A'],
  102: ['Cb', 'Y', 'Cr'],
  103: ['Cb', 'Y', 'Cr', 'A'],
  ...Object.fromEntries(
    Array.from({ length: 7 }, (_, at) => [150 + at, Array.from({ length: at + 2 }, (_, channel) => `value${channel}`)]),
  ),
};

/** Transfer characteristics (SMPTE 268M, table 5A). */
const TRANSFERS: readonly (string | undefined)[] = [
  undefined,
  'printing density',
  'linear',
  'logarithmic',
  undefined,
  'SMPTE 274M',
  'BT.709',
  'BT.601 625',
  'BT.601 525',
  'NTSC',
  'PAL',
  'Z linear',
  'Z homogeneous',
];

/** Numbers that were not set are all ones. */
const UNSET = 0xffffffff;

/** The generic part of the header, which is all that is read, ends here; some writers leave the rest out. */
const NEEDED = 1408;

interface Element {
  readonly channels: readonly string[];
  readonly type: string;
  readonly isPacked: boolean;
  readonly transfer: number;
  readonly offset: number;
  /** Bytes of the pixels; 0 where they are run-length encoded. */
  readonly bytes: number;
}

/** Reads a DPX file (SMPTE 268M) of either byte order: its pixels, as the header describes them, must be all there. */
export function* readDpx(size: number): Reading<ImageFacts> {
  const magic = latin(yield* bytesAt(0, 4, 'its header'), 0, 4);
  if (magic !== 'SDPX' && magic !== 'XPDS') throw new ImageFault('It does not begin as a DPX file does.');
  const isLittle = magic === 'XPDS';
  const header = yield* bytesAt(0, NEEDED, 'its header');
  const [pixels, said] = [header.getUint32(4, isLittle), header.getUint32(16, isLittle)];
  if (said !== 0 && said !== UNSET && said > size)
    throw new ImageFault(`It breaks off: ${size} of ${said} bytes are there.`);
  const [count, width, height] = [
    header.getUint16(770, isLittle),
    header.getUint32(772, isLittle),
    header.getUint32(776, isLittle),
  ];
  if (count < 1 || count > 8)
    throw new ImageFault(`Its header speaks of ${count} image elements; there can be 1 to 8.`);
  if (width === 0 || height === 0 || width === UNSET || height === UNSET)
    throw new ImageFault('Its header says no size.');
  const elements: Element[] = [];
  for (let at = 0; at < count; at += 1) {
    const element = elementOf(header, 780 + at * 72, isLittle, { width, height, pixels, isOnly: count === 1 });
    const end = element.offset + element.bytes;
    if (element.offset < NEEDED) {
      throw new ImageFault(`Its header has its pixels at byte ${element.offset}, within the header.`);
    }
    if (end > size)
      throw new ImageFault(`It breaks off within its pixels: they end at byte ${end}, the file at ${size}.`);
    elements.push(element);
  }
  const [first] = elements as [Element];
  const colourSpace = TRANSFERS[first.transfer];
  const channels = elements.flatMap((element) => element.channels);
  return {
    format: 'DPX',
    width,
    height,
    channels,
    type: joinedTypes(elements.map(({ type }) => type)),
    compression: elements.some(({ isPacked }) => isPacked) ? 'rle' : 'none',
    ...(colourSpace !== undefined && { colourSpace }),
  };
}

interface Picture {
  readonly width: number;
  readonly height: number;
  /** Where the header has the pixels. */
  readonly pixels: number;
  readonly isOnly: boolean;
}

function elementOf(header: DataView, at: number, isLittle: boolean, picture: Picture): Element {
  const isSigned = header.getUint32(at, isLittle) === 1;
  const descriptor = header.getUint8(at + 20);
  const channels = DESCRIPTORS[descriptor];
  if (channels === undefined) throw new ImageFault(`Its image element is of the unknown kind ${descriptor}.`);
  const bits = header.getUint8(at + 23);
  if (![1, 8, 10, 12, 16, 32, 64].includes(bits))
    throw new ImageFault(`Its values have ${bits} bits; no DPX file has.`);
  const packing = header.getUint16(at + 24, isLittle);
  const encoding = header.getUint16(at + 26, isLittle);
  const said = header.getUint32(at + 28, isLittle);
  const offset = said === UNSET || (picture.isOnly && said === 0) ? picture.pixels : said;
  const values = picture.width * picture.height * channels.length;
  return {
    channels,
    type: bits === 32 ? 'float' : bits === 64 ? 'double' : `${isSigned ? 's' : 'u'}${bits}`,
    isPacked: encoding === 1,
    transfer: header.getUint8(at + 21),
    offset,
    bytes: encoding === 1 ? 0 : fewestBytes(values, bits, packing),
  };
}

/** Bytes that so many values take at the least: lines may be padded besides, which writers do differently. */
function fewestBytes(values: number, bits: number, packing: number): number {
  // Filled into words: three values of ten bits in four bytes, one of twelve in two.
  if (packing !== 0 && bits === 10) return Math.ceil(values / 3) * 4;
  if (packing !== 0 && bits === 12) return values * 2;
  return Math.ceil((values * bits) / 8);
}
