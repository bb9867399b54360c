import type { ToolTraits } from '../model.ts';
import type { Entry } from './entry.ts';
import { constructorName, contentOf, isNamed, isSpaced, keyName } from './entry-text.ts';
import {
  type EntryTree,
  LONG_STRING_VALUE,
  NAME_KEY,
  NO_KEY,
  NO_VALUE,
  STRING_VALUE,
  TRUE_VALUE,
} from './entry-tree.ts';
import { KNOWN_NAMES } from './known-names.ts';
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

/** The key of an entry as Lua sees it; empty for a name that is not known, which is that of no field read here. */
function fieldName(text: string, tree: EntryTree, entry: number): string {
  const known = tree.knownKey(entry);
  if (known !== 0) return KNOWN_NAMES.name(known);
  return tree.keyKind(entry) === NAME_KEY || !tree.hasKey(entry) ? '' : keyName(text, tree, entry);
}

/** The key of an entry as Lua sees it, kept once. */
function nameOf(text: string, tree: EntryTree, entry: number, names: Names): string {
  const known = tree.knownKey(entry);
  if (known !== 0) return KNOWN_NAMES.name(known);
  if (tree.keyKind(entry) !== NAME_KEY) return names.of(keyName(text, tree, entry));
  return names.in(text, tree.nameStart(entry), tree.nameEnd(entry));
}

/** The constructor of a table as written, without blanks, kept once; empty for a plain table. */
function typeOf(text: string, tree: EntryTree, entry: number, names: Names): string {
  const known = tree.knownType(entry);
  if (known !== 0) return KNOWN_NAMES.name(known);
  const end = tree.constructorEnd(entry);
  if (end === -1) return '';
  const written = names.in(text, tree.valueStart(entry), end);
  return isSpaced(written) ? names.of(written.replace(/\s+/g, '')) : written;
}

/**
 * Reads the facts of a tool; undefined for an entry that is none. One whose name is gone has the name ''. The facts are in
 * offsets of the text from `origin` on.
 */
export function toolFacts(source: TreeSource, tool: Entry, names: Names, origin = 0): ToolFacts | undefined {
  if (tool.keyKind === NO_KEY || !tool.isTable) return undefined;
  const { text, hasBlocks } = source;
  const { tree, at } = tool;
  let inputs = NO_INPUTS;
  let outputs = NO_OUTPUTS;
  let passThrough = false;
  let locked = false;
  let instanceOf: QuotedFact | undefined;
  let hasUserControls = false;
  for (let field = at + 1; field < tree.after(at); field = tree.after(field)) {
    for (const block of hasBlocks ? source.blocksAt(tree.start(field)) : NO_BLOCKS) {
      const it = block.entry;
      if (isNamed(block.text, it.tree, it.at, 'Inputs'))
        inputs = joined(inputs, inputFacts(block, block, it, names, 0));
      else if (isNamed(block.text, it.tree, it.at, 'Outputs')) {
        outputs = joined(outputs, outputFacts(block, block, it, names, 0));
      }
    }
    switch (fieldName(text, tree, field)) {
      case 'Inputs':
        inputs = joined(inputs, inputFacts(source, undefined, { tree, at: field }, names, origin));
        break;
      case 'Outputs':
        outputs = joined(outputs, outputFacts(source, undefined, { tree, at: field }, names, origin));
        break;
      case 'PassThrough':
        passThrough = tree.valueKind(field) === TRUE_VALUE;
        break;
      case 'Locked':
        locked = tree.valueKind(field) === TRUE_VALUE;
        break;
      case 'SourceOp':
        instanceOf = quoted(text, tree, field, names, origin);
        break;
      case 'UserControls':
        hasUserControls = true;
    }
  }
  const idStart = tree.valueStart(at);
  const idEnd = tree.constructorEnd(at);
  return {
    name: names.once(keyName(text, tree, at)),
    nameStart: tree.nameStart(at) - origin,
    nameEnd: tree.nameEnd(at) - origin,
    id: typeOf(text, tree, at, names),
    idStart: idStart - origin,
    idEnd: (idEnd === -1 ? idStart : idEnd) - origin,
    passThrough,
    locked,
    instanceOf,
    inputs,
    outputs,
    traits: traitsOf(source, tool, hasUserControls, inputs.some(isInstanceInput)),
  };
}

