import type { ToolTraits } from '../model.ts';
import { unescapeQuoted } from '../quoted-string.ts';
import {
  type Entry,
  LONG_STRING_KEY,
  LONG_STRING_VALUE,
  LOST_TOOLS_KEY,
  NAME_KEY,
  NO_KEY,
  NUMBER_KEY,
  STRING_KEY,
  STRING_VALUE,
  TABLE_VALUE,
  TRUE_VALUE,
} from './entry.ts';
import { contentOf } from './entry-text.ts';
import type { Names } from './names.ts';
import { traitsOf } from './traits.ts';
import { NO_BLOCKS, type TreeSource } from './tree-source.ts';

/** A text between quotes: what it says and where; offsets are without the quotes. */
export interface QuotedFact {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One entry of `Inputs`, in offsets of where the tool is read from. */
export interface InputFacts {
  readonly source: TreeSource | undefined;
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly start: number;
  readonly constructorName: string;
  readonly sourceOp: QuotedFact | undefined;
  readonly output: string | undefined;
  readonly expression: QuotedFact | undefined;
  readonly hasValue: boolean;
}

/** One `InstanceOutput` of `Outputs`. */
export interface OutputFacts {
  readonly source: TreeSource | undefined;
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly sourceOp: QuotedFact | undefined;
  readonly output: string | undefined;
}

/** What of a tool is kept: enough for everything that goes from tool to tool. */
export interface ToolFacts {
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly id: string;
  readonly idStart: number;
  readonly idEnd: number;
  readonly passThrough: boolean;
  readonly locked: boolean;
  readonly instanceOf: QuotedFact | undefined;
  readonly inputs: readonly InputFacts[];
  readonly outputs: readonly OutputFacts[];
  readonly traits: ToolTraits;
}

const NO_INPUTS: readonly InputFacts[] = [];
const NO_OUTPUTS: readonly OutputFacts[] = [];

/** Whether the key of an entry is `name`, in whichever way it is written. */
export function isNamed(text: string, entry: Entry, name: string): boolean {
  const { keyKind } = entry;
  if (keyKind === LOST_TOOLS_KEY) return name === 'Tools';
  if (!entry.hasKey || keyKind === NUMBER_KEY) return false;
  const length = entry.nameEnd - entry.nameStart;
  if (length < name.length) return false;
  const first = text.charCodeAt(entry.nameStart);
  if (length === name.length)
    return length === 0 || (first === name.charCodeAt(0) && text.startsWith(name, entry.nameStart));
  // Escapes may make a name longer than it is.
  if (keyKind !== STRING_KEY || (first !== name.charCodeAt(0) && first !== BACKSLASH)) return false;
  return keyName(text, entry) === name;
}

const BACKSLASH = 92;

/** Which of `names` the key of an entry is; -1 where it is none of them. */
export function indexOfName(text: string, entry: Entry, names: readonly string[]): number {
  const { keyKind, nameStart, nameEnd } = entry;
  if (keyKind === NAME_KEY) {
    const length = nameEnd - nameStart;
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index] ?? '';
      if (name.length === length && text.startsWith(name, nameStart)) return index;
    }
    return -1;
  }
  for (let index = 0; index < names.length; index += 1) if (isNamed(text, entry, names[index] ?? '')) return index;
  return -1;
}

/** The key of an entry as Lua sees it; of a number, as it is written. */
export function keyName(text: string, entry: Entry): string {
  const written = text.slice(entry.nameStart, entry.nameEnd);
  if (entry.keyKind === LONG_STRING_KEY) return written.replace(/^\r?\n/, '');
  return entry.keyKind === STRING_KEY ? unescapeQuoted(written) : written;
}

/** The key of an entry as Lua sees it, kept once. */
function nameOf(text: string, entry: Entry, names: Names): string {
  return entry.keyKind === NAME_KEY ? names.in(text, entry.nameStart, entry.nameEnd) : names.of(keyName(text, entry));
}

/** The constructor of a table as written, without blanks; undefined for a plain table. */
export function constructorName(text: string, entry: Entry): string | undefined {
  if (entry.constructorEnd === -1) return undefined;
  const written = text.slice(entry.valueStart, entry.constructorEnd);
  return isSpaced(written) ? written.replace(/\s+/g, '') : written;
}

/** The same, kept once; empty for a plain table. */
function typeOf(text: string, { valueStart, constructorEnd }: Entry, names: Names): string {
  if (constructorEnd === -1) return '';
  const written = names.in(text, valueStart, constructorEnd);
  return isSpaced(written) ? names.of(written.replace(/\s+/g, '')) : written;
}

/** Only around the dots and the parentheses of a constructor may there be blanks. */
function isSpaced(written: string): boolean {
  return written.includes('.') || written.endsWith(')');
}

const FIELDS = ['Inputs', 'Outputs', 'PassThrough', 'Locked', 'SourceOp', 'UserControls'] as const;
const FIELDS_OF_INPUT = ['Value', 'SourceOp', 'Source', 'Expression'] as const;

/**
 * Reads the facts of a tool; undefined for an entry that is none. One whose name is gone has the name ''. The facts are in
 * offsets of the text from `origin` on.
 */
