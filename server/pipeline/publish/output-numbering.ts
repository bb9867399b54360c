import type { Comp, Tool } from '../../formats/comp/model.ts';
import { globalRange } from '../../formats/comp/ranges.ts';
import type { OutputSpec } from '../../formats/render-spec/parse-render-spec.ts';
import type { Roots } from '../../project/roots.ts';
import {
  isMovieName,
  type Numbering,
  numberedFrom,
  numberedName,
  OWN_NUMBERS,
  type Span,
} from '../../project/sequence.ts';
import { ComplineError } from '../../protocol/errors.ts';
import { plateMedia } from './feeding-media.ts';

/** How the files of a publish are numbered. */
export interface OutputNumbering {
  readonly numbering: Numbering;
  /** What the Saver's `SequenceStartFrame` has to be, where the files are numbered as the plate is. */
  readonly sequenceStart?: number;
  /** So many digits the numbers have at least. */
  readonly digits: number;
}

/** Where the Saver and what feeds it are. */
export interface NumberingFacts {
  readonly comp: Comp;
  readonly saver: Tool;
  readonly spec: OutputSpec | undefined;
  readonly frames: Span;
  /** The path of the comp. */
  readonly file: string;
  readonly compFolder: string;
  readonly roots: Roots;
}

/**
 * The numbers that the files of a publish get: those of the plate with `source_numbering`, else as the Saver says. As
 * Ramses has it, a plate's numbers keep at least the plate's digits. Error: `comp-has-errors` where no sequence feeds the
 * Saver whose numbers are wanted.
 */
export function outputNumbering(facts: NumberingFacts): OutputNumbering {
  const { comp, saver, spec, frames, file } = facts;
  const global = globalRange(comp);
  if (spec?.source_numbering !== true) {
    const isSet = numberInput(saver, 'SetSequenceStart') ?? 0;
    const isOwn = spec?.source_numbering === false || isSet === 0 || global === undefined;
    const numbering = isOwn ? OWN_NUMBERS : numberedFrom(numberInput(saver, 'SequenceStartFrame') ?? 0, global.first);
    return { numbering, digits: digitsOf(frames, numbering) };
  }
  const media = plateMedia(comp, saver, facts.compFolder, facts.roots);
  const width = media && plateDigits(media.path);
  if (media === undefined || width === undefined) {
    throw new ComplineError({
      code: 'comp-has-errors',
      message: `The render spec numbers the frames as the plate is numbered, but no sequence feeds ${saver.name}.`,
      nextStep: 'Connect the Loader of the plate, or take source_numbering out of the render spec.',
      path: file,
    });
  }
  const first = global?.first ?? frames.first;
  const sequenceStart = media.numberOf(first);
  const numbering = numberedFrom(sequenceStart, first);
  return { numbering, sequenceStart, digits: Math.max(width, digitsOf(frames, numbering)) };
}

/** The name with a token of at least so many digits, so that all numbers of a sequence are equally long. */
export function withDigits(name: string, digits: number): string {
  const parts = numberedName(name);
  if (isMovieName(name) || parts.digits === '' || parts.digits.length >= digits) return name;
  return `${parts.lead}${parts.digits.padStart(digits, '0')}${parts.extension}`;
}

function digitsOf({ last }: Span, { offset }: Numbering): number {
  return String(Math.max(0, last + offset)).length;
}

/** The digits in a path in printf form; undefined for what is no sequence. */
function plateDigits(path: string): number | undefined {
  const width = /%0(\d+)d[^/\\]*$/.exec(path)?.[1];
  return width === undefined ? undefined : Number(width);
}

function numberInput(tool: Tool, name: string): number | undefined {
  const value = tool.inputs.findLast((input) => input.name === name)?.value;
  return value?.kind === 'number' ? value.value : undefined;
}
