import type { IToken } from 'chevrotain';
import { setConflictsAside } from '../text/set-conflicts-aside.ts';
import { balanceBraces } from './balance-braces.ts';
import { constructedTable, endOfToken } from './build-nodes.ts';
import { characterErrors } from './character-errors.ts';
import { findRoot } from './find-root.ts';
import { CompLexer } from './lexer.ts';
import type { CompSyntaxError } from './model.ts';
import type { TableNode } from './nodes.ts';
import { CompParser } from './parser.ts';
import { ParserFaults } from './parser-faults.ts';
import { mergeErrors, SyntaxErrors } from './syntax-errors.ts';
import { LeftBrace } from './tokens.ts';

/** Texts longer than this, in UTF-16 code units, are not read: their tokens alone would fill the memory. */
const LONGEST_TEXT = 50 * 1024 * 1024;

/** The tree of a text and what is wrong with the text. */
export interface CompTree {
  readonly root: TableNode | undefined;
  readonly errors: readonly CompSyntaxError[];
  /** The text ends inside a table. */
  readonly cutOff: boolean;
}

/** Reads texts into trees; building its lexer and grammar costs some milliseconds, so one is kept and used again. */
export class CompTreeReader {
  readonly #lexer = new CompLexer();
  readonly #parser = new CompParser();

  /** Never throws; the work grows with the length of the text. */
  read(written: string): CompTree {
    if (written.length > LONGEST_TEXT) return refused(written, 'The text is longer than 50 MB and is not read.');
    const { text, errors: conflicts } = setConflictsAside(written);
    const found = findRoot(text);
    if (found === undefined) return refused(text, describeStranger(text));
    const { start } = found;
    const { tokens, faults } = this.#lexer.tokenize(text);
    const balanced = balanceBraces(text, start === 0 ? tokens : tokens.filter((token) => token.startOffset >= start));
    const brace = balanced.tokens.findIndex((token) => token.tokenType === LeftBrace);
    const header = balanced.tokens.slice(0, brace === -1 ? balanced.tokens.length : brace);
    const outside = SyntaxErrors.in(text);
    if (found.isPreceded) outside.add('This stands before the composition and is not read.', 0, start);
    checkHeader(header, brace !== -1, outside);
    const characters = characterErrors(text, start, faults);
    const inside = SyntaxErrors.in(text);
    const table =
      brace === -1 ? undefined : this.#parser.read(balanced.tokens.slice(brace), new ParserFaults(inside, faults));
    return {
      root: table && withHeader(table, header),
      errors: mergeErrors(SyntaxErrors.in(text), [
        ...conflicts,
        ...outside.all,
        ...balanced.errors,
        ...inside.all,
        ...characters,
      ]),
      cutOff: balanced.cutOff || brace === -1,
    };
  }
}

function refused(text: string, message: string): CompTree {
  const lineEnd = text.search(/[\r\n\0]|$/);
  return { root: undefined, errors: [{ message, range: { start: 0, end: lineEnd } }], cutOff: false };
}

function describeStranger(text: string): string {
  const expected = 'a composition starts with `Composition {`, a setting with `{`.';
  return /^[\s\0]*$/.test(text) ? `The text is empty: ${expected}` : `This is no Fusion text: ${expected}`;
}

/** The outermost table has the name `Composition` or, in a setting, none. */
function checkHeader(header: readonly IToken[], hasBrace: boolean, errors: SyntaxErrors): void {
  const [first] = header;
  const last = header.at(-1);
  if (first === undefined || last === undefined) return;
  if (!hasBrace) errors.add('`{` is missing after this.', first.startOffset, endOfToken(last));
  else if (header.length > 1 || first.image !== 'Composition') {
    const message = 'A composition starts with `Composition {`, a setting with `{`.';
    errors.add(message, first.startOffset, endOfToken(last));
  }
}

function withHeader(table: TableNode, header: readonly IToken[]): TableNode {
  const [first] = header;
  const last = header.at(-1);
  if (first === undefined || last === undefined) return table;
  const name = header.map((token) => token.image).join('');
  return constructedTable({ name, start: first.startOffset, end: endOfToken(last) }, table);
}
