import type { InputKind, ToolKind } from '../../formats/comp/registry/registry.ts';
import type { Word } from '../../formats/comp/vocabulary/word.ts';
import type { Markup } from '../markup.ts';
import { shownKind } from './shown-kind.ts';

/** The most meanings of numbers, or ids, that are listed. */
const LIST_LIMIT = 24;

/** What a kind of tool is and what it is for, in paragraphs. */
export function describeKind(kind: ToolKind, markup: Markup): readonly string[] {
  const about = [kind.category, ...(kind.isThirdParty ? ['a plug-in or fuse that not every Fusion has'] : [])];
  return [
    ...(kind.name === kind.id ? [] : [`${markup.strong(kind.name)} in Fusion’s menus`]),
    ...(kind.description === undefined ? [] : [kind.description]),
    `Kind: ${about.join(', ')}`,
    ...(kind.outputs.length === 0 ? [] : [`Outputs: ${kind.outputs.map((name) => markup.code(name)).join(', ')}`]),
  ];
}

/** What an input is for and what it takes, in paragraphs. */
export function describeInputKind(kind: InputKind, markup: Markup): readonly string[] {
  const takes = [shownKind(kind), ...(kind.connects && kind.kinds.length > 0 ? ['can be connected'] : [])];
  return [
    ...(kind.description === undefined ? [] : [kind.description]),
    ...(takes.join('') === '' ? [] : [`Takes: ${takes.filter((it) => it !== '').join(', ')}`]),
    ...(kind.standard === undefined ? [] : [`Default: ${markup.code(kind.standard)}`]),
    ...rangeSeen(kind),
    ...choices(kind, markup),
    ...(kind.ids === undefined || kind.ids.length === 0 ? [] : [`Ids: ${listed(kind.ids, markup)}`]),
  ];
}

/** What a field of a table is for, in paragraphs. */
export function describeWord({ name, description, kind, values }: Word, markup: Markup): readonly string[] {
  return [
    `${markup.strong(name)}${kind === undefined ? '' : `, ${kind}`}`,
    description,
    ...(values === undefined ? [] : [`One of: ${listed(values, markup)}`]),
  ];
}

function listed(names: readonly string[], markup: Markup): string {
  const shown = names.slice(0, LIST_LIMIT).map((name) => markup.code(name));
  return names.length > LIST_LIMIT ? `${shown.join(', ')} and ${names.length - LIST_LIMIT} more` : shown.join(', ');
}

function rangeSeen({ kinds, choices: known, min, max, integer }: InputKind): readonly string[] {
  if (!kinds.includes('number') || known !== undefined || min === undefined || max === undefined) return [];
  return [`Seen in files: ${rounded(min)} to ${rounded(max)}${integer === true ? ', whole numbers' : ''}`];
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function choices({ choices: known }: InputKind, markup: Markup): readonly string[] {
  if (known === undefined) return [];
  const lines = [...known].slice(0, LIST_LIMIT).map(([number, name]) => `- ${markup.code(String(number))} ${name}`);
  return [`Choices:\n${lines.join('\n')}`];
}
