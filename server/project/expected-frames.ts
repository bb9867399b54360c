import { numberedFrom, OWN_NUMBERS, type Span } from './sequence.ts';

/** Fusion writes numbers like -2000000000 where a frame is not set. */
const UNSET = -1_000_000_000;

/** What a clip says of the files that it reads. */
export interface ClipNumbers {
  /** The number of the first file of the sequence; less than 0 where the clip is none. */
  readonly startFrame: number | undefined;
  readonly trimIn: number | undefined;
  readonly trimOut: number | undefined;
}

/**
 * The numbers of the files that a clip reads: from `TrimIn` to `TrimOut`, counted from the first file of the sequence.
 * Absent for a clip that is no sequence, or does not say.
 */
export function framesRead({ startFrame, trimIn, trimOut }: ClipNumbers): Span | undefined {
  if (startFrame === undefined || startFrame < 0 || trimIn === undefined || trimOut === undefined) return undefined;
  return trimOut > trimIn && trimIn >= 0 ? { first: startFrame + trimIn, last: startFrame + trimOut } : undefined;
}

/** The frames of a composition as it says them. */
export interface CompositionFrames {
  readonly render: Span | undefined;
  readonly global: Span | undefined;
}

/**
 * The numbers of the files that a Saver writes when the composition is rendered; absent where no range is set.
 * `sequenceStart` is the number of the file of the first frame, where the Saver sets one.
 */
export function framesWritten(
  { render, global }: CompositionFrames,
  sequenceStart: number | undefined,
): Span | undefined {
  const isSet = render !== undefined && render.first > UNSET && render.last > UNSET;
  const range = isSet ? render : global;
  if (range === undefined || range.last < range.first || range.first <= UNSET) return undefined;
  const isNumbered = sequenceStart !== undefined && global !== undefined;
  const { offset } = isNumbered ? numberedFrom(sequenceStart, global.first) : OWN_NUMBERS;
  return { first: Math.round(range.first) + offset, last: Math.round(range.last) + offset };
}
