import type { TextEdit } from '../../text/range.ts';
import type { Comp, Scope, Tool } from '../model.ts';
import { TableLayout } from './table-layout.ts';

/** A part of a comp that is read by itself. */
export interface Stretch {
  /** The offset of the text in the comp. */
  readonly start: number;
  readonly text: string;
  /** The table around it. */
  readonly around: TableLayout;
}

/** The whole of a comp. */
export function wholeText(comp: Comp): Stretch {
  return { start: 0, text: comp.text, around: TableLayout.ofFile() };
}

/** So far back, in UTF-16 code units, the line of a tool's name begins at most. */
const LONGEST_INDENT = 256;

/** A tool with the white space before it, up to `end`, by default that of its entry. */
export function stretchOf(comp: Comp, tool: Tool, end = tool.entry.end): Stretch {
  const before = comp.slice(Math.max(0, tool.entry.start - LONGEST_INDENT), tool.entry.start);
  const start = tool.entry.start - (before.length - before.trimEnd().length);
  return { start, text: comp.slice(start, end), around: tableOfScope(comp, tool.scope) };
}

function tableOfScope(comp: Comp, { owner }: Scope): TableLayout {
  const outer =
    owner === undefined
      ? TableLayout.ofFile().inside(undefined, comp.kind === 'composition' ? 'Composition' : '')
      : tableOfScope(comp, owner.scope).inside(owner.name, owner.id);
  outer.entryBegins();
  const tools = outer.inside('Tools', '');
  tools.entryBegins();
  return tools;
}

/** Edits of a stretch as edits of the comp; `undefined` stays where it comes between them. */
export function* inComp({ start }: Stretch, edits: Iterable<TextEdit | undefined>): Generator<TextEdit | undefined> {
  for (const edit of edits) {
    if (edit === undefined) yield undefined;
    else yield { range: { start: edit.range.start + start, end: edit.range.end + start }, newText: edit.newText };
  }
}
