import { chunksOfPart, exrCompression, type PartChunks } from './exr-chunks.ts';
import { type ExrHeader, type ExrPart, readExrHeader } from './exr-header.ts';
import { type ImageFacts, joinedTypes } from './image-facts.ts';
import { bytesAt, ImageFault, MOST_WANTED, type Reading } from './image-reading.ts';

/** More chunks than this no picture has; a header that speaks of more is damaged. */
const MOST_CHUNKS = 4_000_000;

/** One part with its chunks, and where its chunks begin among those of all parts. */
interface PlacedPart {
  readonly part: ExrPart;
  readonly chunks: PartChunks;
  readonly first: number;
}

interface ExrLayout {
  readonly header: ExrHeader;
  readonly parts: readonly PlacedPart[];
  readonly offsets: Float64Array;
}

/**
 * Reads an OpenEXR file of any kind: one part or several, scan lines or tiles, flat or deep. Every entry of its tables
 * of offsets must lead to the chunk that stands there, and every chunk must end within the file and before the next one.
 */
export function* readExr(size: number): Reading<ImageFacts> {
  const { header, parts, offsets } = yield* readLayout(size);
  yield* checkChunks(inOrder(offsets), offsets, parts, header.isMultipart, size);
  return factsOf(header.parts);
}

/**
 * Reads the header of an OpenEXR file, its tables of offsets, and of its chunks only the one that stands last: enough to
 * tell a file that breaks off, or whose render was not finished, in few reads.
 */
export function* readExrEnds(size: number): Reading<ImageFacts> {
  const { header, parts, offsets } = yield* readLayout(size);
  const last = [...inOrder(offsets)].slice(-1);
  yield* checkChunks(last, offsets, parts, header.isMultipart, size);
  return factsOf(header.parts);
}

function* readLayout(size: number): Reading<ExrLayout> {
  const header = yield* readExrHeader();
  const parts: PlacedPart[] = [];
  let total = 0;
  for (const part of header.parts) {
    exrCompression(part.compression);
    const chunks = chunksOfPart(part);
    parts.push({ part, chunks, first: total });
    total += chunks.count;
  }
  const pixels = header.end + total * 8;
  if (pixels > size) throw new ImageFault('It breaks off within its table of offsets.');
  if (total > MOST_CHUNKS)
    throw new ImageFault(`Its header speaks of ${total} chunks of pixels; no picture has so many.`);
  return { header, parts, offsets: yield* readTables(header.end, parts, total, size) };
}

/** All offsets, each of them within the file. */
function* readTables(start: number, parts: readonly PlacedPart[], total: number, size: number): Reading<Float64Array> {
  const offsets = new Float64Array(total);
  const pixels = start + total * 8;
  let [missing, firstMissing] = [0, 0];
  for (let index = 0; index < total; ) {
    const count = Math.min(total - index, MOST_WANTED / 8);
    const table = yield* bytesAt(start + index * 8, count * 8, 'its table of offsets');
    for (let at = 0; at < count; at += 1, index += 1) {
      const offset = table.getUint32(at * 8, true) + table.getUint32(at * 8 + 4, true) * 2 ** 32;
      offsets[index] = offset;
      if (offset === 0) {
        if (missing === 0) firstMissing = index;
        missing += 1;
      } else if (offset < pixels || offset >= size) {
        const where = offset < pixels ? 'which is before its pixels' : `beyond its end at ${size}`;
        throw new ImageFault(
          `It breaks off within its pixels: its table of offsets has ${nameOf(parts, index)} at byte ${offset}, ${where}.`,
        );
      }
    }
  }
  if (missing === 0) return offsets;
  const others = missing === 1 ? '' : ` and ${missing - 1} more of ${total} chunks are missing`;
  const told = `${nameOf(parts, firstMissing)}${others === '' ? ' is missing' : others}`;
  throw new ImageFault(`It is not complete: ${told} from its table of offsets.`);
}