/** A tool has one list of inputs, as a rule. */
function joined<Fact>(before: readonly Fact[], facts: readonly Fact[]): readonly Fact[] {
  return before.length === 0 ? facts : [...before, ...facts];
}

/** An entry, where it is found. */
type EntryAt = Pick<Entry, 'tree' | 'at'>;

function inputFacts(
  { text }: TreeSource,
  block: TreeSource | undefined,
  { tree, at }: EntryAt,
  names: Names,
  origin: number,
): readonly InputFacts[] {
  const inputs: InputFacts[] = [];
  for (let entry = at + 1; entry < tree.after(at); entry = tree.after(entry)) {
    if (!tree.hasKey(entry) || !tree.isTable(entry)) continue;
    let sourceOp: QuotedFact | undefined;
    let output: string | undefined;
    let expression: QuotedFact | undefined;
    let hasValue = false;
    for (let field = entry + 1; field < tree.after(entry); field = tree.after(field)) {
      const name = fieldName(text, tree, field);
      if (name === 'Value') hasValue = tree.valueKind(field) !== NO_VALUE;
      else if (name === 'SourceOp') sourceOp = quoted(text, tree, field, names, origin);
      else if (name === 'Source') output = wordOf(text, tree, field, names);
      else if (name === 'Expression') expression = quoted(text, tree, field, names, origin);
    }
    inputs.push({
      source: block,
      name: nameOf(text, tree, entry, names),
      nameStart: tree.nameStart(entry) - origin,
      nameEnd: tree.nameEnd(entry) - origin,
      start: tree.start(entry) - origin,
      constructorName: typeOf(text, tree, entry, names),
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
  { tree, at }: EntryAt,
  names: Names,
  origin: number,
): readonly OutputFacts[] {
  const outputs: OutputFacts[] = [];
  for (let entry = at + 1; entry < tree.after(at); entry = tree.after(entry)) {
    if (!tree.hasKey(entry) || constructorName(text, tree, entry) !== 'InstanceOutput') continue;
    let sourceOp: QuotedFact | undefined;
    let output: string | undefined;
    for (let field = entry + 1; field < tree.after(entry); field = tree.after(field)) {
      const name = fieldName(text, tree, field);
      if (name === 'SourceOp') sourceOp = quoted(text, tree, field, names, origin);
      else if (name === 'Source') output = wordOf(text, tree, field, names);
    }
    const name = nameOf(text, tree, entry, names);
    const nameStart = tree.nameStart(entry) - origin;
    const nameEnd = tree.nameEnd(entry) - origin;
    outputs.push({ source: block, name, nameStart, nameEnd, sourceOp, output });
  }
  return outputs;
}

function isInstanceInput(input: InputFacts): boolean {
  return input.constructorName === 'InstanceInput';
}

/** A string that many tools have, `Output` and the like. */
function wordOf(text: string, tree: EntryTree, entry: number, names: Names): string | undefined {
  return isString(tree, entry) ? names.of(contentOf(text, tree, entry).value) : undefined;
}

function quoted(text: string, tree: EntryTree, entry: number, names: Names, origin: number): QuotedFact | undefined {
  if (!isString(tree, entry)) return undefined;
  const { value, start, end } = contentOf(text, tree, entry);
  return { text: names.once(value), start: start - origin, end: end - origin };
}

function isString(tree: EntryTree, entry: number): boolean {
  const kind = tree.valueKind(entry);
  return kind === STRING_VALUE || kind === LONG_STRING_VALUE;
}
