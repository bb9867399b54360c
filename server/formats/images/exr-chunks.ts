import type { ExrChannel, ExrPart, ExrTiles } from './exr-header.ts';
import { ImageFault } from './image-reading.ts';

/** How OpenEXR compresses, by number: the name, and the scan lines in a chunk. */
const COMPRESSIONS: readonly (readonly [name: string, lines: number])[] = [
  ['none', 1],
  ['rle', 1],
  ['zips', 1],
  ['zip', 16],
  ['piz', 32],
  ['pxr24', 16],
  ['b44', 32],
  ['b44a', 32],
  ['dwaa', 32],
  ['dwab', 256],
  ['htj2k256', 256],
  ['htj2k32', 32],
];

/** The name of a compression; a fault for one that is not known. */
export function exrCompression(number: number): string {
  const [name] = COMPRESSIONS[number] ?? [];
  if (name === undefined) throw new ImageFault(`It is compressed by the unknown method ${number}.`);
  return name;
}

/** A chunk as the header promises it. */
export interface ExpectedChunk {
  /** What its own header begins with: the scan line, or tile and level across and down. */
  readonly coordinates: readonly number[];
  /** For people: `scan line 512`. */
  readonly name: string;
  /** Bytes of its pixels before compression; undefined where that cannot be said. */
  readonly bytes: number | undefined;
}

/** The chunks of a part, in the order of its table of offsets. */
export interface PartChunks {
  readonly count: number;
  at(index: number): ExpectedChunk;
}

/** The chunks that a part has. A fault where its header contradicts itself. */
export function chunksOfPart(part: ExrPart): PartChunks {
  const chunks = part.tiles === undefined ? scanLines(part) : tiles(part, part.tiles);
  const { chunkCount } = part;
  if (chunkCount !== undefined && chunkCount !== chunks.count) {
    throw new ImageFault(`Its header speaks of ${chunkCount} chunks of pixels where there must be ${chunks.count}.`);
  }
  return chunks;
}

function scanLines({ dataWindow, channels, compression, isDeep }: ExrPart): PartChunks {
  const [left, top, right, bottom] = dataWindow;
  const lines = COMPRESSIONS[compression]?.[1] ?? 1;
  return {
    count: Math.ceil((bottom - top + 1) / lines),
    at: (index) => {
      const first = top + index * lines;
      const last = Math.min(bottom, first + lines - 1);
      const bytes = isDeep ? undefined : bytesOf(channels, [left, right], [first, last]);
      return { coordinates: [first], name: `scan line ${first}`, bytes };
    },
  };
}

interface Level {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly across: number;
  /** The index of its first tile. */
  readonly first: number;
}

function tiles({ dataWindow, channels, isDeep }: ExrPart, shape: ExrTiles): PartChunks {
  const [left, top, right, bottom] = dataWindow;
  const [width, height] = [right - left + 1, bottom - top + 1];
  const levels: Level[] = [];
  let count = 0;
  for (const [x, y] of levelNumbers(width, height, shape)) {
    const [levelWidth, levelHeight] = [levelSize(width, x, shape), levelSize(height, y, shape)];
    const across = Math.ceil(levelWidth / shape.width);
    levels.push({ x, y, width: levelWidth, height: levelHeight, across, first: count });
    count += across * Math.ceil(levelHeight / shape.height);
  }
  const pixelBytes = channels.reduce((sum, channel) => sum + valueBytes(channel), 0);
  return {
    count,
    at: (index) => {
      const level = levels.findLast(({ first }) => first <= index) as Level;
      const [column, row] = [(index - level.first) % level.across, Math.floor((index - level.first) / level.across)];
      const tileWidth = Math.min(shape.width, level.width - column * shape.width);
      const tileHeight = Math.min(shape.height, level.height - row * shape.height);
      const ofLevel = levels.length > 1 ? ` of level ${level.x},${level.y}` : '';
      return {
        coordinates: [column, row, level.x, level.y],
        name: `tile ${column},${row}${ofLevel}`,
        bytes: isDeep ? undefined : tileWidth * tileHeight * pixelBytes,
      };
    },
  };
}

/** The levels in the order of the table of offsets: mipmaps halve both sides together, ripmaps each on its own. */
function levelNumbers(width: number, height: number, shape: ExrTiles): readonly (readonly [number, number])[] {
  const levels = (size: number) => {
    const exact = Math.log2(size);
    return (shape.roundsUp ? Math.ceil(exact) : Math.floor(exact)) + 1;
  };
  if (shape.levels === 'one') return [[0, 0]];
  if (shape.levels === 'mipmap') return Array.from({ length: levels(Math.max(width, height)) }, (_, at) => [at, at]);
  return Array.from({ length: levels(height) }, (_, y) =>
    Array.from({ length: levels(width) }, (_, x) => [x, y] as const),
  ).flat();
}

function levelSize(size: number, level: number, { roundsUp }: ExrTiles): number {
  const exact = size / 2 ** level;
  return Math.max(1, roundsUp ? Math.ceil(exact) : Math.floor(exact));
}

/** Bytes of the pixels of some scan lines: a channel has values only where its sampling divides the coordinate. */
function bytesOf(channels: readonly ExrChannel[], x: readonly [number, number], y: readonly [number, number]): number {
  let bytes = 0;
  for (const channel of channels) {
    bytes += samples(channel.xSampling, x) * samples(channel.ySampling, y) * valueBytes(channel);
  }
  return bytes;
}

function samples(every: number, [first, last]: readonly [number, number]): number {
  return Math.floor(last / every) - Math.ceil(first / every) + 1;
}

function valueBytes({ type }: ExrChannel): number {
  return type === 1 ? 2 : 4;
}
