import { ForwardBytes } from './forward-bytes.ts';
import { ImageFault, latin, type Reading } from './image-reading.ts';

/** A channel of an OpenEXR part. */
export interface ExrChannel {
  readonly name: string;
  /** 0 uint, 1 half, 2 float. */
  readonly type: number;
  /** One value for so many pixels across and down. */
  readonly xSampling: number;
  readonly ySampling: number;
}

/** Left, top, right, bottom; all included. */
export type ExrWindow = readonly [number, number, number, number];

/** The tiles of a part. */
export interface ExrTiles {
  readonly width: number;
  readonly height: number;
  /** One level, mipmaps, ripmaps. */
  readonly levels: 'one' | 'mipmap' | 'ripmap';
  readonly roundsUp: boolean;
}

/** What the header says of one part. */
export interface ExrPart {
  readonly name: string;
  readonly isDeep: boolean;
  /** Undefined for scan lines. */
  readonly tiles: ExrTiles | undefined;
  readonly channels: readonly ExrChannel[];
  readonly compression: number;
  readonly dataWindow: ExrWindow;
  readonly displayWindow: ExrWindow;
  /** What the part says itself of the number of its chunks. */
  readonly chunkCount: number | undefined;
  readonly colourSpace: string | undefined;
}

/** The header of an OpenEXR file. */
export interface ExrHeader {
  readonly isMultipart: boolean;
  readonly parts: readonly ExrPart[];
  /** Where the tables of offsets begin. */
  readonly end: number;
}

const [TILED, DEEP, MULTIPART] = [0x200, 0x800, 0x1000];
const WITHIN = 'its header';
const LONGEST_NAME = 255;

/** More parts or channels than any renderer writes are damage. */
const [MOST_PARTS, MOST_CHANNELS] = [10_000, 100_000];

/** Values of attributes that are longer are passed over. */
const LONGEST_VALUE = 4096;

/** Attributes in which programs say what the colours of a file are. */
const COLOUR_ATTRIBUTES = ['colorInteropID', 'oiio:ColorSpace', 'colorSpace'];

/** The attributes that are asked for; all others are passed over. */
const KEPT = new Set([
  'type',
  'name',
  'tiles',
  'compression',
  'dataWindow',
  'displayWindow',
  'chunkCount',
  ...COLOUR_ATTRIBUTES,
]);

interface Attributes {
  readonly values: ReadonlyMap<string, DataView>;
  readonly channels: readonly ExrChannel[] | undefined;
}

/** Reads the header (openexr.com, "OpenEXR File Layout"). */
export function* readExrHeader(): Reading<ExrHeader> {
  const bytes = new ForwardBytes(0);
  const start = yield* bytes.take(8, WITHIN);
  if (start.getUint32(0, true) !== 20000630) throw new ImageFault('It does not begin as an OpenEXR file does.');
  const flags = start.getUint32(4, true);
  if ((flags & 0xff) !== 2) throw new ImageFault(`It is an OpenEXR file of the unknown version ${flags & 0xff}.`);
  const isMultipart = (flags & MULTIPART) !== 0;
  const parts: ExrPart[] = [];
  do {
    const attributes = yield* readAttributes(bytes);
    // An empty header ends the headers of several parts.
    if (isMultipart && attributes === undefined) break;
    if (parts.length >= MOST_PARTS) throw new ImageFault(`Its header has more than ${MOST_PARTS} parts.`);
    parts.push(partOf(attributes ?? { values: new Map(), channels: undefined }, flags));
  } while (isMultipart);
  if (parts.length === 0) throw new ImageFault('Its header has no part.');
  return { isMultipart, parts, end: bytes.position };
}

