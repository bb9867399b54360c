import type { ValueChoice, ValueGuide } from '../../formats/yaml/guide.ts';
import type { Markup } from '../markup.ts';

/** The most choices or keys that are listed. */
const LIST_LIMIT = 24;

/** What is known of a value, in paragraphs; the first one is for the key. */
export function describeValue(name: string, guide: ValueGuide, markup: Markup): readonly string[] {
  const shape = guide.shapes.filter((it) => it !== 'nothing').join(' or ');
  return [
    `${markup.strong(name)}${shape === '' ? '' : `, ${shape}`}`,
    ...(guide.description === undefined ? [] : [guide.description]),
    ...(isShown(guide.standard) ? [`Default: ${markup.code(String(guide.standard))}`] : []),
    ...choices(guide.choices, markup),
    ...keys(guide, markup),
  ];
}

/** What one of the values that may stand somewhere means, in paragraphs. */
export function describeChoice({ value, name, description }: ValueChoice, markup: Markup): readonly string[] {
  const heading = name === undefined ? markup.code(String(value)) : `${markup.code(String(value))} ${name}`;
  return [heading, ...(description === undefined ? [] : [description])];
}

/** Defaults that are maps or lists are empty, which goes without saying. */
function isShown(standard: unknown): boolean {
  return standard !== undefined && standard !== null && typeof standard !== 'object' && typeof standard !== 'function';
}

function choices(all: readonly ValueChoice[], markup: Markup): readonly string[] {
  if (all.length === 0 || all.every(({ value }) => typeof value === 'boolean')) return [];
  const shown = all.slice(0, LIST_LIMIT);
  const more = all.length > LIST_LIMIT ? `\n- and ${all.length - LIST_LIMIT} more` : '';
  const lines = shown.map(
    ({ value, name }) => `- ${markup.code(String(value))}${name === undefined ? '' : ` ${name}`}`,
  );
  return [`Choices:\n${lines.join('\n')}${more}`];
}

function keys(guide: ValueGuide, markup: Markup): readonly string[] {
  const names = guide.keys().map(({ name }) => markup.code(name));
  if (names.length === 0) return [];
  const shown = names.slice(0, LIST_LIMIT).join(', ');
  return [`Keys: ${shown}${names.length > LIST_LIMIT ? ` and ${names.length - LIST_LIMIT} more` : ''}`];
}
