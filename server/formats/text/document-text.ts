import type { TextRange } from './range.ts';
import { chunksOf, splitIntoChunks, type TextChunk } from './text-chunk.ts';

/** A place in a text: line and UTF-16 code unit in the line, both counted from 0. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** Code units of a chunk, about. An edit costs what a chunk costs, and a list as long as there are chunks. */
const CHUNK_SIZE = 32 * 1024;

/**
 * A text that is edited in place often, in chunks: an edit makes one chunk anew and leaves the others alone, so that it
 * costs nearly the same in a large text as in a small one. A text never changes; an edit makes another.
 */
export class DocumentText {
  readonly length: number;
  #parts: Parts | undefined;
  #whole: string | undefined;

  private constructor(length: number, parts: Parts | undefined, whole?: string) {
    this.length = length;
    this.#parts = parts;
    this.#whole = whole;
  }

  /** A text as it was opened. It is split when somebody asks for its lines or edits it. */
  static of(text: string): DocumentText {
    return new DocumentText(text.length, undefined, text);
  }

  get lineCount(): number {
    const { chunks, lines } = this.#split;
    return (lines[chunks.length] ?? 0) + 1;
  }

  /** The parts of the text. Each but the last ends with a line feed; a part that an edit leaves alone stays the same
   * object. */
  get chunks(): readonly TextChunk[] {
    return this.#split.chunks;
  }

  /** The line with which a chunk begins. */
  firstLineOf(chunk: number): number {
    return this.#split.lines[chunk] ?? 0;
  }

  /** The offset at which a chunk begins. */
  startOf(chunk: number): number {
    return this.#split.offsets[chunk] ?? 0;
  }

  /** The chunk in which a line begins. */
  chunkOfLine(line: number): number {
    const { chunks, lines } = this.#split;
    return Math.min(lastAtMost(lines, line, chunks.length), chunks.length - 1);
  }

