import { nearestNames } from '../comp/nearest-name.ts';
import type { TextRange } from '../text/range.ts';

/** What the arguments of a renderer may hold between braces, with what it stands for. */
export const PLACEHOLDER_MEANINGS = {
  comp: 'The comp to render.',
  scene: 'The scene of the step, else the comp.',
  script: "The renderer's script.",
  project: "The project's root.",
  saver: 'The name of the Saver of the comp.',
  first: 'The first frame of the chunk.',
  last: 'The last frame of the chunk.',
  count: 'The number of frames of the chunk.',
  step: 'The distance from one frame of the chunk to the next.',
  frames: "The frames of the chunk, in the renderer's dialect.",
  layer: 'The render layer or composition of the step.',
  camera: 'The camera of the step.',
  output: 'The files to write, as name.%04d.ext.',
  outputFolder: 'The folder of the files to write.',
  outputName: 'The name of the files to write, without number and extension.',
  outputBase: 'The files to write up to their number: folder/name.',
  hashes: 'A # for each digit of the number in the files to write.',
  padding: 'The digits of the number in the files to write.',
  extension: 'The extension of the files to write, without its dot.',
  format: 'What the renderer calls the format of the files to write.',
  outputFirst: "The number, in the files to write, of the chunk's first frame.",
  media: 'The media that feeds the Saver, as name.%04d.ext.',
  mediaFirst: "The number, in the media, of the chunk's first frame.",
  threads: 'The threads that the renderer may use.',
  gpus: 'The GPUs that the renderer may use, as it counts them: 0,1.',
  width: 'Width of the pictures in pixels.',
  height: 'Height of the pictures in pixels.',
} as const;

/** The name of a placeholder, without its braces. */
export type Placeholder = keyof typeof PLACEHOLDER_MEANINGS;

const PLACEHOLDERS: readonly string[] = Object.keys(PLACEHOLDER_MEANINGS);

/** What others call them. */
const OTHER_NAMES: Readonly<Record<string, Placeholder>> = {
  start: 'first',
  startframe: 'first',
  end: 'last',
  endframe: 'last',
  by: 'step',
  range: 'frames',
  renderlayer: 'layer',
  file: 'scene',
  out: 'output',
  gpu: 'gpus',
  ext: 'extension',
};

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
      const other = Object.hasOwn(OTHER_NAMES, name.toLowerCase()) ? OTHER_NAMES[name.toLowerCase()] : undefined;
      const nearest = other ?? nearestNames(name, PLACEHOLDERS)[0];
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

/** The argument with its placeholders replaced; what `placeholderFaults` finds wrong, and what stands for nothing, stays as it is. */
export function fillPlaceholders(argument: string, values: { readonly [Name in Placeholder]?: string }): string {
  return argument.replace(PIECE, (piece: string, name: string | undefined) => {
    if (piece === '{{') return '{';
    if (piece === '}}') return '}';
    return name !== undefined && isPlaceholder(name) ? (values[name] ?? piece) : piece;
  });
}

const KNOWN = PLACEHOLDERS.map((name) => `{${name}}`).join(' ');

function isPlaceholder(name: string): name is Placeholder {
  return Object.hasOwn(PLACEHOLDER_MEANINGS, name);
}
