import { type FileHandle, open } from 'node:fs/promises';

/** A movie's index is never longer; bytes. */
const MOST_INDEX = 64 * 1024 * 1024;

/** So many boxes stand beside each other at most; more are no movie. */
const MOST_BOXES = 10_000;

/**
 * Frames per second of the first picture track of a QuickTime or MP4 movie, by its index (ISO/IEC 14496-12: `mdhd` has the
 * time scale, `stts` how long frames last); undefined for any other file, and where frames last differently. Errors:
 * those of the system.
 */
export async function movieRate(file: string): Promise<number | undefined> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const index = await findIndex(handle, size);
    return index && rateOf(index);
  } finally {
    await handle.close();
  }
}

/** The content of the `moov` box, wherever it stands. */
async function findIndex(handle: FileHandle, size: number): Promise<Buffer | undefined> {
  let at = 0;
  for (let boxes = 0; at + 8 <= size && boxes < MOST_BOXES; boxes += 1) {
    const head = await read(handle, at, 16);
    const box = boxAt(head, 0, size - at);
    if (box === undefined) return undefined;
    if (box.type === 'moov') {
      const length = box.end - box.start;
      return length > MOST_INDEX ? undefined : await read(handle, at + box.start, length);
    }
    at += box.end;
  }
  return undefined;
}

interface Box {
  readonly type: string;
  /** Of the content. */
  readonly start: number;
  readonly end: number;
}

/** The box at an offset; a size of 0 is up to the end, one of 1 is followed by the real one. */
function boxAt(bytes: Buffer, at: number, most: number): Box | undefined {
  if (at + 8 > bytes.length) return undefined;
  const type = bytes.toString('latin1', at + 4, at + 8);
  let size = bytes.readUInt32BE(at);
  let header = 8;
  if (size === 1 && at + 16 <= bytes.length) {
    size = Number(bytes.readBigUInt64BE(at + 8));
    header = 16;
  } else if (size === 0) size = most;
  return size < header || size > most ? undefined : { type, start: at + header, end: at + size };
}

/** The boxes of a type in the content of another one. */
function* boxesIn(bytes: Buffer, { start, end }: Pick<Box, 'start' | 'end'>, type: string): Generator<Box> {
  for (let at = start; at + 8 <= end; ) {
    const box = boxAt(bytes, at, end - at);
    if (box === undefined) return;
    if (box.type === type) yield box;
    at = box.end;
  }
}

/** The first box at a path of types. */
function boxNamed(bytes: Buffer, around: Pick<Box, 'start' | 'end'>, ...types: readonly string[]): Box | undefined {
  let at: Pick<Box, 'start' | 'end'> | undefined = around;
  let found: Box | undefined;
  for (const type of types) {
    [found] = at === undefined ? [] : boxesIn(bytes, at, type);
    at = found;
  }
  return found;
}

function rateOf(index: Buffer): number | undefined {
  for (const track of boxesIn(index, { start: 0, end: index.length }, 'trak')) {
    const handler = boxNamed(index, track, 'mdia', 'hdlr');
    if (handler === undefined || index.toString('latin1', handler.start + 8, handler.start + 12) !== 'vide') continue;
    const media = boxNamed(index, track, 'mdia', 'mdhd');
    const times = boxNamed(index, track, 'mdia', 'minf', 'stbl', 'stts');
    const scale = media && scaleOf(index, media);
    const duration = times && durationOf(index, times);
    return scale === undefined || duration === undefined || duration === 0 ? undefined : scale / duration;
  }
  return undefined;
}

/** Units of time in a second; the times before it are longer in version 1. */
function scaleOf(index: Buffer, { start, end }: Box): number | undefined {
  const at = start + (index[start] === 1 ? 20 : 12);
  return at + 4 <= end ? index.readUInt32BE(at) : undefined;
}

/** How long every frame lasts; the last one alone may last otherwise. */
function durationOf(index: Buffer, { start, end }: Box): number | undefined {
  if (start + 16 > end) return undefined;
  const entries = index.readUInt32BE(start + 4);
  if (entries === 1) return index.readUInt32BE(start + 12);
  const isOnlyLast = entries === 2 && start + 24 <= end && index.readUInt32BE(start + 16) === 1;
  return isOnlyLast ? index.readUInt32BE(start + 12) : undefined;
}

async function read(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}
