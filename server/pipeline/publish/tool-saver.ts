import path from 'node:path';
import { applyEdits, insertEntry, writeKey } from '../../formats/comp/edits.ts';
import type { Comp, Tool } from '../../formats/comp/model.ts';
import { parseComp } from '../../formats/comp/parse-comp.ts';
import { quote } from '../../formats/comp/quoted-string.ts';
import { tableNamed } from '../../formats/comp/table-access.ts';
import { ComplineError } from '../../protocol/errors.ts';

/** A comp with a Saver more. */
export interface WithToolSaver {
  readonly bytes: Uint8Array;
  /** The name of the Saver. */
  readonly saver: string;
}

/** Savers of this name, with a number where it is taken, are never in a file that anybody keeps. */
const SAVER = 'ComplinePreview';

/**
 * Puts a Saver behind a tool, in the tool's own group, which writes `<comp>_<tool>.0000.exr`: for a comp that is only
 * rendered. Every other byte stays as it is, as in `temporaryComp`. Error: `not-found` with near names where the comp has
 * no such tool.
 */
export function withToolSaver(original: Uint8Array, toolName: string, file: string): WithToolSaver {
  const hasMark = original[0] === 0xef && original[1] === 0xbb && original[2] === 0xbf;
  const comp = parseComp(Buffer.from(hasMark ? original.subarray(3) : original).toString('latin1'));
  const tool = comp.toolsByName.get(toBytes(toolName))?.[0];
  const owner = tool?.scope.owner;
  const table = owner === undefined ? comp.root : owner.table;
  const tools = table && tableNamed(table, 'Tools');
  if (tool === undefined || tools === undefined) {
    throw new ComplineError({
      code: 'not-found',
      message: `The comp has no tool named ${toolName}.`,
      nextStep: 'Put the cursor into a tool of the comp, or write its name as the comp has it.',
      path: file,
    });
  }
  const saver = freeName(comp);
  const stem = path.basename(file, path.extname(file));
  const name = `${stem}_${toolName.replaceAll(/[^\w.+-]+/g, '_')}.0000.exr`;
  const entry = saverText(saver, { source: tool.name, output: outputOf(comp, tool), file: toBytes(name) });
  const edited = Buffer.from(
    applyEdits(comp.text, insertEntry(comp.text, tools, entry, { after: tool.entry })),
    'latin1',
  );
  return { bytes: hasMark ? Buffer.concat([original.subarray(0, 3), edited]) : edited, saver };
}

function saverText(
  name: string,
  { source, output, file }: { readonly source: string; readonly output: string; readonly file: string },
): string {
  const inputs = [
    'ProcessWhenBlendIs00 = Input { Value = 0, }',
    'CreateDir = Input { Value = 1, }',
    `Clip = Input { Value = Clip { Filename = ${quote(file)}, FormatID = "OpenEXRFormat", Length = 0, Saving = true, TrimIn = 0, ExtendFirst = 0, ExtendLast = 0, Loop = 1, AspectMode = 0, Depth = 0, TimeCode = 0, GlobalStart = -2000000000, GlobalEnd = 0, }, }`,
    'OutputFormat = Input { Value = FuID { "OpenEXRFormat" }, }',
    `Input = Input { SourceOp = ${quote(source)}, Source = ${quote(output)}, }`,
  ];
  return `${writeKey(name)} = Saver { NameSet = true, Inputs = { ${inputs.join(', ')}, }, }`;
}

/** The output that the tools after it take; where nothing does, the first one of a group, and `Output` of a tool. */
function outputOf(comp: Comp, tool: Tool): string {
  for (const other of comp.tools) {
    if (other.scope !== tool.scope) continue;
    const fed = other.inputs.find((input) => input.source?.name === tool.name && input.output !== 'Mask');
    if (fed?.output !== undefined) return fed.output;
  }
  return tool.outputs[0]?.name ?? 'Output';
}

function freeName(comp: Comp): string {
  let name = SAVER;
  for (let number = 2; comp.toolsByName.has(name); number += 1) name = `${SAVER}${number}`;
  return name;
}

function toBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
