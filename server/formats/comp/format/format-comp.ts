import type { TextEdit, TextRange } from '../../text/range.ts';
import type { Comp, Scope, Tool } from '../model.ts';
import { toolAt } from '../tool-at.ts';
import { formatStretch } from './format-stretch.ts';
import { inComp, stretchOf, wholeText } from './stretch.ts';
import { isFusionText, styleOf, type TextStyle } from './text-style.ts';

const EVERYWHERE: TextRange = { start: 0, end: Number.POSITIVE_INFINITY };

/**
 * The edits that give a comp the layout that Fusion writes: line breaks, indents and blanks between tokens. Everything
 * else stays: the order of keys, commas, comments, texts, numbers, and the NUL at the end. A tool with a fault in it
 * stays as it is, and so does what stands outside of tools where anything is wrong. The edits come in order;
 * `undefined` between them is a place to pause. Only those inside of `range` are made, where there is one; `indent` is
 * what a text is indented with that is indented with blanks.
 */
export function* formatComp(
  comp: Comp,
  indent: string,
  range: TextRange = EVERYWHERE,
): Generator<TextEdit | undefined> {
  if (!isFusionText(comp)) return;
  const style = styleOf(comp, indent);
  if (comp.errors.length > 0) {
    yield* formatSoundTools(comp, comp.flow, range, style);
    return;
  }
  const tool = range === EVERYWHERE ? undefined : toolAt(comp, range.start);
  if (tool !== undefined && range.end <= tool.entry.end) yield* formatTool(comp, tool, range, style);
  else yield* formatStretch(wholeText(comp), range, style);
}

/** Formats the tools of a scope that are sound; of the others, those inside that are. */
function* formatSoundTools(
  comp: Comp,
  scope: Scope,
  range: TextRange,
  style: TextStyle,
): Generator<TextEdit | undefined> {
  for (const tool of scope.tools) {
    yield undefined;
    if (!touches(tool.entry, range)) continue;
    if (isSound(comp, tool)) yield* formatTool(comp, tool, range, style);
    else if (tool.nested !== undefined) yield* formatSoundTools(comp, tool.nested, range, style);
  }
}

/** A tool whose name is gone has a fault, wherever the text says so. */
function isSound(comp: Comp, { name, entry }: Tool): boolean {
  return name !== '' && !comp.errors.some((error) => touches(error.range, entry));
}

function* formatTool(comp: Comp, tool: Tool, range: TextRange, style: TextStyle): Generator<TextEdit | undefined> {
  const stretch = stretchOf(comp, tool);
  const inside = { start: range.start - stretch.start, end: range.end - stretch.start };
  yield* inComp(stretch, formatStretch(stretch, inside, style));
}

function touches(a: TextRange, b: TextRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}