export function toolFacts(source: TreeSource, entry: Entry, names: Names, origin = 0): ToolFacts | undefined {
  if (entry.keyKind === NO_KEY || entry.valueKind !== TABLE_VALUE) return undefined;
  const { text, hasBlocks } = source;
  let inputs = NO_INPUTS;
  let outputs = NO_OUTPUTS;
  let passThrough = false;
  let locked = false;
  let instanceOf: QuotedFact | undefined;
  let hasUserControls = false;
  for (const field of entry.entries) {
    for (const block of hasBlocks ? source.blocksAt(field.start) : NO_BLOCKS) {
      const it = block.entry;
      if (isNamed(block.text, it, 'Inputs')) inputs = joined(inputs, inputFacts(block, block, it, names, 0));
      else if (isNamed(block.text, it, 'Outputs')) outputs = joined(outputs, outputFacts(block, block, it, names, 0));
    }
    const which = FIELDS[indexOfName(text, field, FIELDS)];
    if (which === 'Inputs') inputs = joined(inputs, inputFacts(source, undefined, field, names, origin));
    else if (which === 'Outputs') outputs = joined(outputs, outputFacts(source, undefined, field, names, origin));
    else if (which === 'PassThrough') passThrough = field.valueKind === TRUE_VALUE;
    else if (which === 'Locked') locked = field.valueKind === TRUE_VALUE;
    else if (which === 'SourceOp') instanceOf = quoted(text, field, names, origin);
    else if (which === 'UserControls') hasUserControls = true;
  }
  return {
    name: names.once(keyName(text, entry)),
    nameStart: entry.nameStart - origin,
    nameEnd: entry.nameEnd - origin,
    id: typeOf(text, entry, names),
    idStart: entry.valueStart - origin,
    idEnd: (entry.constructorEnd === -1 ? entry.valueStart : entry.constructorEnd) - origin,
    passThrough,
    locked,
    instanceOf,
    inputs,
    outputs,
    traits: traitsOf(source, entry, names, hasUserControls, inputs.some(isInstanceInput)),
  };
}

/** A tool has one list of inputs, as a rule. */
function joined<Fact>(before: readonly Fact[], facts: readonly Fact[]): readonly Fact[] {
  return before.length === 0 ? facts : [...before, ...facts];
}

function inputFacts(
  { text }: TreeSource,
  block: TreeSource | undefined,
  list: Entry,
  names: Names,
  origin: number,
): readonly InputFacts[] {
  const inputs: InputFacts[] = [];
  for (const entry of list.entries) {
    if (!entry.hasKey || entry.valueKind !== TABLE_VALUE) continue;
    let sourceOp: QuotedFact | undefined;
    let output: string | undefined;
    let expression: QuotedFact | undefined;
    let hasValue = false;
    for (const field of entry.entries) {
      const which = FIELDS_OF_INPUT[indexOfName(text, field, FIELDS_OF_INPUT)];
      if (which === 'Value') hasValue = field.valueKind !== 0;
      else if (which === 'SourceOp') sourceOp = quoted(text, field, names, origin);
      else if (which === 'Source') output = wordOf(text, field, names);
      else if (which === 'Expression') expression = quoted(text, field, names, origin);
    }
    inputs.push({
      source: block,
      name: nameOf(text, entry, names),
      nameStart: entry.nameStart - origin,
      nameEnd: entry.nameEnd - origin,
      start: entry.start - origin,
      constructorName: typeOf(text, entry, names),
      sourceOp,
      output,
      expression,
      hasValue,
    });
  }
  return inputs;
}

function outputFacts(
  { text }: TreeSource,
  block: TreeSource | undefined,
  list: Entry,
  names: Names,
  origin: number,
): readonly OutputFacts[] {
  const outputs: OutputFacts[] = [];
  for (const entry of list.entries) {
    if (!entry.hasKey || constructorName(text, entry) !== 'InstanceOutput') continue;
    let sourceOp: QuotedFact | undefined;
    let output: string | undefined;
    for (const field of entry.entries) {
      if (isNamed(text, field, 'SourceOp')) sourceOp = quoted(text, field, names, origin);
      else if (isNamed(text, field, 'Source')) output = wordOf(text, field, names);
    }
    const name = nameOf(text, entry, names);
    const nameStart = entry.nameStart - origin;
    outputs.push({ source: block, name, nameStart, nameEnd: entry.nameEnd - origin, sourceOp, output });
  }
  return outputs;
}

function isInstanceInput(input: InputFacts): boolean {
  return input.constructorName === 'InstanceInput';
}

/** A string that many tools have, `Output` and the like. */
function wordOf(text: string, entry: Entry, names: Names): string | undefined {
  if (entry.valueKind !== STRING_VALUE && entry.valueKind !== LONG_STRING_VALUE) return undefined;
  return names.of(contentOf(text, entry).value);
}

function quoted(text: string, entry: Entry, names: Names, origin: number): QuotedFact | undefined {
  if (entry.valueKind !== STRING_VALUE && entry.valueKind !== LONG_STRING_VALUE) return undefined;
  const { value, start, end } = contentOf(text, entry);
  return { text: names.once(value), start: start - origin, end: end - origin };
}
