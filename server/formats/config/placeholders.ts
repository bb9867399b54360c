import { nearestNames } from '../comp/nearest-name.ts';
import type { TextRange } from '../text/range.ts';

/** What the arguments of a renderer may hold between braces, with what it stands for. */
export const PLACEHOLDER_MEANINGS = {
  comp: 'The comp to render.',
  saver: 'The name of its Saver.',
  first: 'The first frame of the chunk.',
  last: 'The last frame of the chunk.',
  count: 'The number of frames of the chunk.',
  output: 'The files to write, as name.%04d.ext.',
  outputFirst: "The number, in the files to write, of the chunk's first frame.",
  media: 'The media that feeds the Saver, as name.%04d.ext.',
  mediaFirst: "The number, in the media, of the chunk's first frame.",
  threads: 'The threads that the renderer may use.',
} as const;

/** The name of a placeholder, without its braces. */
export type Placeholder = keyof typeof PLACEHOLDER_MEANINGS;

const PLACEHOLDERS: readonly string[] = Object.keys(PLACEHOLDER_MEANINGS);

/** A piece of an argument: text as it is, the name between braces, or a brace that stands alone. */
const PIECE = /\{\{|\}\}|\{(?<name>[^{}]*)\}|[{}]/g;

/** A placeholder that nobody knows, or a brace that stands alone. */
export interface PlaceholderFault {
  readonly message: string;
  /** In the argument. */
  readonly range: TextRange;
  /** What was most likely meant. */
  readonly instead?: string;
}

/** What is wrong with the placeholders of an argument: unknown names and braces that stand alone. */
export function placeholderFaults(argument: string): PlaceholderFault[] {
  const faults: PlaceholderFault[] = [];
  for (const { 0: piece, groups, index } of argument.matchAll(PIECE)) {
    if (piece === '{{' || piece === '}}') continue;
    const name = groups?.name;
    const range = { start: index, end: index + piece.length };
    if (name === undefined) {
      const doubled = `${piece}${piece}`;
      faults.push({ message: `A ${piece} stands alone; write ${doubled} for a brace.`, range, instead: doubled });
    } else if (!isPlaceholder(name)) {
      const [nearest] = nearestNames(name, PLACEHOLDERS);
      const meant = nearest === undefined ? `Known: ${KNOWN}.` : `Did you mean {${nearest}}?`;
      const instead = nearest === undefined ? {} : { instead: `{${nearest}}` };
      faults.push({ message: `Unknown placeholder ${piece}. ${meant}`, range, ...instead });
    }
  }
  return faults;
}

/** The placeholders that an argument holds. */
export function placeholdersIn(argument: string): Placeholder[] {
  return [...argument.matchAll(PIECE)].map(({ groups }) => groups?.name ?? '').filter(isPlaceholder);
}

/** The argument with its placeholders replaced; what `placeholderFaults` finds wrong stays as it is. */
export function fillPlaceholders(argument: string, values: Readonly<Record<Placeholder, string>>): string {
  return argument.replace(PIECE, (piece: string, name: string | undefined) => {
    if (piece === '{{') return '{';
    if (piece === '}}') return '}';
    return name !== undefined && isPlaceholder(name) ? values[name] : piece;
  });
}

const KNOWN = PLACEHOLDERS.map((name) => `{${name}}`).join(' ');

function isPlaceholder(name: string): name is Placeholder {
  return Object.hasOwn(PLACEHOLDER_MEANINGS, name);
}
