import { type Document, isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import * as z from 'zod';
import { nearestNames } from '../comp/nearest-name.ts';

/** A fault in a YAML text. Lines and characters count from 0. */
export interface YamlProblem {
  readonly message: string;
  readonly line: number;
  readonly character: number;
}

/** What a YAML text says, or what is wrong with it: `value` is absent exactly where there are problems. */
export interface ValidatedYaml<Value> {
  readonly value: Value | undefined;
  readonly problems: readonly YamlProblem[];
}

/** A further rule, for what a schema cannot say: calls `report` with the path of the value (or key) that breaks it. */
export type YamlRule<Value> = (value: Value, report: (path: readonly PropertyKey[], message: string) => void) => void;

/** So many repetitions of anchors are followed; more is an attempt to fill the memory. */
const MOST_ALIASES = 100;

const SECOND_DOCUMENT = 'A second document begins here (---); the file may hold one only.';

/**
 * Reads a YAML text and holds it against a schema. Never throws: every fault is told with its place; an unknown key
 * with the known key that is nearest to it.
 */
export function validateYaml<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  rule: YamlRule<z.output<Schema>> = () => {},
): ValidatedYaml<z.output<Schema>> {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'error' });
  const problems: YamlProblem[] = [];
  const reportAt = (offset: number, message: string) => {
    const { line, col } = lineCounter.linePos(offset);
    problems.push({ message, line: Math.max(0, line - 1), character: Math.max(0, col - 1) });
  };
  for (const { code, pos, message } of document.errors) {
    reportAt(pos[0], code === 'MULTIPLE_DOCS' ? SECOND_DOCUMENT : sentence(message));
  }
  if (problems.length > 0) return { value: undefined, problems };
  const parsed = schema.safeParse(plainValue(document, (message) => reportAt(0, message)));
  if (problems.length > 0) return { value: undefined, problems };
  for (const issue of parsed.error?.issues ?? []) reportIssue(document, schema, issue, reportAt);
  if (parsed.success) rule(parsed.data, (path, message) => reportAt(offsetOf(document, path), message));
  return { value: parsed.success && problems.length === 0 ? parsed.data : undefined, problems };
}

function plainValue(document: Document.Parsed, report: (message: string) => void): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    report(sentence(error instanceof Error ? error.message : String(error)));
    return undefined;
  }
}

function reportIssue(
  document: Document.Parsed,
  schema: z.ZodType,
  issue: z.core.$ZodIssue,
  report: (offset: number, message: string) => void,
): void {
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    for (const key of issue.keys) {
      const [nearest] = nearestNames(key, known);
      const meant = nearest === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean "${nearest}"?`;
      report(offsetOf(document, [...issue.path, key]), `Unknown key "${key}". ${meant}`);
    }
    return;
  }
  const name = issue.path.map(String).join('.');
  if (issue.path.length === 0) {
    report(0, 'The file holds no keys and values, or something else than these.');
  } else if (!document.hasIn(issue.path)) {
    report(offsetOf(document, issue.path.slice(0, -1)), `The key "${name}" is missing.`);
  } else {
    report(valueOffset(document, issue.path), `${name}: ${sentence(issue.message)}`);
  }
}

/** The keys that the schema knows in the map at `path`. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: unknown = unwrapped(schema);
  for (const key of path) {
    if (at instanceof z.ZodObject) at = unwrapped(at.shape[String(key)]);
    else if (at instanceof z.ZodRecord) at = unwrapped(at.valueType);
    else if (at instanceof z.ZodArray) at = unwrapped(at.element);
    else return [];
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

function unwrapped(schema: unknown): unknown {
  let at = schema;
  while (at instanceof z.ZodOptional || at instanceof z.ZodDefault || at instanceof z.ZodNullable) at = at.unwrap();
  return at;
}

/** The offset of the key at the end of a path, else of the nearest thing around it. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (isNode(pair?.key)) return startOf(pair.key);
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node)) return startOf(node);
  }
  return 0;
}

function valueOffset(document: Document.Parsed, path: readonly PropertyKey[]): number {
  const node = document.getIn(path, true);
  return isNode(node) && node.range ? startOf(node) : offsetOf(document, path);
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
