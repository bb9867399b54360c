import type { CST } from 'yaml';
import type { TextEdit, TextRange } from '../../text/range.ts';
import type { LineTable } from './line-table.ts';

/** What is found while the tokens of a text are laid out. */
export interface Layout {
  /** Blanks after dashes and colons that are to be one blank. */
  readonly gaps: readonly TextEdit[];
  /** Texts over several lines: what stands at the end of their lines belongs to them. */
  readonly texts: readonly TextRange[];
}

/** Tells each line of the blocks in a text its indent. */
export class LayOut implements Layout {
  readonly gaps: TextEdit[] = [];
  readonly texts: TextRange[] = [];
  readonly #lines: LineTable;
  readonly #step: number;

  /** `step` is how many blanks a block is further in than the one around it. */
  constructor(lines: LineTable, step: number) {
    this.#lines = lines;
    this.#step = step;
  }

  document(tokens: readonly CST.Token[]): void {
    for (const token of tokens) if (token.type === 'document' && token.value) this.#visit(token.value, 0);
  }

  /** `column` is where a block is to begin. */
  #visit(token: CST.Token, column: number): void {
    switch (token.type) {
      case 'block-map':
        for (const item of token.items) this.#pair(item, token.indent, column);
        break;
      case 'block-seq':
        for (const item of token.items) this.#item(item, token.indent, column);
        break;
      case 'block-scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
        this.texts.push({ start: token.offset, end: endOf(token) });
        break;
      case 'flow-collection':
        for (const { key, value } of token.items) {
          for (const part of [key, value]) if (part) this.#visit(part, column);
        }
        break;
      default:
    }
  }

  #pair({ start, key, sep = [], value }: CST.BlockMap['items'][number], indent: number, column: number): void {
    const first = firstOf(start) ?? key ?? sep[0];
    if (!first || !('offset' in first)) return;
    this.#lines.indentAt(first.offset, column);
    const end = value ? endOf(value) : endOf(sep.at(-1) ?? key ?? first);
    this.#lines.shiftAfter(first.offset, end, column - indent);
    if (key) this.#visit(key, column);
    this.#gap(sep, 'map-value-ind', value);
    if (!value) return;
    const isInline = value.type === 'block-seq' && value.indent === indent;
    this.#visit(value, isInline ? column : column + this.#step);
  }

  #item({ start, value }: CST.BlockSequence['items'][number], indent: number, column: number): void {
    const first = firstOf(start) ?? value;
    if (!first || !('offset' in first)) return;
    this.#lines.indentAt(first.offset, column);
    const end = value ? endOf(value) : endOf(first);
    this.#lines.shiftAfter(first.offset, end, column - indent);
    if (!value) return;
    const isBlock = value.type === 'block-map' || value.type === 'block-seq';
    const isCompact = isBlock && this.#lines.lineOf(value.offset) === this.#lines.lineOf(first.offset);
    // A block after a dash begins where the gap after the dash ends; with an anchor between, it stays where it is.
    const isBare = start.every(({ type }) => type === 'seq-item-ind' || type === 'space' || type === 'newline');
    if (isCompact && !isBare) return;
    this.#gap(start, 'seq-item-ind', value);
    this.#visit(value, column + (isCompact ? 2 : this.#step));
  }

  /** One blank after an indicator, where the value begins on the same line. */
  #gap(before: readonly CST.SourceToken[], indicator: string, value: CST.Token | null | undefined): void {
    const at = before.findIndex(({ type }) => type === indicator);
    const space = before[at + 1];
    if (at === -1 || space?.type !== 'space' || space.source === ' ') return;
    const next = before[at + 2];
    const goesOn =
      next === undefined ? value !== undefined && value !== null : next.type !== 'newline' && next.type !== 'comment';
    if (!goesOn) return;
    this.gaps.push({ range: { start: space.offset, end: space.offset + space.source.length }, newText: ' ' });
  }
}

function firstOf(tokens: readonly CST.SourceToken[]): CST.SourceToken | undefined {
  return tokens.find(({ type }) => type !== 'space' && type !== 'newline' && type !== 'comment');
}

/** Where a token ends, with the line breaks and comments that the parser has put to it. */
function endOf(token: CST.Token): number {
  let end = token.offset;
  // What is last in a token may be nested deep; so this goes down by itself.
  for (let at: CST.Token | undefined = token; at !== undefined; ) {
    if ('source' in at) end = Math.max(end, at.offset + at.source.length);
    at = lastOf(at);
  }
  return end;
}

function lastOf(token: CST.Token): CST.Token | undefined {
  switch (token.type) {
    case 'block-map': {
      const item = token.items.at(-1);
      return item?.value ?? item?.sep?.at(-1) ?? item?.key ?? item?.start.at(-1);
    }
    case 'block-seq': {
      const item = token.items.at(-1);
      return item?.value ?? item?.start.at(-1);
    }
    case 'flow-collection':
      return token.end.at(-1) ?? token.start;
    case 'document':
      return token.value;
    default:
      return undefined;
  }
}
