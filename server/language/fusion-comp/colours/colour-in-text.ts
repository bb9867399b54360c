import { type Move, shiftRange, type TextRange } from '../../../formats/text/range.ts';
import type { Colour } from '../../answers/colours.ts';

/** One number of a colour in the text. */
export interface Channel {
  readonly part: keyof Colour;
  readonly range: TextRange;
  readonly value: number;
  /** The number as it is written. */
  readonly text: string;
}

/** A colour where it is written. */
export interface ColourInText {
  /** A table with all of its numbers, or the first number where each has a place of its own. */
  readonly range: TextRange;
  /** Its numbers in the order of the text. */
  readonly channels: readonly Channel[];
  /** The number that stands for full strength: 1, or 255 in `SplineColor`. */
  readonly full: number;
}

/** Moves a colour by so many code units. */
export function shiftColour({ range, channels, full }: ColourInText, move: Move): ColourInText {
  return {
    range: shiftRange(range, move),
    channels: channels.map((channel) => ({ ...channel, range: shiftRange(channel.range, move) })),
    full,
  };
}

/** The colour as pickers show it: brighter than full is full, and what has no alpha is opaque. */
export function shownColour({ channels, full }: ColourInText): Colour {
  const partOf = (part: keyof Colour, otherwise: number): number => {
    const channel = channels.find((candidate) => candidate.part === part);
    return channel === undefined ? otherwise : Math.min(1, Math.max(0, channel.value / full));
  };
  return { red: partOf('red', 0), green: partOf('green', 0), blue: partOf('blue', 0), alpha: partOf('alpha', 1) };
}