/** Looks at chunks, in the order in which they stand in the file. */
function* checkChunks(
  indices: Iterable<number>,
  offsets: Float64Array,
  parts: readonly PlacedPart[],
  isMultipart: boolean,
  size: number,
): Reading<void> {
  let end = 0;
  for (const index of indices) {
    const number = partNumber(parts, index);
    const { part, chunks, first } = parts[number] as PlacedPart;
    const chunk = chunks.at(index - first);
    const offset = offsets[index] ?? 0;
    const within = `its pixels, at ${chunk.name}`;
    if (offset < end)
      throw new ImageFault(`It is damaged: ${chunk.name} begins at byte ${offset}, within another chunk.`);
    const lead = isMultipart ? 4 : 0;
    const coordinates = lead + chunk.coordinates.length * 4;
    const length = coordinates + (part.isDeep ? 24 : 4);
    const view = yield* bytesAt(offset, length, within);
    const isRight =
      (!isMultipart || view.getUint32(0, true) === number) &&
      chunk.coordinates.every((coordinate, at) => view.getInt32(lead + at * 4, true) === coordinate);
    if (!isRight)
      throw new ImageFault(`It is damaged: at byte ${offset}, where ${chunk.name} belongs, stands something else.`);
    const packed = part.isDeep ? deepBytes(view, coordinates) : view.getUint32(coordinates, true);
    if (!part.isDeep) checkSize(packed, chunk.bytes ?? 0, part.compression === 0, chunk.name);
    end = offset + length + packed;
    if (end > size) {
      throw new ImageFault(`It breaks off within its pixels: ${chunk.name} ends at byte ${end}, the file at ${size}.`);
    }
  }
}

/** What a chunk of deep pixels holds: the table of their numbers, and they themselves. */
function deepBytes(view: DataView, at: number): number {
  return uint64(view, at) + uint64(view, at + 8);
}

/** Pixels that do not get smaller are written as they are, so that no chunk has more bytes than its pixels. */
function checkSize(packed: number, whole: number, isPlain: boolean, name: string): void {
  if (packed <= whole && (!isPlain || packed === whole) && (packed > 0 || whole === 0)) return;
  throw new ImageFault(`It is damaged: ${name} says that it has ${packed} bytes; its pixels have ${whole}.`);
}

/** The indices of the chunks in the order in which they stand in the file. */
function inOrder(offsets: Float64Array): Iterable<number> {
  if (offsets.every((offset, index) => index === 0 || offset >= (offsets[index - 1] ?? 0))) return offsets.keys();
  return Uint32Array.from(offsets.keys()).sort((a, b) => (offsets[a] ?? 0) - (offsets[b] ?? 0));
}

function partNumber(parts: readonly PlacedPart[], index: number): number {
  if (parts.length === 1) return 0;
  let [low, high] = [0, parts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((parts[middle]?.first ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}

function nameOf(parts: readonly PlacedPart[], index: number): string {
  const { part, chunks, first } = parts[partNumber(parts, index)] as PlacedPart;
  const { name } = chunks.at(index - first);
  return parts.length > 1 && part.name !== '' ? `${name} of the part ${part.name}` : name;
}

function uint64(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}

const TYPES = ['u32', 'half', 'float'];

function factsOf(parts: readonly ExrPart[]): ImageFacts {
  const [first] = parts as readonly [ExrPart];
  const [left, top, right, bottom] = first.displayWindow;
  const isWhole = first.dataWindow.every((side, at) => side === first.displayWindow[at]);
  const channels = parts.flatMap((part, at) =>
    part.channels.map(({ name, type }) => ({
      name: at === 0 ? name : `${part.name}.${name}`,
      type: TYPES[type] ?? '',
    })),
  );
  return {
    format: 'OpenEXR',
    width: right - left + 1,
    height: bottom - top + 1,
    channels: channels.map(({ name }) => name),
    type: joinedTypes(channels.map(({ type }) => type)),
    compression: joinedTypes(parts.map(({ compression }) => exrCompression(compression))),
    ...(first.colourSpace !== undefined && { colourSpace: first.colourSpace }),
    ...(!isWhole && { dataWindow: first.dataWindow }),
  };
}