  /** Splits the text, which the first question about its lines does otherwise. It may pause where it yields. */
  *prepare(): Generator<undefined> {
    if (this.#parts !== undefined) return;
    const chunks: TextChunk[] = [];
    for (const chunk of chunksOf(this.#whole ?? '', CHUNK_SIZE)) {
      chunk.measure();
      chunks.push(chunk);
      yield undefined;
    }
    // An edit may have split it meanwhile.
    if (this.#parts === undefined) this.#keep(partsOf(chunks));
  }

  /** The whole text. It is put together when it is asked for, which takes longer the longer it is. */
  get whole(): string {
    this.#whole ??= this.chunks.map(({ text }) => text).join('');
    return this.#whole;
  }

  /** The text from `start` to before `end`, both of which are brought into the text. */
  slice(start: number, end: number): string {
    if (this.#parts === undefined) return this.whole.slice(Math.max(0, start), Math.max(0, end));
    const { chunks, offsets } = this.#split;
    const last = Math.min(end, this.length);
    let at = Math.max(0, start);
    let result = '';
    for (let index = this.#chunkAt(at); at < last; index += 1) {
      const chunk = chunks[index];
      if (chunk === undefined) break;
      const offset = offsets[index] ?? 0;
      const part = chunk.text.slice(at - offset, last - offset);
      result = result === '' ? part : result + part;
      at = offset + chunk.text.length;
    }
    return result;
  }

  /** The text with `range` replaced by `newText`. A range beyond the text is brought into it. */
  edited(range: TextRange, newText: string): DocumentText {
    const start = Math.min(Math.max(0, range.start), this.length);
    const end = Math.min(Math.max(start, range.end), this.length);
    const { chunks, offsets } = this.#split;
    const first = this.#chunkAt(start);
    let last = this.#chunkAt(end);
    const head = this.#textOf(first).slice(0, start - (offsets[first] ?? 0));
    let tail = this.#textOf(last).slice(end - (offsets[last] ?? 0));
    // A chunk ends with a line feed; where the edit takes it away, the next chunk joins in.
    if (tail === '' && !newText.endsWith('\n') && last + 1 < chunks.length) {
      last += 1;
      tail = this.#textOf(last);
    }
    const changed = splitIntoChunks(`${head}${newText}${tail}`, CHUNK_SIZE * 2);
    const parts = partsOf([...chunks.slice(0, first), ...changed, ...chunks.slice(last + 1)]);
    return new DocumentText(this.length - (end - start) + newText.length, parts);
  }

  /** The offset at which a line begins; the end of the text for lines beyond it. */
  lineStart(line: number): number {
    if (line <= 0) return 0;
    if (line >= this.lineCount) return this.length;
    const index = this.chunkOfLine(line);
    const { chunks, offsets, lines } = this.#split;
    const starts = chunks[index]?.lineStarts;
    return (offsets[index] ?? 0) + (starts?.[line - (lines[index] ?? 0)] ?? 0);
  }

  /** The line in which an offset lies. */
  lineAt(offset: number): number {
    const at = Math.min(Math.max(0, offset), this.length);
    const index = this.#chunkAt(at);
    const { chunks, offsets, lines } = this.#split;
    const starts = chunks[index]?.lineStarts ?? new Uint32Array(1);
    return (lines[index] ?? 0) + lastAtMost(starts, at - (offsets[index] ?? 0), starts.length);
  }

  /** A position as an offset; outside of the text the nearest offset in it, and never behind a line's end. */
  offsetAt({ line, character }: TextPosition): number {
    if (line < 0) return 0;
    if (line >= this.lineCount) return this.length;
    const start = this.lineStart(line);
    if (character <= 0) return start;
    return Math.min(start + character, this.#lineEnd(line));
  }

  /** An offset as a position; one inside of a line's end stands before that end. */
  positionAt(offset: number): TextPosition {
    const at = Math.min(Math.max(0, offset), this.length);
    const line = this.lineAt(at);
    const start = this.lineStart(line);
    return { line, character: Math.min(at, this.#lineEnd(line)) - start };
  }

  /** The offset before the line break of a line. */
  #lineEnd(line: number): number {
    const start = this.lineStart(line);
    const next = line + 1 < this.lineCount ? this.lineStart(line + 1) : this.length;
    const end = this.slice(Math.max(start, next - 2), next);
    if (line + 1 >= this.lineCount) return next;
    return next - (end.endsWith('\r\n') ? 2 : 1);
  }

  #chunkAt(offset: number): number {
    const { chunks, offsets } = this.#split;
    return Math.min(lastAtMost(offsets, offset, chunks.length), chunks.length - 1);
  }

  #textOf(index: number): string {
    return this.chunks[index]?.text ?? '';
  }

  get #split(): Parts {
    return this.#parts ?? this.#keep(partsOf(splitIntoChunks(this.#whole ?? '', CHUNK_SIZE)));
  }

  #keep(parts: Parts): Parts {
    this.#parts = parts;
    // The chunks hold the text from now on.
    if (parts.chunks.length > 1) this.#whole = undefined;
    return parts;
  }
}

/** A text in chunks. */
interface Parts {
  readonly chunks: readonly TextChunk[];
  /** By chunk, and once more for the end: the offset and the line at which it begins. */
  readonly offsets: Uint32Array;
  readonly lines: Uint32Array;
}

function partsOf(chunks: readonly TextChunk[]): Parts {
  const offsets = new Uint32Array(chunks.length + 1);
  const lines = new Uint32Array(chunks.length + 1);
  let offset = 0;
  let line = 0;
  for (const [index, chunk] of chunks.entries()) {
    offset += chunk.text.length;
    line += chunk.lineStarts.length - 1;
    offsets[index + 1] = offset;
    lines[index + 1] = line;
  }
  return { chunks, offsets, lines };
}

/** The index of the last of the first `count` numbers that is not greater than `value`; the numbers ascend. */
export function lastAtMost(numbers: Uint32Array, value: number, count: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
