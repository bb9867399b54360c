import type { TextRange } from './range.ts';
import { splitIntoChunks, type TextChunk } from './text-chunk.ts';

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
  readonly #chunks: readonly TextChunk[];
  /** By chunk, and once more for the end: the offset and the line at which it begins. */
  readonly #offsets: Uint32Array;
  readonly #lines: Uint32Array;
  #whole: string | undefined;

  private constructor(chunks: readonly TextChunk[], whole?: string) {
    this.#chunks = chunks;
    this.#whole = whole;
    this.#offsets = new Uint32Array(chunks.length + 1);
    this.#lines = new Uint32Array(chunks.length + 1);
    let offset = 0;
    let line = 0;
    for (const [index, chunk] of chunks.entries()) {
      offset += chunk.text.length;
      line += chunk.lineStarts.length - 1;
      this.#offsets[index + 1] = offset;
      this.#lines[index + 1] = line;
    }
  }

  /** A text as it was opened. */
  static of(text: string): DocumentText {
    const chunks = splitIntoChunks(text, CHUNK_SIZE);
    return new DocumentText(chunks, chunks.length === 1 ? text : undefined);
  }

  get length(): number {
    return this.#offsets[this.#chunks.length] ?? 0;
  }

  get lineCount(): number {
    return (this.#lines[this.#chunks.length] ?? 0) + 1;
  }

  /** The parts of the text. Each but the last ends with a line feed; a part that an edit leaves alone stays the same
   * object. */
  get chunks(): readonly TextChunk[] {
    return this.#chunks;
  }

  /** The line with which a chunk begins. */
  firstLineOf(chunk: number): number {
    return this.#lines[chunk] ?? 0;
  }

  /** The offset at which a chunk begins. */
  startOf(chunk: number): number {
    return this.#offsets[chunk] ?? 0;
  }

  /** The chunk in which a line begins. */
  chunkOfLine(line: number): number {
    return Math.min(lastAtMost(this.#lines, line, this.#chunks.length), this.#chunks.length - 1);
  }

  /** The whole text. It is put together when it is asked for, which takes longer the longer it is. */
  get whole(): string {
    this.#whole ??= this.#chunks.map(({ text }) => text).join('');
    return this.#whole;
  }

  /** The text from `start` to before `end`, both of which are brought into the text. */
  slice(start: number, end: number): string {
    const last = Math.min(end, this.length);
    let at = Math.max(0, start);
    let result = '';
    for (let index = this.#chunkAt(at); at < last; index += 1) {
      const chunk = this.#chunks[index];
      if (chunk === undefined) break;
      const offset = this.#offsets[index] ?? 0;
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
    const first = this.#chunkAt(start);
    let last = this.#chunkAt(end);
    const firstOffset = this.#offsets[first] ?? 0;
    const head = this.#textOf(first).slice(0, start - firstOffset);
    let tail = this.#textOf(last).slice(end - (this.#offsets[last] ?? 0));
    // A chunk ends with a line feed; where the edit takes it away, the next chunk joins in.
    if (tail === '' && !newText.endsWith('\n') && last + 1 < this.#chunks.length) {
      last += 1;
      tail = this.#textOf(last);
    }
    const changed = splitIntoChunks(`${head}${newText}${tail}`, CHUNK_SIZE * 2);
    return new DocumentText([...this.#chunks.slice(0, first), ...changed, ...this.#chunks.slice(last + 1)]);
  }

  /** The offset at which a line begins; the end of the text for lines beyond it. */
  lineStart(line: number): number {
    if (line <= 0) return 0;
    if (line >= this.lineCount) return this.length;
    const index = this.chunkOfLine(line);
    const starts = this.#chunks[index]?.lineStarts;
    return (this.#offsets[index] ?? 0) + (starts?.[line - (this.#lines[index] ?? 0)] ?? 0);
  }

  /** The line in which an offset lies. */
  lineAt(offset: number): number {
    const at = Math.min(Math.max(0, offset), this.length);
    const index = this.#chunkAt(at);
    const starts = this.#chunks[index]?.lineStarts ?? new Uint32Array(1);
    return (this.#lines[index] ?? 0) + lastAtMost(starts, at - (this.#offsets[index] ?? 0), starts.length);
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
    return Math.min(lastAtMost(this.#offsets, offset, this.#chunks.length), this.#chunks.length - 1);
  }

  #textOf(index: number): string {
    return this.#chunks[index]?.text ?? '';
  }
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
