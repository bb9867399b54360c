import type { JsonType, KeyFacts } from '../../../formats/sora/schema.ts';
import type { Markup } from '../../markup.ts';

const TYPES: Readonly<Record<JsonType, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  null: 'null',
  array: 'list',
  object: 'object',
};

/** What a key means, of what type it is, and what it is where it is left out. */
export function describeKey({ name, types, isRequired, initial, meaning, role }: KeyFacts, markup: Markup): string {
  const standard = role === 'date' ? 'the time at which it is read' : markup.code(JSON.stringify(initial));
  const absent = isRequired ? 'Sora Studio does not load the project without it.' : `Left out it is ${standard}.`;
  const type = types.map((each) => TYPES[each]).join(' or ');
  return [`${markup.strong(name)}: ${type}`, plain(meaning, markup), absent].join('\n\n');
}

/** A sentence with its words in backticks as the client shows them. */
function plain(sentence: string, markup: Markup): string {
  return sentence.replace(/`([^`]+)`/g, (_, words: string) => markup.code(words));
}
