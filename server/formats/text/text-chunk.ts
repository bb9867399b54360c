const LINE_FEED = 10;

/** A part of a text: whole lines, unless it is the last part. It never changes. */
export class TextChunk {
  readonly text: string;
  #lineStarts: Uint32Array | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** Finds the lines now, which `lineStarts` does otherwise. */
  measure(): void {
    this.#lineStarts ??= findLineStarts(this.text);
  }

  /** The offset in the chunk at which each of its lines begins. What follows the last line break is a line too. */
  get lineStarts(): Uint32Array {
    this.#lineStarts ??= findLineStarts(this.text);
    return this.#lineStarts;
  }
}

/** Lines end with a line feed, a carriage return, or both together, as the language server protocol has it. */
function findLineStarts(text: string): Uint32Array {
  const starts: number[] = [0];
  let carriageReturn = text.indexOf('\r');
  let lineFeed = text.indexOf('\n');
  while (carriageReturn !== -1 || lineFeed !== -1) {
    let next: number;
    if (lineFeed !== -1 && (carriageReturn === -1 || lineFeed < carriageReturn)) {
      next = lineFeed + 1;
    } else {
      next = text.charCodeAt(carriageReturn + 1) === LINE_FEED ? carriageReturn + 2 : carriageReturn + 1;
    }
    starts.push(next);
    if (carriageReturn !== -1 && carriageReturn < next) carriageReturn = text.indexOf('\r', next);
    if (lineFeed !== -1 && lineFeed < next) lineFeed = text.indexOf('\n', next);
  }
  return Uint32Array.from(starts);
}

/** Splits a text into chunks of about `size` code units, each of which ends with a line feed, but for the last. */
export function splitIntoChunks(text: string, size: number): TextChunk[] {
  return [...chunksOf(text, size)];
}

/** The same chunks one by one. */
export function* chunksOf(text: string, size: number): Generator<TextChunk> {
  let start = 0;
  while (text.length - start > size) {
    const lineFeed = text.indexOf('\n', start + size);
    if (lineFeed === -1) break;
    yield new TextChunk(detached(text.slice(start, lineFeed + 1)));
    start = lineFeed + 1;
  }
  yield new TextChunk(start === 0 ? text : detached(text.slice(start)));
}

/**
 * The same text, held by itself. An engine may keep a slice as a view of the text it was cut from, and then the whole of
 * that text stays in memory for as long as the slice does.
 */
export function detached(slice: string): string {
  return slice.length < 2 ? slice : [slice.slice(0, 1), slice.slice(1)].join('');
}
