import type * as z from 'zod';
import { nearestNames } from '../comp/nearest-name.ts';
import { onOneLine } from '../text/on-one-line.ts';
import type { TextEdit, TextRange } from '../text/range.ts';
import type { ValueGuide } from './guide.ts';
import { valueGuideAt } from './schema-guide.ts';
import { writeScalar } from './write-scalar.ts';
import { resolved, type YamlNode, type YamlPath } from './yaml-node.ts';
import { nodeAt, rangeOfPath, rangeOfValue } from './yaml-places.ts';
import type { YamlText } from './yaml-text.ts';

/** In what way a document is not as its schema has it. */
export type SchemaFaultKind = 'unknown-key' | 'missing-key' | 'wrong-value';

/** A place in which a document is not as its schema has it. */
export interface SchemaFault {
  readonly kind: SchemaFaultKind;
  /** Of the key or the value. */
  readonly path: YamlPath;
  readonly message: string;
  readonly range: TextRange;
  /** Repairs, the likeliest first. */
  readonly fixes: readonly { readonly title: string; readonly edits: readonly TextEdit[] }[];
}

/** So many unknown keys, and so many other faults, are told at most: each of them is looked for in the text. */
const MOST_FAULTS = 100;

/** Where a text is not as its schema has it, by what the schema says of its value, in that order. */
export function schemaFaults(yaml: YamlText, schema: z.ZodType, issues: readonly z.core.$ZodIssue[]): SchemaFault[] {
  const left = { keys: MOST_FAULTS, values: MOST_FAULTS };
  return issues.flatMap((issue) => {
    const kind = issue.code === 'unrecognized_keys' ? 'keys' : 'values';
    const faults = left[kind] <= 0 ? [] : faultsOf(yaml, schema, issue);
    left[kind] -= faults.length;
    return faults;
  });
}

function faultsOf(yaml: YamlText, schema: z.ZodType, issue: z.core.$ZodIssue): readonly SchemaFault[] {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  if (issue.code === 'unrecognized_keys') {
    const known = (valueGuideAt(schema, path)?.keys() ?? []).map(({ name }) => name);
    return issue.keys.slice(0, MOST_FAULTS).map((key) => unknownKey(yaml, [...path, key], known));
  }
  if (path.length === 0) {
    const message = `The file is to hold keys and values; there is ${whatIs(resolved(yaml.root))}.`;
    return [{ kind: 'wrong-value', path, message, range: firstLine(yaml), fixes: [] }];
  }
  const name = path.join('.');
  const node = nodeAt(yaml, path);
  if (node === undefined) {
    const around = path.slice(0, -1);
    const range = around.length === 0 ? { start: 0, end: 0 } : rangeOfPath(yaml, around);
    return [{ kind: 'missing-key', path, message: `The key "${name}" is missing.`, range, fixes: [] }];
  }
  const guide = valueGuideAt(schema, path);
  const message = `${name}: ${messageOf(issue, node, guide)}`;
  return [{ kind: 'wrong-value', path, message, range: rangeOfValue(yaml, path), fixes: valueFixes(node, guide) }];
}

