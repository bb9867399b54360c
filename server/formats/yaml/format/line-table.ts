import type { TextEdit } from '../../text/range.ts';

/** A line of a text. */
interface Line {
  readonly start: number;
  /** Without its line break. */
  readonly end: number;
  /** How many blanks it begins with. */
  readonly indent: number;
  /** The indent that it is to have; absent where nobody has said. */
  newIndent: number | undefined;
  /** By how much it moves with what is around it. */
  shift: number;
}

/** The lines of a text, and the indents that they are to have. */
export class LineTable {
  readonly #lines: Line[] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    const from = text.startsWith('\uFEFF') ? 1 : 0;
    for (let start = from; start <= text.length; ) {
      const feed = text.indexOf('\n', start);
      const next = feed === -1 ? text.length + 1 : feed + 1;
      const end = feed === -1 ? text.length : feed - (text.charAt(feed - 1) === '\r' ? 1 : 0);
      let indent = 0;
      while (start + indent < end && text.charAt(start + indent) === ' ') indent += 1;
      this.#lines.push({ start, end: Math.max(start, end), indent, newIndent: undefined, shift: 0 });
      start = next;
    }
  }

  /** The number of the line that holds an offset. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.#lines.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#lines[middle]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** The column of an offset in its line. */
  columnOf(offset: number): number {
    return offset - (this.#lines[this.lineOf(offset)]?.start ?? 0);
  }

  /** Has the line of `offset` begin in a column, where nothing but blanks stands before the offset. */
  indentAt(offset: number, column: number): void {
    const line = this.#lines[this.lineOf(offset)];
    if (line !== undefined && line.start + line.indent === offset) line.newIndent = column;
  }

  /** Moves the lines after that of `start` up to `end` by so many columns, those excepted that are told where to be. */
  shiftAfter(start: number, end: number, columns: number): void {
    for (let at = this.lineOf(start) + 1; at <= this.lineOf(end); at += 1) {
      const line = this.#lines[at];
      if (line !== undefined && line.start < end) line.shift = columns;
    }
  }

  /** The edits that give every line its indent and take away what stands after its end; in the lines where `keeps` says
   * so, only the indent is touched. */
  *edits(keeps: (offset: number) => boolean): Generator<TextEdit> {
    for (const [at, line] of this.#lines.entries()) {
      const { start, end, indent } = line;
      const text = this.#text.slice(start, end);
      if (text.trim() === '') {
        if (text !== '' && !keeps(start)) yield { range: { start, end }, newText: '' };
        continue;
      }
      const column = text.trimStart().startsWith('#') && !keeps(start) ? this.#columnOfComment(at) : newColumn(line);
      if (column !== indent) yield { range: { start, end: start + indent }, newText: ' '.repeat(Math.max(0, column)) };
      const trimmed = text.trimEnd().length;
      if (trimmed < text.length && !keeps(end)) yield { range: { start: start + trimmed, end }, newText: '' };
    }
  }

  /** A comment goes with the line below it, or with the one above it, where it is as far in as that. */
  #columnOfComment(at: number): number {
    const line = this.#lines[at];
    if (line === undefined) return 0;
    const below = this.#nearest(at, 1);
    const above = this.#nearest(at, -1);
    if (below?.indent === line.indent) return newColumn(below);
    if (above?.indent === line.indent) return newColumn(above);
    const other = below ?? above;
    return other === undefined ? line.indent : Math.max(0, line.indent + newColumn(other) - other.indent);
  }

  /** The nearest line that is neither empty nor a comment. What was looked for is found again by the next comment. */
  #nearest(at: number, step: 1 | -1): Line | undefined {
    const known = step === 1 ? this.#nextContent : this.#lastContent;
    const found = known()[at];
    return found === undefined || found === -1 ? undefined : this.#lines[found];
  }

  #next: readonly number[] | undefined;
  #last: readonly number[] | undefined;
  readonly #nextContent = (): readonly number[] => {
    this.#next ??= this.#contentFrom([...this.#lines.keys()].reverse());
    return this.#next;
  };
  readonly #lastContent = (): readonly number[] => {
    this.#last ??= this.#contentFrom([...this.#lines.keys()]);
    return this.#last;
  };

  /** For each line the content line that was passed last on the way. */
  #contentFrom(order: readonly number[]): number[] {
    const found = new Array<number>(order.length).fill(-1);
    let content = -1;
    for (const at of order) {
      const line = this.#lines[at];
      found[at] = content;
      if (line !== undefined && !/^\s*(?:#|$)/.test(this.#text.slice(line.start, line.end))) content = at;
    }
    return found;
  }
}

function newColumn({ newIndent, indent, shift }: Line): number {
  return newIndent ?? indent + shift;
}
