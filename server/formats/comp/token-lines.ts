import type { IToken } from 'chevrotain';

/** How the tokens of a text are spread over its lines. Columns count a tab as four. */
export interface TokenLines {
  /** By token: the column of the first token of a line, -1 for every other token. */
  readonly indent: Int32Array;
  /** By token: the indent of the next line that has a token; -1 after the last. */
  readonly nextIndent: Int32Array;
}

const TAB_WIDTH = 4;

/** Measures the indent of every line that begins with a token. */
export function measureLines(text: string, tokens: readonly IToken[]): TokenLines {
  const indent = new Int32Array(tokens.length).fill(-1);
  let before = 0;
  for (const [index, token] of tokens.entries()) {
    const column = columnAfterBreak(text, before, token.startOffset);
    indent[index] = index === 0 ? Math.max(column, 0) : column;
    before = token.startOffset + token.image.length;
  }
  const nextIndent = new Int32Array(tokens.length).fill(-1);
  let next = -1;
  for (let index = tokens.length - 1; index >= 0; index -= 1) {
    nextIndent[index] = next;
    const own = indent[index] ?? -1;
    if (own !== -1) next = own;
  }
  return { indent, nextIndent };
}

/** The column at `to`, of which `column` is that at `from` on the same line. */
export function columnAt(text: string, from: number, to: number, column: number): number {
  let result = column;
  for (let at = from; at < to; at += 1) {
    result += text.charCodeAt(at) === 9 ? TAB_WIDTH - (result % TAB_WIDTH) : 1;
  }
  return result;
}

/** The column at `to` when a line begins between `from` and `to`, else -1. */
function columnAfterBreak(text: string, from: number, to: number): number {
  let column = -1;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10) column = 0;
    else if (column !== -1) column += code === 9 ? TAB_WIDTH - (column % TAB_WIDTH) : 1;
  }
  return column;
}

/**
 * True when the lines after an opening brace at a line's end are indented deeper than that line, all but one or nearly
 * all: then indents tell where a lost brace belongs. Fusion always writes so; text that was put on one line does not.
 */
export function indentsTellNesting(tokens: readonly IToken[], lines: TokenLines): boolean {
  let deeper = 0;
  let openings = 0;
  let current = 0;
  for (const [index, token] of tokens.entries()) {
    const own = lines.indent[index] ?? -1;
    if (own !== -1) current = own;
    const next = lines.indent[index + 1] ?? -1;
    // A comma there is what is left of a `},`.
    const isEmpty = tokens[index + 1]?.image === '}' || tokens[index + 1]?.image === ',';
    if (token.image !== '{' || next === -1 || isEmpty) continue;
    openings += 1;
    if (next > current) deeper += 1;
  }
  return deeper > 0 && deeper >= Math.min(openings * 0.9, openings - 1);
}
