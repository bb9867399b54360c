import { Parser } from 'yaml';
import { applyEdits } from '../../text/apply-edits.ts';
import type { TextEdit, TextRange } from '../../text/range.ts';
import { parseYaml, type YamlText } from '../yaml-text.ts';
import { LayOut } from './lay-out.ts';
import { LineTable } from './line-table.ts';
import { saysTheSame } from './says-the-same.ts';

/** One step of indent where the editor asks for tabs, which YAML does not have. */
const STANDARD_STEP = 2;

/**
 * The edits that put white space right: indents, one blank after dashes and colons, nothing after the end of a line.
 * None for a text with faults, and none that would change what the text says: what comes out is read again and compared.
 */
export function formatYaml(yaml: YamlText, indent: string, range?: TextRange): readonly TextEdit[] {
  if (yaml.root === undefined || yaml.faults.some(({ kind }) => kind === 'syntax' || kind === 'conflict')) return [];
  const step = indent.startsWith(' ') ? indent.length : STANDARD_STEP;
  const all = editsOf(yaml.text, step);
  const edits = range === undefined ? all : all.filter((edit) => isIn(edit.range, range));
  if (edits.length === 0) return [];
  return saysTheSame(yaml, parseYaml(applyEdits(yaml.text, edits))) ? edits : [];
}

function editsOf(text: string, step: number): readonly TextEdit[] {
  const lines = new LineTable(text);
  const layOut = new LayOut(lines, step);
  layOut.document([...new Parser().parse(text)]);
  const { gaps, texts } = layOut;
  const end = endOfText(text, texts);
  const others = [...lines.edits(inside(texts)), ...gaps];
  // What stands after the text is taken away as a whole, and not line by line too.
  const edits = end === undefined ? others : [...others.filter(({ range }) => range.start < end.range.start), end];
  return edits.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** One line break at the end. */
function endOfText(text: string, texts: readonly TextRange[]): TextEdit | undefined {
  const start = text.trimEnd().length;
  const isText = texts.some(
    (range) => range.end >= start && range.start < start && /^[|>]/.test(text.slice(range.start)),
  );
  if (start === 0 || isText) return undefined;
  const lineBreak = /\r\n|\n/.exec(text)?.[0] ?? '\n';
  return text.slice(start) === lineBreak ? undefined : { range: { start, end: text.length }, newText: lineBreak };
}

/** Whether an offset is inside of one of the ranges, which are in order. */
function inside(ranges: readonly TextRange[]): (offset: number) => boolean {
  const sorted = ranges.toSorted((a, b) => a.start - b.start);
  let at = 0;
  return (offset) => {
    // It is asked from the first line to the last.
    while ((sorted[at]?.end ?? Number.POSITIVE_INFINITY) <= offset) at += 1;
    const range = sorted[at];
    return range !== undefined && range.start < offset && offset < range.end;
  };
}

function isIn(edit: TextRange, range: TextRange): boolean {
  return edit.start >= range.start && edit.end <= range.end;
}
