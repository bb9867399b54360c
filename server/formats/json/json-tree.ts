import type { Node } from 'jsonc-parser';
import type { TextRange } from '../text/range.ts';

/** A node of a JSON text, with its offset and length in UTF-16 code units; a property has its key and value as children. */
export type JsonNode = Node;

/** A place where a text is no JSON. */
export interface JsonFault {
  /** What the parser calls it, such as `CommaExpected`. */
  readonly code: string;
  readonly range: TextRange;
}

/** A JSON text as far as it could be read. */
export interface JsonTree {
  readonly root: JsonNode | undefined;
  /** In the order of the text, and not endlessly many. */
  readonly faults: readonly JsonFault[];
}

/** One key of an object. */
export interface Member {
  readonly name: string;
  readonly key: JsonNode;
  /** Absent where nothing that could be read follows the key. */
  readonly value: JsonNode | undefined;
  /** From the key to the end of the value. */
  readonly property: JsonNode;
}

/** An object and its keys. */
export interface ObjectPart {
  readonly node: JsonNode;
  /** In the order of the text. */
  readonly members: readonly Member[];
  /** By name; of a name that comes twice the last one, as every JSON reader has it. */
  readonly byName: ReadonlyMap<string, Member>;
}

/** The keys of an object; absent for any other node. */
export function objectPart(node: JsonNode | undefined): ObjectPart | undefined {
  if (node?.type !== 'object') return undefined;
  const members: Member[] = [];
  const byName = new Map<string, Member>();
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (key === undefined || typeof key.value !== 'string') continue;
    const member = { name: key.value, key, value, property };
    members.push(member);
    byName.set(member.name, member);
  }
  return { node, members, byName };
}

/** The stretch of a node. */
export function rangeOf({ offset, length }: JsonNode): TextRange {
  return { start: offset, end: offset + length };
}

/** The stretch inside the quotes of a string. */
export function contentRange(text: string, node: JsonNode): TextRange {
  const { start, end } = rangeOf(node);
  const isClosed = node.length > 1 && text[end - 1] === '"' && !isEscapedQuote(text, start, end - 1);
  return { start: start + 1, end: isClosed ? end - 1 : Math.max(start + 1, end) };
}

function isEscapedQuote(text: string, start: number, quote: number): boolean {
  let at = quote;
  while (at - 1 > start && text[at - 1] === '\\') at -= 1;
  return (quote - at) % 2 === 1;
}

/** The string that a member holds; absent for any other value. */
export function stringIn(part: ObjectPart | undefined, name: string): string | undefined {
  const value: unknown = part?.byName.get(name)?.value?.value;
  return typeof value === 'string' ? value : undefined;
}

/** The number that a member holds; absent for any other value. */
export function numberIn(part: ObjectPart | undefined, name: string): number | undefined {
  const value: unknown = part?.byName.get(name)?.value?.value;
  return typeof value === 'number' ? value : undefined;
}

/** The elements of the list that a member holds; none for any other value. */
export function listIn(part: ObjectPart | undefined, name: string): readonly JsonNode[] {
  const value = part?.byName.get(name)?.value;
  return value?.type === 'array' ? (value.children ?? []) : [];
}
