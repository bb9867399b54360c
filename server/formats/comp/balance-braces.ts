import { createTokenInstance, type IToken, type TokenType } from 'chevrotain';
import type { TextRange } from '../text/range.ts';
import { lineEnd } from './edits.ts';
import type { CompSyntaxError } from './model.ts';
import { SyntaxErrors } from './syntax-errors.ts';
import { columnAt, indentsTellNesting, measureLines, type TokenLines } from './token-lines.ts';
import { Comma, Dot, Equals, LeftBrace, Name, RightBrace, RightBracket, RightParenthesis } from './tokens.ts';

/** Tables deeper than this are left out: real files reach 22, and a parser has only so much stack. */
const DEEPEST_NESTING = 100;

/** Blanks before a line's first token are looked for so far, in UTF-16 code units. */
const LONGEST_INDENT = 200;

/** Tokens of one table whose braces balance, and what had to be mended for that. */
export interface BalancedTokens {
  readonly tokens: readonly IToken[];
  readonly errors: readonly CompSyntaxError[];
  /** The text ends inside a table. */
  readonly cutOff: boolean;
}

/**
 * Makes the braces of a text balance, so that the grammar sees one table and every tool in its place. Text whose
 * braces balance is left alone, however it is indented. Elsewhere the indents decide, since Fusion indents strictly:
 * a line no deeper than the line that opened a table stands outside of that table, and a line deeper than its
 * surroundings stands inside one. Supplied tokens have an empty image.
 */
export function balanceBraces(text: string, tokens: readonly IToken[]): BalancedTokens {
  if (areBalanced(tokens)) return { tokens, errors: [], cutOff: false };
  return new BraceMender(text, tokens).mend();
}

function areBalanced(tokens: readonly IToken[]): boolean {
  let depth = 0;
  const last = tokens.length - 1;
  for (let index = 0; index <= last; index += 1) {
    const type = tokens[index]?.tokenType;
    if (type === LeftBrace) {
      depth += 1;
      if (depth > DEEPEST_NESTING) return false;
    } else if (type === RightBrace) {
      depth -= 1;
      if (depth < 0 || (depth === 0 && index < last)) return false;
    }
  }
  return depth === 0;
}

/** A table that is open while the tokens are gone through. */
interface OpenTable {
  /** The indent of the line that opened it. */
  readonly indent: number;
  /** The index of its brace among the mended tokens; what stands before it tells what the table is. */
  readonly brace: number;
  /** The index of the first token of the line that opened it. */
  readonly line: number;
}

class BraceMender {
  readonly #text: string;
  readonly #source: readonly IToken[];
  readonly #lines: TokenLines;
  readonly #indented: boolean;
  readonly #errors: SyntaxErrors;
  readonly #mended: IToken[] = [];
  readonly #open: OpenTable[] = [];
  readonly #lastBrace: number;
  /** More tables are opened than closed. */
  readonly #lacksClosings: boolean;
  /** Tables that are open beyond the deepest nesting, none of whose tokens are kept. */
  #skipped = 0;
  /** The comma of a `}` that was left out. */
  #leftOut: IToken | undefined;
  #indent = 0;
  #line = 0;
  /** The token that begins a line whose first token was left out. */
  #shifted = { index: -1, indent: -1 };

  constructor(text: string, tokens: readonly IToken[]) {
    this.#text = text;
    this.#source = tokens;
    this.#lines = measureLines(text, tokens);
    this.#indented = indentsTellNesting(tokens, this.#lines);
    this.#errors = SyntaxErrors.in(text);
    this.#lastBrace = tokens.findLastIndex((token) => token.tokenType === RightBrace);
    this.#lacksClosings = countOf(LeftBrace, tokens) > countOf(RightBrace, tokens);
  }

