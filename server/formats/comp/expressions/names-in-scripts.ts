import type { TextRange } from '../../text/range.ts';
import type { ToolReference } from '../model.ts';
import type { StringNode, TableNode } from '../nodes.ts';
import { escapedOffsets, type OffsetMap } from './escaped-offsets.ts';
import { mayNameTools, scriptReferences, type ToolInSource } from './tool-references.ts';

/** A name that a script of a tool gives to `FindTool`, or takes of the comp: `comp.Blur1`. */
export interface NameInScript extends ToolReference {
  /** It is sought in the comp itself, by a script that makes no tools. */
  readonly mustExist: boolean;
  /** It is a word of the script, and no text that `FindTool` is given. */
  readonly isWord: boolean;
}

/** What makes tools, or gives them other names: then a name may be of a tool that is still to come. */
const MAKES_TOOLS = /AddTool|Paste|TOOLS_Name|LoadSettings/;

const NO_NAMES: readonly NameInScript[] = [];

/**
 * The names of tools in the scripts of a tool, in offsets of the text it was read from. The table of a tool
 * is made where somebody looks at it: most tools have no such script, and none is made for them.
 */
export function namesInScripts(tool: { readonly table: TableNode }, text: string): Iterable<NameInScript> {
  return mayNameTools(text) ? inScripts(tool.table, text, false) : NO_NAMES;
}

/** The tools inside a tool have their own turn; what is put aside in `CustomData` speaks of tools that are no more. */
const APART: ReadonlySet<string | undefined> = new Set(['Tools', 'CustomData']);

/** What holds a script for certain: buttons, controls that do something when they change, scripts of a render. */
const SCRIPT = /Execute|Script/;

/** `isScript` holds for all that is in the table. In other texts, paths say, `comp.a` is no more than letters. */
function* inScripts(table: TableNode, text: string, isScript: boolean): Generator<NameInScript> {
  for (const { key, value } of table.entries) {
    const is = isScript || (key !== undefined && SCRIPT.test(key.name));
    if (value?.kind === 'string' && key?.name !== 'Expression') yield* inScript(value, text, is);
    if (value?.kind === 'table' && !APART.has(key?.name)) yield* inScripts(value, text, is);
  }
}

function* inScript({ value, contentRange }: StringNode, text: string, isScript: boolean): Generator<NameInScript> {
  const { found, members } = scriptReferences(value);
  const words = isScript ? members : [];
  if (found.length + words.length === 0) return;
  const offsetOf = offsetsIn(text, contentRange, value);
  const makesTools = MAKES_TOOLS.test(value);
  for (const name of found) {
    yield { ...toReference(name, offsetOf), mustExist: name.isInComp === true && !makesTools, isWord: false };
  }
  for (const word of words) yield { ...toReference(word, offsetOf), mustExist: false, isWord: true };
}

/** A name in a source as one in the text that the source stands in. */
export function toReference({ name, start, end }: ToolInSource, offsetOf: OffsetMap): ToolReference {
  return { name, range: { start: offsetOf(start), end: offsetOf(end) } };
}

/** Leads from offsets in a string's value to offsets in the text. */
export function offsetsIn(text: string, { start, end }: TextRange, value: string): OffsetMap {
  const content = text.slice(start, end);
  // Between long brackets nothing is escaped, but a line break right at the start is left out.
  if (text.charAt(start - 1) === '[') return (offset) => start + offset + content.length - value.length;
  const offsetOf = escapedOffsets(content);
  return (offset) => start + offsetOf(offset);
}
