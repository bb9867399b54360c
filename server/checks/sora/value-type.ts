import { type JsonNode, type Member, rangeOf } from '../../formats/json/json-tree.ts';
import { initialJson } from '../../formats/sora/edits.ts';
import { knownParts } from '../../formats/sora/project.ts';
import { type JsonType, type KeyFacts, keyFacts, type PartKind } from '../../formats/sora/schema.ts';
import type { Fix, Observation } from '../check.ts';
import type { DocumentCheck } from '../document-check.ts';
import type { CheckedProject } from './checked-project.ts';
import { listed, TYPE_WORDS } from './words.ts';

/** Values of another type than their keys have. */
export const soraType: DocumentCheck<CheckedProject> = {
  code: 'sora-type',
  title: 'A value is of the wrong type.',
  defaultSeverity: 'error',
  *run({ project }) {
    for (const { kind, part } of knownParts(project)) {
      for (const member of part.byName.values()) {
        const facts = keyFacts(kind, member.name);
        if (facts === undefined || member.value === undefined || isVersion(kind, member)) continue;
        if (!isOneOf(member.value, facts.types)) yield wrongValue(kind, facts, member.value);
        else if (isPointed(project.text, member.value, facts.types)) yield pointed(project.text, facts, member.value);
        else yield* wrongElements(facts, member.value);
      }
      yield undefined;
    }
  },
};

/** `sora-schema` tells of the version. */
function isVersion(kind: PartKind, { name }: Member): boolean {
  return kind === 'project' && name === 'schema';
}

/** Whether a value is of one of these types. */
function isOneOf(node: JsonNode, types: readonly JsonType[]): boolean {
  if (node.type !== 'number') return types.some((type) => type === node.type);
  const value: unknown = node.value;
  return types.includes('number') || (types.includes('integer') && Number.isInteger(value));
}

/** Whether a whole number is written with a point or an exponent: Python, and with it Sora Studio, reads `8.0` as another
 * type than `8`, and writes it so into what it sends. */
function isPointed(text: string, node: JsonNode, types: readonly JsonType[]): boolean {
  if (node.type !== 'number' || types.includes('number')) return false;
  return /[.eE]/.test(text.slice(node.offset, node.offset + node.length));
}

function pointed(text: string, { name }: KeyFacts, node: JsonNode): Observation {
  const range = rangeOf(node);
  const number = String(node.value);
  const message = `\`${name}\` is a whole number: Sora Studio reads ${text.slice(range.start, range.end)} as one with a fraction.`;
  const fixes = [{ title: `Write ${number}`, edits: [{ range, newText: number }], preferred: true }];
  return { severity: 'warning', message, range, ...(/^-?\d+$/.test(number) && { fixes }) };
}

function wrongValue(kind: PartKind, facts: KeyFacts, node: JsonNode): Observation {
  const wanted = listed(
    facts.types.map((type) => TYPE_WORDS[type]),
    'or',
  );
  const is = node.type === 'property' ? 'something else' : TYPE_WORDS[node.type];
  const consequence =
    facts.types[0] === 'array' && node.type === 'null' ? ' Sora Studio does not load the project.' : '';
  const found = node.type === 'number' ? String(node.value) : is;
  return {
    message: `\`${facts.name}\` is ${wanted}, not ${found}.${consequence}`,
    range: rangeOf(node),
    fixes: fixesFor(kind, facts, node),
  };
}

function fixesFor(kind: PartKind, facts: KeyFacts, node: JsonNode): readonly Fix[] {
  const replace = (newText: string, title: string, preferred: boolean): Fix => ({
    title,
    edits: [{ range: rangeOf(node), newText }],
    preferred,
  });
  const meant = valueMeant(facts.types[0], node.value);
  if (meant !== undefined) return [replace(meant, `Write ${meant}`, true)];
  const isSafe = node.type === 'null';
  if (facts.isRequired || (!isSafe && node.type !== 'string')) return [];
  const initial = initialJson(kind, facts.name).replace(/\s*\n\s*/g, ' ');
  return [replace(initial, `Write ${initial}`, isSafe)];
}

/** What somebody meant by a value of another type: `"1280"`, `8.4`, `"true"`. */
function valueMeant(type: JsonType | undefined, value: unknown): string | undefined {
  if (type === 'integer' && typeof value === 'number')
    return Number.isSafeInteger(Math.round(value)) ? String(Math.round(value)) : undefined;
  if ((type === 'integer' || type === 'number') && typeof value === 'string') {
    const number = value.trim() === '' ? Number.NaN : Number(value);
    const isFitting = type === 'integer' ? Number.isSafeInteger(number) : Number.isFinite(number);
    return isFitting ? String(number) : undefined;
  }
  if (type === 'boolean' && typeof value === 'string')
    return /^(?:true|false)$/i.test(value) ? value.toLowerCase() : undefined;
  if (type === 'boolean' && (value === 0 || value === 1)) return String(value === 1);
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return JSON.stringify(String(value));
  return undefined;
}

function* wrongElements({ name, elements }: KeyFacts, list: JsonNode): Generator<Observation> {
  if (elements === undefined) return;
  for (const [index, node] of (list.children ?? []).entries()) {
    if (isOneOf(node, [elements])) continue;
    yield {
      message: `Each of \`${name}\` is ${TYPE_WORDS[elements]}; number ${index + 1} is not.`,
      range: rangeOf(node),
    };
  }
}
