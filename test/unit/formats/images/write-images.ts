import { crc32, deflateSync } from 'node:zlib';

/** Numbers and texts as bytes, one after the other. */
export class Bytes {
  readonly #parts: Buffer[] = [];
  readonly #isLittle: boolean;
  length = 0;

  constructor(isLittle = true) {
    this.#isLittle = isLittle;
  }

  add(part: Uint8Array | string): this {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part);
    this.#parts.push(bytes);
    this.length += bytes.length;
    return this;
  }

  u8(...values: number[]): this {
    return this.add(Uint8Array.from(values));
  }

  u16(...values: number[]): this {
    for (const value of values) {
      const bytes = Buffer.alloc(2);
      if (this.#isLittle) bytes.writeUInt16LE(value);
      else bytes.writeUInt16BE(value);
      this.add(bytes);
    }
    return this;
  }

  u32(...values: number[]): this {
    for (const value of values) {
      const bytes = Buffer.alloc(4);
      if (this.#isLittle) bytes.writeUInt32LE(value >>> 0);
      else bytes.writeUInt32BE(value >>> 0);
      this.add(bytes);
    }
    return this;
  }

  u64(...values: number[]): this {
    for (const value of values) {
      const halves = [value % 2 ** 32, Math.floor(value / 2 ** 32)];
      this.u32(...(this.#isLittle ? halves : halves.reverse()));
    }
    return this;
  }

  zeros(count: number): this {
    return this.add(Buffer.alloc(count));
  }

  done(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

/** A part of an OpenEXR file to write. */
export interface ExrWish {
  readonly width: number;
  readonly height: number;
  /** Name, type (0 u32, 1 half, 2 float), sampling. */
  readonly channels?: readonly (readonly [name: string, type: number, sampling?: number])[];
  readonly compression?: number;
  readonly lines?: number;
  /** Size of a tile, and the mode of its levels: 0 one, 1 mipmap, 2 ripmap; plus 16 where levels round up. */
  readonly tiles?: readonly [width: number, height: number, mode: number];
  readonly isDeep?: boolean;
  readonly name?: string;
  /** The chunks stand in the file from the last to the first. */
  readonly isReversed?: boolean;
  readonly top?: number;
  /** Bytes of an attribute that nobody reads. */
  readonly comments?: number;
}

interface Chunk {
  readonly coordinates: readonly number[];
  readonly bytes: number;
}

/** An OpenEXR file with pixels of zeros. Where it is compressed, a chunk has one byte. */
export function exrFile(...parts: readonly ExrWish[]): Buffer {
  const isMultipart = parts.length > 1;
  const isDeep = parts.some((part) => part.isDeep);
  const isTiled = !isMultipart && !isDeep && parts[0]?.tiles !== undefined;
  const file = new Bytes().u32(20000630, 2 + (isMultipart ? 0x1000 : 0) + (isDeep ? 0x800 : 0) + (isTiled ? 0x200 : 0));
  for (const part of parts) exrHeader(file, part, isMultipart || isDeep);
  if (isMultipart) file.u8(0);
  const chunks = parts.map(exrChunks);
  const counts = chunks.flat().length;
  const offsets: number[][] = chunks.map((list) => list.map(() => 0));
  const pixels = new Bytes();
  const start = file.length + counts * 8;
  for (const [number, part] of parts.entries()) {
    const order = [...(chunks[number] ?? []).entries()];
    for (const [index, chunk] of part.isReversed ? order.reverse() : order) {
      (offsets[number] ?? [])[index] = start + pixels.length;
      if (isMultipart) pixels.u32(number);
      pixels.u32(...chunk.coordinates);
      if (part.isDeep) pixels.u64(8, 5, 7).zeros(13);
      else {
        const bytes = (part.compression ?? 0) === 0 ? chunk.bytes : 1;
        pixels.u32(bytes).zeros(bytes);
      }
    }
  }
  return file
    .u64(...offsets.flat())
    .add(pixels.done())
    .done();
}

function exrHeader(file: Bytes, part: ExrWish, needsType: boolean): void {
  const { width, height, top = 0, tiles } = part;
  const attribute = (name: string, type: string, value: Bytes) =>
    file.add(`${name}\0${type}\0`).u32(value.length).add(value.done());
  const list = new Bytes();
  for (const [name, type, sampling = 1] of channelsOf(part)) {
    list.add(`${name}\0`).u32(type).u8(0, 0, 0, 0).u32(sampling, sampling);
  }
  attribute('channels', 'chlist', list.u8(0));
  attribute('compression', 'compression', new Bytes().u8(part.compression ?? 0));
  attribute('comments', 'string', new Bytes().add('x'.repeat(part.comments ?? 1)));
  const window = () => new Bytes().u32(0, top, width - 1, top + height - 1);
  attribute('dataWindow', 'box2i', window());
  attribute('displayWindow', 'box2i', window());
  attribute('lineOrder', 'lineOrder', new Bytes().u8(0));
  if (tiles !== undefined) attribute('tiles', 'tiledesc', new Bytes().u32(tiles[0], tiles[1]).u8(tiles[2]));
  if (needsType) {
    const flat = tiles === undefined ? 'scanlineimage' : 'tiledimage';
    const deep = tiles === undefined ? 'deepscanline' : 'deeptile';
    attribute('type', 'string', new Bytes().add(part.isDeep ? deep : flat));
    attribute('name', 'string', new Bytes().add(part.name ?? ''));
    attribute('chunkCount', 'int', new Bytes().u32(exrChunks(part).length));
  }
  file.u8(0);
}

const channelsOf = ({ channels = [['R', 1]] }: ExrWish) => channels;

function exrChunks(part: ExrWish): readonly Chunk[] {
  const { width, height, tiles, lines = 1, top = 0 } = part;
  const bytesIn = (columns: number, first: number, rows: number) =>
    channelsOf(part).reduce((sum, [, type, sampling = 1]) => {
      let values = 0;
      for (let y = first; y < first + rows; y += 1) if (y % sampling === 0) values += Math.ceil(columns / sampling);
      return sum + values * (type === 1 ? 2 : 4);
    }, 0);
  if (tiles === undefined) {
    return Array.from({ length: Math.ceil(height / lines) }, (_, at) => {
      const rows = Math.min(lines, height - at * lines);
      return { coordinates: [top + at * lines], bytes: bytesIn(width, top + at * lines, rows) };
    });
  }
  const [tileWidth, tileHeight, mode] = tiles;
  const half = (size: number) => Math.max(1, mode >= 16 ? Math.ceil(size / 2) : Math.floor(size / 2));
  const sizes = (size: number): number[] => (size === 1 ? [1] : [size, ...sizes(half(size))]);
  const [across, down] = [sizes(width), sizes(height)];
  const kind = mode % 16;
  const most = Math.max(across.length, down.length);
  const levels: [number, number][] =
    kind === 0
      ? [[0, 0]]
      : kind === 1
        ? Array.from({ length: most }, (_, at) => [at, at])
        : down.flatMap((_, y) => across.map((__, x): [number, number] => [x, y]));
  return levels.flatMap(([x, y]) => {
    const [levelWidth, levelHeight] = [across[x] ?? 1, down[y] ?? 1];
    const list: Chunk[] = [];
    for (let row = 0; row * tileHeight < levelHeight; row += 1) {
      for (let column = 0; column * tileWidth < levelWidth; column += 1) {
        const columns = Math.min(tileWidth, levelWidth - column * tileWidth);
        const rows = Math.min(tileHeight, levelHeight - row * tileHeight);
        list.push({ coordinates: [column, row, x, y], bytes: bytesIn(columns, 0, rows) });
      }
    }
    return list;
  });
}

/** A PNG file of grey pixels, its data in two chunks. */
export function pngFile(width = 5, height = 4): Buffer {
  const data = deflateSync(Buffer.alloc((width + 1) * height));
  const file = new Bytes(false).add('\x89PNG\r\n\x1a\n');
  const chunk = (type: string, content: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
    file.u32(content.length).add(body).u32(crc32(body));
  };
  chunk('IHDR', new Bytes(false).u32(width, height).u8(8, 0, 0, 0, 0).done());
  chunk('gAMA', new Bytes(false).u32(45455).done());
  chunk('IDAT', data.subarray(0, 5));
  chunk('IDAT', data.subarray(5));
  chunk('IEND', new Uint8Array(0));
  return file.done();
}

/** A DPX file of ten-bit RGB, filled into words. */
export function dpxFile(isLittle: boolean, width = 5, height = 3): Buffer {
  const bytes = 2048 + width * height * 4;
  const file = new Bytes(isLittle)
    .add(isLittle ? 'XPDS' : 'SDPX')
    .u32(2048)
    .add('V1.0\0\0\0\0')
    .u32(bytes)
    .zeros(768 - 20)
    .u16(0, 1)
    .u32(width, height)
    .u32(0, 0, 0, 0, 0)
    .u8(50, 3, 2, 10)
    .u16(1, 0)
    .u32(2048, 0, 0);
  return file.zeros(bytes - file.length).done();
}

/** A TIFF file of RGB in strips or tiles, its directory before its pixels or after them. */
export function tiffFile(
  { isLittle = true, isBig = false, isTiled = false, isLast = false } = {},
  [width, height] = [20, 18],
): Buffer {
  const [pieces, pieceBytes] = isTiled ? [Math.ceil(width / 16) * Math.ceil(height / 16), 768] : [height, width * 3];
  const fieldCount = isTiled ? 10 : 9;
  const pixelBytes = pieces * pieceBytes;
  const head = isBig ? 16 : 8;
  const directory = isLast ? head + pixelBytes : head;
  const valuesAt = directory + (isBig ? 8 + fieldCount * 20 + 8 : 2 + fieldCount * 12 + 4);
  const pixelsAt = isLast ? head : valuesAt + pieces * 8 + 8;
  const file = new Bytes(isLittle).add(isLittle ? 'II' : 'MM').u16(isBig ? 43 : 42);
  if (isBig) file.u16(8, 0).u64(directory);
  else file.u32(directory);
  if (isLast) file.zeros(pixelBytes);
  if (isBig) file.u64(fieldCount);
  else file.u16(fieldCount);
  const field = (tag: number, type: number, count: number, value: number) => {
    file.u16(tag, type);
    if (isBig) file.u64(count);
    else file.u32(count);
    const room = isBig ? 8 : 4;
    if (type === 3 && count === 1) file.u16(value).zeros(room - 2);
    else if (isBig && (count > 2 || type !== 4)) file.u64(value);
    else file.u32(value).zeros(room - 4);
  };
  field(256, 4, 1, width);
  field(257, 4, 1, height);
  field(258, 3, 1, 8);
  field(259, 3, 1, 1);
  field(262, 3, 1, 2);
  if (!isTiled) field(273, 4, pieces, valuesAt);
  field(277, 3, 1, 3);
  if (!isTiled) field(278, 3, 1, 1);
  if (!isTiled) field(279, 4, pieces, valuesAt + pieces * 4);
  if (isTiled) field(322, 3, 1, 16);
  if (isTiled) field(323, 3, 1, 16);
  if (isTiled) field(324, 4, pieces, valuesAt);
  if (isTiled) field(325, 4, pieces, valuesAt + pieces * 4);
  if (isBig) file.u64(0);
  else file.u32(0);
  file.u32(...Array.from({ length: pieces }, (_, at) => pixelsAt + at * pieceBytes));
  file.u32(...Array.from({ length: pieces }, () => pieceBytes));
  if (!isLast) file.zeros(8).zeros(pixelBytes);
  return file.done();
}

/** A JPEG file's markers: a thumbnail in EXIF, one scan or two, restart markers. No decoder would make pixels of it. */
export function jpegFile({ isProgressive = false } = {}): Buffer {
  const file = new Bytes(false).u16(0xffd8);
  const segment = (marker: number, content: Uint8Array) => file.u16(marker, content.length + 2).add(content);
  const thumbnail = new Bytes(false).u16(0xffd8, 0xffd9).done();
  segment(0xffe1, new Bytes().add('Exif\0\0').add(thumbnail).done());
  segment(0xffdb, Buffer.alloc(65));
  const frame = new Bytes(false).u8(8).u16(16, 24).u8(1, 1, 0x11, 0);
  segment(isProgressive ? 0xffc2 : 0xffc0, frame.done());
  segment(0xffc4, Buffer.alloc(20));
  for (let scan = 0; scan < (isProgressive ? 2 : 1); scan += 1) {
    segment(0xffda, Buffer.from([1, 1, 0, 0, 63, 0]));
    file.u8(1, 2, 0xff, 0, 3).u16(0xffd0).u8(4, 5).u16(0xffd1).u8(6);
  }
  return file.u16(0xffd9).done();
}

/** A TGA file of RGB with a footer, or without one. */
export function tgaFile({ isPacked = false, hasFooter = true } = {}, [width, height] = [6, 4]): Buffer {
  const file = new Bytes()
    .u8(3, 0, isPacked ? 10 : 2, 0, 0, 0, 0, 0)
    .u16(0, 0, width, height)
    .u8(24, 0)
    .add('abc');
  if (isPacked) {
    for (let line = 0; line < height; line += 1) {
      file
        .u8(0x80 + width - 4, 1, 2, 3)
        .u8(2)
        .zeros(9);
    }
  } else file.zeros(width * height * 3);
  if (hasFooter) file.u32(0, 0).add('TRUEVISION-XFILE.\0');
  return file.done();
}