  mend(): BalancedTokens {
    let closed = false;
    for (const [index, token] of this.#source.entries()) {
      if (closed) {
        this.#refuseRest(token);
        break;
      }
      const own = this.#lines.indent[index] ?? -1;
      const indent = own === -1 && index === this.#shifted.index ? this.#shifted.indent : own;
      if (indent !== -1) this.#startLine(token, indent, index);
      closed = this.#take(token, index);
    }
    const cutOff = this.#open.length > 0;
    if (cutOff) this.#closeAtEnd();
    return { tokens: this.#mended, errors: this.#errors.all, cutOff };
  }

  /** Puts one token where it belongs; true when it closed the outermost table. */
  #take(token: IToken, index: number): boolean {
    if (token === this.#leftOut) return false;
    if (token.tokenType === LeftBrace) {
      if (this.#isDoubled(index) || this.#isTooFarLeft(index)) this.#leaveOutOpening(token);
      else this.#openTable(token);
      return false;
    }
    if (this.#skipped > 0) {
      if (token.tokenType === RightBrace) this.#skipped -= 1;
      if (this.#skipped === 0) this.#mended.push(token);
      return false;
    }
    if (token.tokenType !== RightBrace) {
      this.#mended.push(token);
      return false;
    }
    if (this.#isExtra(index)) {
      this.#leaveOut(token, this.#source[index + 1]);
      return false;
    }
    this.#mended.push(token);
    this.#open.pop();
    return this.#open.length === 0;
  }

  #openTable(token: IToken): void {
    if (this.#open.length >= DEEPEST_NESTING) {
      if (this.#skipped === 0) {
        this.#errors.add(
          `Tables are nested more than ${DEEPEST_NESTING} deep here; what is inside this one is not read.`,
          ...rangeOf(token),
        );
        this.#mended.push(token);
      }
      this.#skipped += 1;
      return;
    }
    this.#open.push({ indent: this.#indent, brace: this.#mended.length, line: this.#line });
    this.#mended.push(token);
  }

  /** Compares the indent of a new line with the tables that are open. */
  #startLine(token: IToken, indent: number, index: number): void {
    if (this.#isTooFarLeft(index)) {
      const end = token.startOffset + token.image.length;
      const next = this.#source[index + 1]?.startOffset ?? end;
      this.#shifted = { index: index + 1, indent: columnAt(this.#text, end, next, indent + 1) };
      return;
    }
    if (this.#indented && this.#skipped === 0 && index > 0) {
      const closes = token.tokenType === RightBrace;
      const wanted = closes ? indent + 1 : indent;
      const isInside = closes ? indent === this.#indent : indent > this.#indent;
      if (isInside && token.tokenType !== LeftBrace) this.#openBefore(index);
      const isStray = closes && this.#isStrayAt(indent, index);
      if (!closes || (!isStray && this.#open.some((table) => table.indent === indent))) {
        while (this.#open.length > 1 && (this.#open.at(-1)?.indent ?? -1) >= wanted) this.#closeBefore(index);
      }
    }
    this.#indent = indent;
    this.#line = index;
  }

  /** Supplies a `}` after the token before `index`. */
  #closeBefore(index: number): void {
    const table = this.#open.pop();
    const before = this.#source[index - 1];
    if (table === undefined || before === undefined) return;
    const end = before.startOffset + before.image.length;
    const place = table.line === this.#line ? ' ' : this.#breakBefore(table.line);
    const needsComma = before.image === ',' || this.#source[index]?.tokenType !== RightBrace;
    const separator = needsComma && this.#open.length > 0 ? ',' : '';
    this.#errors.add(`\`}\` is missing: ${this.#describe(table)} is not closed here.`, end - 1, end, {
      title: 'Insert `}`',
      edits: [{ range: { start: end, end }, newText: `${place}}${separator}` }],
    });
    this.#mended.push(supplied(RightBrace, end));
  }

  /** Supplies a `{` after the token before `index` where the line before announces a table and opens none. */
  #openBefore(index: number): void {
    const before = this.#mended.at(-1);
    if (before === undefined || before !== this.#source[index - 1] || this.#open.length >= DEEPEST_NESTING) return;
    if (!this.#announcesTable(index - 1)) return;
    const end = before.startOffset + before.image.length;
    this.#errors.add(`\`{\` is missing after \`${before.image}\`.`, ...rangeOf(before), {
      title: 'Insert `{`',
      edits: [{ range: { start: end, end }, newText: ' {' }],
    });
    this.#open.push({ indent: this.#indent, brace: this.#mended.length, line: this.#line });
    this.#mended.push(supplied(LeftBrace, end));
  }

  /** `Name =`, `Name = Type` or `Name = ordered()` at the end of a line. */
  #announcesTable(last: number): boolean {
    const type = this.#source[last]?.tokenType;
    if (type === Equals) return true;
    if (type === RightParenthesis) return this.#open.length > 0;
    if (type !== Name) return false;
    let first = last;
    while (this.#source[first - 1]?.tokenType === Dot && this.#source[first - 2]?.tokenType === Name) first -= 2;
    return last === 0 || this.#source[first - 1]?.tokenType === Equals;
  }

  #isExtra(index: number): boolean {
    const top = this.#open.at(-1);
    if (top === undefined) return true;
    const indent = this.#lines.indent[index] ?? -1;
    if (this.#indented && indent !== -1) return indent > top.indent || this.#isStrayAt(indent, index);
    if (this.#indented && top.line !== this.#line && (this.#lines.nextIndent[index] ?? -1) > top.indent) return true;
    return this.#open.length === 1 && index < this.#lastBrace;
  }

  /** A `}` that begins a line closes a table only when no deeper line follows. */
  #isStrayAt(indent: number, index: number): boolean {
    return (this.#lines.nextIndent[index] ?? -1) > indent;
  }

  /** Names an open table by its key. */
  #describe(table: OpenTable): string {
    let at = table.brace - 1;
    while (at >= 0 && this.#mended[at]?.tokenType !== Equals && table.brace - at < 8) at -= 1;
    const key = this.#mended[this.#mended[at - 1]?.tokenType === RightBracket ? at - 2 : at - 1];
    return key === undefined || this.#mended[at]?.tokenType !== Equals
      ? 'a table'
      : `the table \`${key.image.slice(0, 60)}\``;
  }

  /** `{ {` at the end of a line: nobody opens two tables there, the second of which has no name. */
  #isDoubled(index: number): boolean {
    const isLast = index + 1 === this.#source.length || this.#lines.indent[index + 1] !== -1;
    const isOnLine = this.#lines.indent[index] === -1 && this.#source[index - 1]?.tokenType === LeftBrace;
    return this.#lacksClosings && this.#indented && isOnLine && isLast;
  }

  /** A `{` that begins a line further left than the table that is open, and that nothing announces. */
  #isTooFarLeft(index: number): boolean {
    const indent = this.#lines.indent[index] ?? -1;
    if (this.#source[index]?.tokenType !== LeftBrace || indent === -1 || !this.#lacksClosings || !this.#indented) {
      return false;
    }
    const top = this.#open.at(-1);
    return top !== undefined && this.#skipped === 0 && indent <= top.indent && !this.#announcesTable(index - 1);
  }

  #leaveOutOpening(brace: IToken): void {
    const [start, end] = rangeOf(brace);
    this.#errors.add('This `{` is one too many: the table is open already.', start, end, {
      title: 'Remove this `{`',
      edits: [{ range: { start, end }, newText: '' }],
    });
  }

  /** Leaves out a `}` that closes nothing, with the comma after it where one stands before it already. */
  #leaveOut(brace: IToken, next: IToken | undefined): void {
    const [start, end] = rangeOf(brace);
    const before = this.#mended.at(-1)?.tokenType;
    const comma = next?.tokenType === Comma && (before === Comma || before === LeftBrace) ? next : undefined;
    this.#leftOut = comma;
    this.#errors.add('This `}` closes nothing: every table that was opened before it is closed.', start, end, {
      title: 'Remove this `}`',
      edits: [{ range: this.#wholeLines(start, comma === undefined ? end : comma.startOffset + 1), newText: '' }],
    });
  }

  /** The stretch with the blanks before it, and with the line break where nothing else is left on its line. */
  #wholeLines(start: number, end: number): TextRange {
    const isLast = /^[ \t]*(?:[\r\n]|$)/.test(this.#text.slice(end, end + LONGEST_INDENT));
    const pattern = isLast ? /(?:\r?\n)?[ \t]*$/ : /(?<=[^\s])[ \t]+$/;
    const [blanks = ''] = pattern.exec(this.#text.slice(Math.max(0, start - LONGEST_INDENT), start)) ?? [];
    return { start: start - blanks.length, end };
  }

  /** A line break, with the blanks before the first token of a line. */
  #breakBefore(line: number): string {
    const start = this.#source[line]?.startOffset ?? 0;
    const [blanks = ''] = /[ \t]*$/.exec(this.#text.slice(Math.max(0, start - LONGEST_INDENT), start)) ?? [];
    return lineEnd(this.#text) + blanks;
  }

  #refuseRest(first: IToken): void {
    const last = this.#source.at(-1) ?? first;
    const range = { start: first.startOffset, end: last.startOffset + last.image.length };
    const isBrace = first === last && first.tokenType === RightBrace;
    this.#errors.add(
      'The composition ends before this: nothing may stand after its closing `}`.',
      range.start,
      range.end,
      isBrace
        ? { title: 'Remove this `}`', edits: [{ range: this.#wholeLines(range.start, range.end), newText: '' }] }
        : undefined,
    );
  }

  #closeAtEnd(): void {
    const last = this.#source.at(-1);
    if (last === undefined) return;
    const end = last.startOffset + last.image.length;
    const count = this.#open.length + this.#skipped;
    const inner = this.#open.at(-1);
    const message =
      count === 1
        ? 'The text breaks off: the outermost table is not closed.'
        : `The text breaks off: ${count} tables are not closed, the innermost ${inner ? this.#describe(inner) : ''}.`;
    const repair = { title: 'Insert `}`', edits: [{ range: { start: end, end }, newText: `${lineEnd(this.#text)}}` }] };
    this.#errors.add(message, ...rangeOf(last), count === 1 ? repair : undefined);
    if (this.#skipped > 0) this.#mended.push(supplied(RightBrace, end));
    while (this.#open.pop() !== undefined) this.#mended.push(supplied(RightBrace, end));
  }
}

function countOf(type: TokenType, tokens: readonly IToken[]): number {
  return tokens.reduce((count, { tokenType }) => count + Number(tokenType === type), 0);
}

function supplied(type: TokenType, offset: number): IToken {
  return createTokenInstance(type, '', offset, offset - 1, -1, -1, -1, -1);
}

function rangeOf(token: IToken): [start: number, end: number] {
  return [token.startOffset, token.startOffset + token.image.length];
}
