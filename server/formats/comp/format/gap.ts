import type { TokenKind } from './scan-tokens.ts';
import type { TableLayout } from './table-layout.ts';
import type { TextStyle } from './text-style.ts';

/** The white space before a token or a comment, or at the end of a text; offsets are UTF-16 code units, `end` exclusive. */
export interface Gap {
  readonly start: number;
  readonly end: number;
  /** The white space as it stands. */
  readonly text: string;
  /** `start` for the first gap of a text. */
  readonly before: TokenKind | 'start';
  /** `end` for what follows the last token of a text. */
  readonly after: TokenKind | 'end';
  /** The innermost table around it. */
  readonly table: TableLayout;
}

const LINE_END = /\r\n|\n|\r/g;

/** More blank lines in a row than this are not kept. */
const MOST_BLANK_LINES = 1;

/** Whether a line ends in the gap. */
export function isBroken({ text }: Gap): boolean {
  return text.includes('\n') || text.includes('\r');
}

/** Whether a comment stands beside the gap. */
export function isByComment({ before, after }: Gap): boolean {
  return isComment(before) || isComment(after);
}

/** Whether a token is a comment. */
export function isComment(kind: Gap['before'] | Gap['after']): boolean {
  return kind === 'line-comment' || kind === 'block-comment';
}

/** Whether the layout of its table decides about the gap: it stands before an entry or before the closing brace. */
export function isBetweenEntries({ before, after }: Gap): boolean {
  return after === 'close' || (after !== 'separator' && (before === 'open' || before === 'separator'));
}

/** The indent of a line that begins with what follows the gap. */
export function indentOf({ table, after }: Gap, style: TextStyle): string {
  return style.indent.repeat(after === 'close' ? table.depth - 1 : table.depth);
}

/** What ought to stand in the gap; `undefined` where it stays as it is. */
export function whiteSpaceFor(gap: Gap, style: TextStyle): string | undefined {
  if (gap.after === 'end' || (gap.before === 'start' && gap.table.parent === undefined)) return undefined;
  // Where a comment stands in its line, and what follows it there, is left to who wrote it.
  if (gap.before === 'start' || isByComment(gap)) return isBroken(gap) ? lineBreak(gap, style) : undefined;
  if (isBetweenEntries(gap)) return gap.table.layout === 'lines' ? lineBreak(gap, style) : ' ';
  return insideEntry(gap);
}

function lineBreak(gap: Gap, style: TextStyle): string {
  const breaks = gap.text.match(LINE_END)?.length ?? 1;
  return style.lineEnd.repeat(Math.min(breaks, 1 + MOST_BLANK_LINES)) + indentOf(gap, style);
}

/** What may stand right beside a bracket: two brackets side by side would mean something else. */
const IN_BRACKETS: ReadonlySet<Gap['before'] | Gap['after']> = new Set(['name', 'number', 'string'] as const);

/** An entry stands on one line but for its tables and texts. What no entry has stays as it is. */
function insideEntry({ before, after }: Gap): string | undefined {
  if (after === 'separator') return '';
  if (before === 'equals' || after === 'equals') return ' ';
  if ((before === 'name' && after === 'dot') || (before === 'dot' && after === 'name')) return '';
  if (before === 'open-bracket') return IN_BRACKETS.has(after) ? '' : undefined;
  if (after === 'close-bracket') return IN_BRACKETS.has(before) ? '' : undefined;
  if (after === 'open-parenthesis' || after === 'close-parenthesis') return '';
  return after === 'open' ? ' ' : undefined;
}
