import type { TextEdit, TextRange } from '../../formats/text/range.ts';

/** A colour as pickers show it; each part from 0 to 1. */
export interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

/** A colour in the text. */
export interface ColouredRange {
  readonly range: TextRange;
  readonly colour: Colour;
}

/** How a colour is written in the place of another. */
export interface ColourWriting {
  /** The numbers, for the picker to show. */
  readonly label: string;
  /** Replaces the range of the old colour. */
  readonly edit: TextEdit;
  /** What changes elsewhere: parts of the colour that have places of their own. */
  readonly others: readonly TextEdit[];
}
