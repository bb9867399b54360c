/** What the first bytes of an OpenEXR file say about its pixels. */
export interface ExrLayout {
  /** Offset of the first table of offsets; the tables of all parts follow each other. */
  readonly tables: number;
  /** Chunks of pixels in all parts: each has one offset of eight bytes in the tables. */
  readonly chunks: number;
  /** Bytes before the pixels of a chunk, the last four of them their number. Undefined where chunks have another form. */
  readonly chunkHeader: number | undefined;
}

/** `more`: the header goes on beyond these bytes. */
export type ExrHeader = ExrLayout | 'more' | { readonly fault: string };

interface Part {
  readonly attributes: ReadonlyMap<string, Buffer>;
}

const MULTIPART = 0x1000;
const DEEP = 0x800;
const TILED = 0x200;

/** Scan lines in one chunk, by compression: none, RLE, ZIPS, ZIP, PIZ, PXR24, B44, B44A, DWAA, DWAB. */
const LINES = [1, 1, 1, 16, 32, 16, 32, 32, 32, 256];

/** Reads the header of an OpenEXR file (openexr.com, "OpenEXR File Layout"). Never throws. */
export function readExrHeader(bytes: Buffer): ExrHeader {
  if (bytes.length < 8) return 'more';
  if (bytes.readUInt32LE(0) !== 20000630) return { fault: 'It does not begin as an OpenEXR file does.' };
  const flags = bytes.readUInt32LE(4);
  if ((flags & 0xff) !== 2) return { fault: `It is an OpenEXR file of the unknown version ${flags & 0xff}.` };
  const isMultipart = (flags & MULTIPART) !== 0;
  const parts: Part[] = [];
  let at = 8;
  for (;;) {
    if (at >= bytes.length) return 'more';
    if (isMultipart && parts.length > 0 && bytes[at] === 0) {
      at += 1;
      break;
    }
    const part = readPart(bytes, at);
    if (part === undefined) return 'more';
    parts.push({ attributes: part.attributes });
    at = part.end;
    if (!isMultipart) break;
  }
  let chunks = 0;
  for (const part of parts) {
    const count = chunkCount(part, (flags & TILED) !== 0);
    if (count === undefined) return { fault: 'Its header does not say how many pixels there are.' };
    chunks += count;
  }
  const isPlain = !isMultipart && (flags & DEEP) === 0;
  return { tables: at, chunks, chunkHeader: isPlain ? ((flags & TILED) === 0 ? 8 : 20) : undefined };
}

/** The attributes of one part, each a name, a type, a size and a value; an empty name ends them. */
function readPart(bytes: Buffer, start: number): { attributes: ReadonlyMap<string, Buffer>; end: number } | undefined {
  const attributes = new Map<string, Buffer>();
  let at = start;
  while (bytes[at] !== 0) {
    const nameEnd = bytes.indexOf(0, at);
    const typeEnd = nameEnd === -1 ? -1 : bytes.indexOf(0, nameEnd + 1);
    if (typeEnd === -1 || typeEnd + 5 > bytes.length) return undefined;
    const size = bytes.readUInt32LE(typeEnd + 1);
    const value = typeEnd + 5;
    if (value + size >= bytes.length) return undefined;
    attributes.set(bytes.toString('latin1', at, nameEnd), bytes.subarray(value, value + size));
    at = value + size;
  }
  return at < bytes.length ? { attributes, end: at + 1 } : undefined;
}

function chunkCount({ attributes }: Part, isTiledFile: boolean): number | undefined {
  const count = attributes.get('chunkCount');
  if (count !== undefined && count.length >= 4) return count.readInt32LE(0);
  const window = attributes.get('dataWindow');
  if (window === undefined || window.length < 16) return undefined;
  const width = window.readInt32LE(8) - window.readInt32LE(0) + 1;
  const height = window.readInt32LE(12) - window.readInt32LE(4) + 1;
  if (width < 1 || height < 1) return undefined;
  const tiles = attributes.get('tiles');
  if (isTiledFile && tiles !== undefined && tiles.length >= 9) return tileCount(tiles, width, height);
  const lines = LINES[attributes.get('compression')?.[0] ?? -1];
  return lines === undefined ? undefined : Math.ceil(height / lines);
}

/** Tiles of all levels: one level, mipmaps (both sides halve together) or ripmaps (each side on its own). */
function tileCount(tiles: Buffer, width: number, height: number): number | undefined {
  const [tileWidth, tileHeight, mode] = [tiles.readUInt32LE(0), tiles.readUInt32LE(4), tiles[8] ?? 0];
  if (tileWidth === 0 || tileHeight === 0) return undefined;
  const roundsUp = mode >> 4 === 1;
  const across = (level: number) => Math.ceil(levelSize(width, level, roundsUp) / tileWidth);
  const down = (level: number) => Math.ceil(levelSize(height, level, roundsUp) / tileHeight);
  const levels = (size: number) => Math.floor(log2(size, roundsUp)) + 1;
  const kind = mode & 0xf;
  let count = 0;
  if (kind === 0) return across(0) * down(0);
  if (kind === 1) {
    for (let level = 0; level < levels(Math.max(width, height)); level += 1) count += across(level) * down(level);
    return count;
  }
  for (let y = 0; y < levels(height); y += 1) {
    for (let x = 0; x < levels(width); x += 1) count += across(x) * down(y);
  }
  return count;
}

function levelSize(size: number, level: number, roundsUp: boolean): number {
  const exact = size / 2 ** level;
  return Math.max(1, roundsUp ? Math.ceil(exact) : Math.floor(exact));
}

function log2(size: number, roundsUp: boolean): number {
  return roundsUp ? Math.ceil(Math.log2(size)) : Math.floor(Math.log2(size));
}