/** An unknown key, with the known one that is nearest to it. */
export function unknownKey(yaml: YamlText, path: YamlPath, known: readonly string[]): SchemaFault {
  const key = String(path.at(-1));
  const range = rangeOfPath(yaml, path);
  const [nearest] = nearestNames(key, known);
  const meant = nearest === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean "${nearest}"?`;
  const fixes =
    nearest === undefined ? [] : [{ title: `Write "${nearest}"`, edits: [{ range, newText: writeScalar(nearest) }] }];
  return { kind: 'unknown-key', path, message: `Unknown key "${key}". ${meant}`, range, fixes };
}

/** The first line of what a file holds. */
function firstLine({ text, root }: YamlText): TextRange {
  if (root === undefined) return { start: 0, end: 0 };
  const { start, end } = root.range;
  const [line = ''] = /^[^\r\n]*/.exec(text.slice(start, end)) ?? [];
  return { start, end: start + line.length };
}

function messageOf(issue: z.core.$ZodIssue, node: YamlNode, guide: ValueGuide | undefined): string {
  const found = resolved(node);
  if (issue.code === 'invalid_value' && /^Invalid /.test(issue.message)) {
    const choices = (guide?.choices ?? []).map(({ value }) => String(value));
    if (found?.kind !== 'scalar') return `expected ${choices.join(' or ')}, found ${whatIs(found)}.`;
    const nearest = nearestChoice(String(found.value), choices);
    const meant = nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
    const shown = found.value === null ? 'it is empty, which is' : `"${onOneLine(String(found.value))}" is`;
    return `${shown} none of these: ${choices.join(', ')}.${meant}`;
  }
  const size = /^Too (?:small|big)/.test(issue.message) ? sizeFault(issue, found) : undefined;
  if (size !== undefined) return size;
  if (issue.code === 'invalid_type' || issue.code === 'invalid_union') {
    const expected = (guide?.shapes ?? [])
      .filter((shape) => shape !== 'nothing')
      .map((shape) => shape.replace(/^an? /, ''));
    if (expected.length > 0) return `expected ${expected.join(' or ')}, found ${whatIs(found)}.`;
  }
  return /[.!?]$/.test(issue.message) ? issue.message : `${issue.message}.`;
}

/** A number beyond a limit, or a text or list with nothing in it. */
function sizeFault(issue: z.core.$ZodIssue, found: YamlNode | undefined): string | undefined {
  if (issue.code === 'too_big') return `expected ${issue.maximum} at most, found ${whatIs(found)}.`;
  if (issue.code !== 'too_small') return undefined;
  if (found?.kind !== 'scalar' || found.value === '') return 'it is empty. Fill it, or remove it.';
  const expected = issue.inclusive === false ? `more than ${issue.minimum}` : `${issue.minimum} or more`;
  return `expected ${expected}, found ${whatIs(found)}.`;
}

/** The choice that was meant: the nearest, or the only one that begins like it, as `warn` for `warning`. */
function nearestChoice(text: string, choices: readonly string[]): string | undefined {
  const begun = text.length < 3 ? [] : choices.filter((choice) => choice.startsWith(text.toLowerCase()));
  return nearestNames(text, choices)[0] ?? (begun.length === 1 ? begun[0] : undefined);
}

/** What a value is, in a few words. */
export function whatIs(node: YamlNode | undefined): string {
  switch (node?.kind) {
    case 'map':
      return 'keys and values';
    case 'list':
      return 'a list';
    case 'scalar':
      return whatIsScalar(node.value);
    default:
      return 'nothing';
  }
}

function whatIsScalar(value: string | number | boolean | null): string {
  if (value === null) return 'nothing';
  if (typeof value === 'string') return `the text "${onOneLine(value)}"`;
  return String(value);
}

/** Words that older readers of YAML take for true and false, and this one for text. */
const SWITCH_WORDS: Readonly<Record<string, boolean>> = {
  yes: true,
  on: true,
  y: true,
  true: true,
  '1': true,
  no: false,
  off: false,
  n: false,
  false: false,
  '0': false,
};

function valueFixes(node: YamlNode, guide: ValueGuide | undefined): SchemaFault['fixes'] {
  if (guide === undefined || node.kind !== 'scalar' || node.value === null) return [];
  const write = (value: string | number | boolean) => [
    { title: `Write ${writeScalar(value)}`, edits: [{ range: node.range, newText: writeScalar(value) }] },
  ];
  const text = String(node.value);
  const asSwitch = SWITCH_WORDS[text.toLowerCase()];
  if (guide.shapes.includes('true or false') && asSwitch !== undefined) return write(asSwitch);
  const wantsNumber = guide.shapes.some((shape) => shape === 'a number' || shape === 'a whole number');
  if (wantsNumber && typeof node.value === 'string' && /^-?\d+(?:\.\d+)?$/.test(text)) return write(Number(text));
  if (guide.choices.length > 0) {
    const nearest = nearestChoice(
      text,
      guide.choices.map(({ value }) => String(value)),
    );
    return nearest === undefined ? [] : write(nearest);
  }
  return guide.shapes.includes('text') && typeof node.value !== 'string' ? write(text) : [];
}
