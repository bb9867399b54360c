import { type JsonNode, type Member, rangeOf } from '../../formats/json/json-tree.ts';
import type { ProjectItem } from '../../formats/sora/project.ts';
import type { JsonType, PartKind } from '../../formats/sora/schema.ts';
import type { TextRange } from '../../formats/text/range.ts';

/** What the types of JSON are called in messages. */
export const TYPE_WORDS: Readonly<Record<JsonType, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
  array: 'a list',
  object: 'an object',
};

/** What the objects of a project are called in messages. */
export const PART_WORDS: Readonly<Record<PartKind, string>> = {
  project: 'a project',
  shot: 'a shot',
  template: 'a template',
  settings: '`settings`',
  compline: '`meta.compline`',
};

/** The words that stand for an object in the text: the brace that opens it. */
export function openingOf({ offset }: JsonNode): TextRange {
  return { start: offset, end: offset + 1 };
}

/** Where a finding about a member stands: its value, else its key. */
export function placeOf({ key, value }: Member): TextRange {
  return rangeOf(value ?? key);
}

/** The same for a key of a shot or template that may be missing. */
export function placeIn({ part }: ProjectItem, name: string): TextRange {
  const member = part.byName.get(name);
  return member === undefined ? openingOf(part.node) : placeOf(member);
}

/** Names as a sentence lists them: `a`, `b` and `c`. */
export function listed(words: readonly string[], and = 'and'): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`;
}

/** A text as a message shows it: on one line, and not too long. */
export function shown(text: string, most = 40): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= most ? line : `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A sentence with its first letter large. */
export function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
