import type { TextEdit } from '../../text/range.ts';
import type { Comp } from '../model.ts';
import { lastBefore } from '../tool-at.ts';
import { type Gap, indentOf, isBroken } from './gap.ts';
import { readGaps } from './read-gaps.ts';
import { replaceWhiteSpace } from './replace-white-space.ts';
import { inComp, type Stretch, stretchOf, wholeText } from './stretch.ts';
import type { TableLayout } from './table-layout.ts';
import { isFusionText, styleOf, type TextStyle } from './text-style.ts';

/**
 * Puts indents right while the user types: after a `}` those of the table that it closes, after anything else (a line
 * break, a comma) that of the line. `offset` is the one after the character. Line breaks stay where they are. The edits
 * come in order; `undefined` between them is a place to pause.
 */
export function* formatTyped(
  comp: Comp,
  offset: number,
  character: string,
  indent: string,
): Generator<TextEdit | undefined> {
  if (!isFusionText(comp)) return;
  const style = styleOf(comp, indent);
  const stretch = stretchAround(comp, offset);
  const at = offset - stretch.start;
  const edits = character === '}' ? indentTable(stretch, at - 1, style) : indentLine(stretch, at, style);
  yield* inComp(stretch, edits);
}

/** From the last tool that begins before a place to its end; where that does not reach the place, to the text's. */
function stretchAround(comp: Comp, offset: number): Stretch {
  const tool = lastBefore(comp, offset);
  if (tool === undefined) return wholeText(comp);
  return stretchOf(comp, tool, tool.entry.end < offset ? comp.text.length : tool.entry.end);
}

/** Indents the line that holds `at`, also where it is blank. */
function* indentLine({ text, around }: Stretch, at: number, style: TextStyle): Generator<TextEdit | undefined> {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  for (const gap of readGaps(text, around)) {
    if (gap === undefined) yield undefined;
    else if (gap.end >= lineStart) {
      if (gap.start < lineStart) yield indentLineIn(gap, lineStart, style);
      return;
    }
  }
}

function indentLineIn(gap: Gap, lineStart: number, style: TextStyle): TextEdit | undefined {
  const rest = gap.text.slice(lineStart - gap.start);
  const blanks = /^[^\r\n]*/.exec(rest)?.[0] ?? '';
  const isBlankLine = blanks.length < rest.length || gap.after === 'end';
  const line: Gap = { ...gap, start: lineStart, end: lineStart + blanks.length, text: blanks };
  return replaceWhiteSpace(line, indentOf(isBlankLine ? { ...line, after: 'end' } : line, style));
}

/** Indents the lines of the table whose closing brace stands at `brace`, and the line it begins in. */
function* indentTable({ text, around }: Stretch, brace: number, style: TextStyle): Generator<TextEdit | undefined> {
  const lines: Gap[] = [];
  for (const gap of readGaps(text, around)) {
    if (gap === undefined) {
      yield undefined;
      continue;
    }
    if (gap.end > brace) return;
    if (isBroken(gap)) lines.push(gap);
    if (gap.end < brace || gap.after !== 'close') continue;
    const first = lines.findIndex((line) => isWithin(line.table, gap.table));
    for (const line of lines.slice(Math.max(0, (first === -1 ? lines.length : first) - 1))) {
      yield replaceWhiteSpace(line, reindented(line, style));
    }
    return;
  }
}

/** A gap as it stands, but for the indent of its last line. */
function reindented(gap: Gap, style: TextStyle): string {
  const lastBreak = Math.max(gap.text.lastIndexOf('\n'), gap.text.lastIndexOf('\r'));
  return gap.text.slice(0, lastBreak + 1) + indentOf(gap, style);
}

function isWithin(table: TableLayout | undefined, outer: TableLayout): boolean {
  return table !== undefined && (table === outer || isWithin(table.parent, outer));
}
