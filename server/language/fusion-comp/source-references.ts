import { escapedOffsets, type OffsetMap } from '../../formats/comp/expressions/escaped-offsets.ts';
import { namesInSource, scriptReferences, type ToolInSource } from '../../formats/comp/expressions/tool-references.ts';
import type { ToolBody, ToolReference } from '../../formats/comp/model.ts';
import type { StringNode, TableNode } from '../../formats/comp/nodes.ts';
import { PerTool } from '../../formats/comp/per-tool.ts';
import { shiftRange, type TextRange } from '../../formats/text/range.ts';

/** A name in an expression or a script of a tool, which may be that of a tool. */
export interface SourceReference {
  readonly reference: ToolReference;
  /** The index of the input whose expression it is in; absent for a script. */
  readonly input: number | undefined;
}

/** The names in the expressions of a tool's inputs, and those that its scripts give to `FindTool`. */
export const referencesInSource = new PerTool<SourceReference>(readSource, ({ reference, input }, move) => ({
  reference: { ...reference, range: shiftRange(reference.range, move) },
  input,
}));

/** The same for one tool in the offsets of the text it is read from. */
export function* readSource(tool: ToolBody, text: string): Generator<SourceReference> {
  yield* inExpressions(tool, text);
  if (text.includes('FindTool')) yield* inScripts(tool.table, text);
}

/** What every way of naming a tool has: an access, or a call with a text. */
const MAY_NAME_TOOL = /[A-Za-z_\u0080-\uffff][0-9]*\s*[.:[]|FindTool/;

function* inExpressions(tool: ToolBody, text: string): Generator<SourceReference> {
  for (const [index, { expression, expressionRange }] of tool.inputs.entries()) {
    if (expression === undefined || expressionRange === undefined || !MAY_NAME_TOOL.test(expression)) continue;
    const { heads, found, members } = namesInSource(expression);
    const offsetOf = offsetsIn(text, expressionRange, expression);
    for (const name of [...heads, ...found, ...members]) {
      // What the tool has itself comes before the tools around it.
      if (heads.includes(name) && tool.inputs.some((own) => own.name === name.name)) continue;
      yield { reference: toReference(name, offsetOf), input: index };
    }
  }
}

/** The tools inside a tool have their own turn; what is put aside in `CustomData` speaks of tools that are no more. */
const APART: ReadonlySet<string | undefined> = new Set(['Tools', 'CustomData']);

function* inScripts(table: TableNode, text: string): Generator<SourceReference> {
  for (const { key, value } of table.entries) {
    if (value?.kind === 'string' && key?.name !== 'Expression') yield* inScript(value, text);
    if (value?.kind === 'table' && !APART.has(key?.name)) yield* inScripts(value, text);
  }
}

function* inScript({ value, contentRange }: StringNode, text: string): Generator<SourceReference> {
  const names = scriptReferences(value);
  if (names.length === 0) return;
  const offsetOf = offsetsIn(text, contentRange, value);
  for (const name of names) yield { reference: toReference(name, offsetOf), input: undefined };
}

function toReference({ name, start, end }: ToolInSource, offsetOf: OffsetMap): ToolReference {
  return { name, range: { start: offsetOf(start), end: offsetOf(end) } };
}

/** Leads from offsets in a string's value to offsets in the text. */
function offsetsIn(text: string, { start, end }: TextRange, value: string): OffsetMap {
  const content = text.slice(start, end);
  // Between long brackets nothing is escaped, but a line break right at the start is left out.
  if (text.charAt(start - 1) === '[') return (offset) => start + offset + content.length - value.length;
  const offsetOf = escapedOffsets(content);
  return (offset) => start + offsetOf(offset);
}
