import type { DocumentText } from '../../text/document-text.ts';
import { longBracketLevel } from '../long-bracket.ts';
import { endOfQuoted } from '../quoted-string.ts';
import { LineSkim, type LineTable, tableOf } from './line-table.ts';

const MINUS = 45;
const LEFT_BRACKET = 91;

/** Lines that a string or comment joins to one, which is measured as such. */
export interface JoinedLines {
  readonly first: number;
  readonly last: number;
  /** Of one row. */
  readonly table: LineTable;
}

/**
 * The lines of a text that strings and comments join, in order. `tables` are those of its chunks, which know where
 * something opens that does not end on its line. The work may pause wherever this yields.
 */
export function* joinLines(text: DocumentText, tables: readonly LineTable[]): Generator<undefined, JoinedLines[]> {
  const joined: JoinedLines[] = [];
  const joiner = new LineJoiner(text);
  let next = 0;
  for (const [chunk, { openings }] of tables.entries()) {
    const start = text.startOf(chunk);
    for (const opening of openings) {
      if (start + opening < next || joiner.endOf(start + opening) === -1) continue;
      const lines = joiner.join(text.lineAt(start + opening));
      joined.push(lines);
      next = text.lineStart(lines.last + 1);
      if (lines.last + 1 >= text.lineCount) return joined;
    }
    if (openings.length > 0) yield undefined;
  }
  return joined;
}

class LineJoiner {
  readonly #text: DocumentText;
  /** By level, where the next long bracket closes: after the closing, or -1 where none does any more. */
  readonly #closings = new Map<number, number>();

  constructor(text: DocumentText) {
    this.#text = text;
  }

  /** The offset after what opens at `offset`; -1 where it never ends. It is asked in the order of the text. */
  endOf(offset: number): number {
    const { chunk, start } = this.#chunkAt(offset);
    const code = chunk.charCodeAt(offset - start);
    if (code !== MINUS && code !== LEFT_BRACKET) return this.#endOfQuoted(offset);
    const bracket = code === MINUS ? offset + 2 : offset;
    const level = longBracketLevel(chunk, bracket - start);
    return level === -1 ? -1 : this.#closing(level, bracket + level + 2);
  }

  /** The line and those that are joined to it. */
  join(first: number): JoinedLines {
    let last = first;
    let { chunk, start, end } = this.#line(first);
    const skim = new LineSkim(chunk);
    let stop = skim.scan(skim.begin(start.inChunk, end), end);
    while (stop !== -1) {
      const after = this.endOf(start.ofChunk + stop);
      if (after === -1) {
        stop = skim.scan(stop, end, stop);
        continue;
      }
      if (chunk.charCodeAt(stop) !== MINUS) skim.passString();
      last = this.#text.lineAt(after);
      ({ chunk, start, end } = this.#line(last));
      skim.goOnIn(chunk);
      stop = skim.scan(after - start.ofChunk, end);
    }
    skim.finish();
    return { first, last, table: tableOf(skim) };
  }

  /** Where a line is in its chunk, and where that is. */
  #line(line: number) {
    const index = this.#text.chunkOfLine(line);
    const ofChunk = this.#text.startOf(index);
    const chunk = this.#text.chunks[index]?.text ?? '';
    const inChunk = this.#text.lineStart(line) - ofChunk;
    const end = Math.min(this.#text.lineStart(line + 1) - ofChunk, chunk.length);
    return { chunk, start: { ofChunk, inChunk }, end };
  }

  #chunkAt(offset: number): { readonly chunk: string; readonly start: number; readonly index: number } {
    const index = this.#text.chunkOfLine(this.#text.lineAt(offset));
    return { chunk: this.#text.chunks[index]?.text ?? '', start: this.#text.startOf(index), index };
  }

  /** What is known of the next closing is good until it is passed. */
  #closing(level: number, from: number): number {
    const known = this.#closings.get(level);
    const closing = `]${'='.repeat(level)}]`;
    if (known !== undefined && (known === -1 || known - closing.length >= from)) return known;
    const found = this.#find(closing, from);
    this.#closings.set(level, found);
    return found;
  }

  #find(closing: string, from: number): number {
    const { chunks } = this.#text;
    for (let { index } = this.#chunkAt(from); index < chunks.length; index += 1) {
      const start = this.#text.startOf(index);
      const at = chunks[index]?.text.indexOf(closing, Math.max(0, from - start)) ?? -1;
      if (at !== -1) return start + at + closing.length;
    }
    return -1;
  }

  /** A string whose line ends with a backslash goes on in the next one, which may be in the next chunk. */
  #endOfQuoted(offset: number): number {
    const { chunk, start, index } = this.#chunkAt(offset);
    const quote = chunk.charAt(offset - start);
    let { end, terminated } = endOfQuoted(chunk, offset - start);
    let length = chunk.length;
    let base = start;
    for (let next = index + 1; !terminated && end >= length; next += 1) {
      const more = this.#text.chunks[next];
      if (more === undefined) break;
      ({ end, terminated } = endOfQuoted(quote + more.text, 0));
      length = more.text.length + 1;
      base = this.#text.startOf(next) - 1;
    }
    return base + end;
  }
}