/** Each attribute is a name, a type, a size and a value; an empty name ends them. Undefined where there are none. */
function* readAttributes(bytes: ForwardBytes): Reading<Attributes | undefined> {
  const values = new Map<string, DataView>();
  let channels: readonly ExrChannel[] | undefined;
  for (let count = 0; ; count += 1) {
    const name = yield* bytes.text(LONGEST_NAME, WITHIN);
    if (name === '') return count === 0 ? undefined : { values, channels };
    const type = yield* bytes.text(LONGEST_NAME, WITHIN);
    const size = (yield* bytes.take(4, WITHIN)).getUint32(0, true);
    const end = bytes.position + size;
    if (name === 'channels' && type === 'chlist') channels = yield* readChannels(bytes, end);
    else if (KEPT.has(name) && size <= LONGEST_VALUE) values.set(name, copyOf(yield* bytes.take(size, WITHIN)));
    bytes.moveTo(end);
  }
}

function* readChannels(bytes: ForwardBytes, end: number): Reading<readonly ExrChannel[]> {
  const channels: ExrChannel[] = [];
  while (bytes.position < end) {
    const name = yield* bytes.text(LONGEST_NAME, 'its list of channels');
    if (name === '') return channels;
    const facts = yield* bytes.take(16, 'its list of channels');
    const channel = {
      name,
      type: facts.getInt32(0, true),
      xSampling: facts.getInt32(8, true),
      ySampling: facts.getInt32(12, true),
    };
    const isSound = channel.type >= 0 && channel.type <= 2 && channel.xSampling >= 1 && channel.ySampling >= 1;
    if (!isSound) throw new ImageFault(`Its channel ${name} is damaged.`);
    if (channels.push(channel) > MOST_CHANNELS) throw new ImageFault('Its list of channels has no end.');
  }
  throw new ImageFault('Its list of channels is damaged.');
}

function partOf({ values, channels }: Attributes, flags: number): ExrPart {
  const type = textOf(values.get('type'));
  const needsType = (flags & (MULTIPART | DEEP)) !== 0;
  if (needsType && !/^(?:scanlineimage|tiledimage|deepscanline|deeptile)$/.test(type ?? '')) {
    throw new ImageFault('Its header does not say of what type its part is.');
  }
  const isTiled = needsType ? type === 'tiledimage' || type === 'deeptile' : (flags & TILED) !== 0;
  if (channels === undefined || channels.length === 0) throw new ImageFault('Its header has no channels.');
  const dataWindow = windowOf(values, 'dataWindow');
  return {
    name: textOf(values.get('name')) ?? '',
    isDeep: needsType && (type ?? '').startsWith('deep'),
    tiles: isTiled ? tilesOf(needed(values, 'tiles', 9)) : undefined,
    channels,
    compression: needed(values, 'compression', 1).getUint8(0),
    dataWindow,
    displayWindow: windowOf(values, 'displayWindow'),
    chunkCount: values.has('chunkCount') ? needed(values, 'chunkCount', 4).getInt32(0, true) : undefined,
    colourSpace: COLOUR_ATTRIBUTES.map((name) => textOf(values.get(name))).find((text) => text !== undefined),
  };
}

function tilesOf(value: DataView): ExrTiles {
  const [width, height, mode] = [value.getUint32(0, true), value.getUint32(4, true), value.getUint8(8)];
  const levels = (['one', 'mipmap', 'ripmap'] as const)[mode & 0xf];
  if (width === 0 || height === 0 || levels === undefined)
    throw new ImageFault('What it says of its tiles is damaged.');
  return { width, height, levels, roundsUp: mode >> 4 === 1 };
}

function windowOf(values: ReadonlyMap<string, DataView>, name: string): ExrWindow {
  const value = needed(values, name, 16);
  const side = (at: number) => value.getInt32(at, true);
  const window: ExrWindow = [side(0), side(4), side(8), side(12)];
  if (window[2] < window[0] || window[3] < window[1]) throw new ImageFault(`Its ${name} holds no pixels.`);
  return window;
}

function needed(values: ReadonlyMap<string, DataView>, name: string, length: number): DataView {
  const value = values.get(name);
  if (value === undefined || value.byteLength < length) throw new ImageFault(`Its header has no ${name}.`);
  return value;
}

function textOf(value: DataView | undefined): string | undefined {
  return value === undefined ? undefined : latin(value, 0, value.byteLength);
}

/** What is kept must not hold the whole piece of the file that it came in. */
function copyOf(view: DataView): DataView {
  return new DataView(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}
