import { extensionOf } from '../comp/folder-names.ts';
import type { Input, ToolBody } from '../comp/model.ts';
import type { ValueNode } from '../comp/nodes.ts';
import { type SaverOutput, saverOutput } from '../comp/saver.ts';
import { numberNamed, stringOf } from '../comp/table-access.ts';
import { FILE_FORMATS } from '../comp/vocabulary/file-formats.ts';
import { canonicalFormat, formatOfExtension } from '../comp/vocabulary/media-formats.ts';

/** One value of a Saver's input as a render spec holds it. */
export type SpecValue = string | number | boolean;

/** What a Saver writes, as an output of a render spec says it. */
export interface SaverSpec {
  /** Fusion's id of the file format. */
  readonly format: string;
  readonly imageSequence: boolean;
  /** The options of the format, by the names of their inputs in the order of the characters' codes. */
  readonly properties: ReadonlyMap<string, SpecValue>;
  /** `SetSequenceStart`; absent where the Saver does not say. The first number itself is each shot's own. */
  readonly sourceNumbering: boolean | undefined;
  /** What of the Saver no render spec can say, a sentence each. */
  readonly notices: readonly string[];
}

/** A reason why something cannot be done, in a sentence. */
export interface Refusal {
  readonly reason: string;
}

/** Tells a refusal from what was asked for. */
export function isRefusal(answer: object): answer is Refusal {
  return 'reason' in answer;
}

/** What a Saver writes, by its own text; refused where nothing says in which format. */
export function specOfSaver(tool: ToolBody): SaverSpec | Refusal {
  const notices: string[] = [];
  const output = saverOutput(tool);
  const format = formatOf(tool, output, notices);
  if (format === undefined) {
    return { reason: `${tool.name} says no output format. Choose one in Fusion, or give its file an extension.` };
  }
  const properties = new Map<string, SpecValue>();
  for (const input of lastInputs(tool)) {
    if (!input.name.startsWith(`${format}.`)) continue;
    const value = plainValue(input);
    if (typeof value === 'object') notices.push(value.reason);
    else properties.set(input.name, value);
  }
  const known = FILE_FORMATS.get(format);
  if (known === undefined) {
    notices.push(`${format} is not known here: whether it writes a sequence was told by the name of the file.`);
  }
  return {
    format,
    imageSequence: known === undefined ? hasFrameNumber(output) : !known.isMovie,
    properties: new Map([...properties].sort(([a], [b]) => (a < b ? -1 : 1))),
    sourceNumbering: numberingOf(tool, notices),
    notices,
  };
}

/** The format of `OutputFormat`, else of the clip, else of the extension; one that changes while rendering says nothing. */
function formatOf(tool: ToolBody, { formatId, file }: SaverOutput, notices: string[]): string | undefined {
  const input = tool.inputs.findLast(({ name }) => name === 'OutputFormat');
  const refused = input && refusalOf(input);
  if (refused !== undefined) notices.push(refused.reason);
  const written = formatId === undefined || formatId.trim() === '' ? undefined : canonicalFormat(formatId);
  return written ?? (file && formatOfExtension(extensionOf(file.name)));
}

/** The inputs of a tool, of several of one name the one that Fusion keeps. */
function lastInputs(tool: ToolBody): Iterable<Input> {
  return new Map(tool.inputs.map((input) => [input.name, input])).values();
}

function hasFrameNumber({ file }: SaverOutput): boolean {
  if (file === undefined) return false;
  return /\d$/.test(file.name.slice(0, file.name.length - extensionOf(file.name).length));
}

function numberingOf(tool: ToolBody, notices: string[]): boolean | undefined {
  const input = tool.inputs.findLast(({ name }) => name === 'SetSequenceStart');
  if (input === undefined) return undefined;
  const value = plainValue(input);
  if (typeof value === 'number' || typeof value === 'boolean') return Boolean(value);
  notices.push(typeof value === 'object' ? value.reason : `${input.name} is neither 0 nor 1.`);
  return undefined;
}

/** Why the value of an input is not one that stands in the text. */
function refusalOf({ name, source, expression }: Input): Refusal | undefined {
  if (source !== undefined) return { reason: `${name} is connected to ${source.name}.` };
  if (expression !== undefined) return { reason: `${name} has an expression.` };
  return undefined;
}

function plainValue(input: Input): SpecValue | Refusal {
  const refused = refusalOf(input);
  if (refused !== undefined) return refused;
  if (input.value === undefined) return { reason: `${input.name} has no value.` };
  const value = unwrapped(input.value);
  if (value === undefined) return { reason: `${input.name} holds more than one value.` };
  if (typeof value === 'number' && !Number.isFinite(value)) return { reason: `${input.name} is no finite number.` };
  return value;
}

/** `4`, `"text"` and `true` as they are, the one value of `FuID { "SLog2" }` and of `Number { Value = 4 }`. */
function unwrapped(node: ValueNode): SpecValue | undefined {
  if (node.kind !== 'table') return node.value;
  if (node.entries.length !== 1) return undefined;
  const only = node.entries[0];
  if (node.constructorName === 'FuID' && only?.key === undefined) return stringOf(only?.value);
  return node.constructorName === 'Number' ? numberNamed(node, 'Value') : undefined;
}
