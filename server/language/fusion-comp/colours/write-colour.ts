import type { TextEdit } from '../../../formats/text/range.ts';
import type { Colour, ColourWriting } from '../../answers/colours.ts';
import { type Channel, type ColourInText, shownColour } from './colour-in-text.ts';

/** Pickers work in steps of 1/255; a difference below half of one is none. */
const HALF_STEP = 0.5 / 255;

/** So many decimals tell all steps of a picker apart. */
const FEWEST_DECIMALS = 3;

/**
 * Writes a colour in the place of another: only numbers that change are written anew, in the style of those that are
 * there. `slice` reads the text.
 */
export function writeColour(
  found: ColourInText,
  colour: Colour,
  slice: (start: number, end: number) => string,
): ColourWriting {
  const shown = shownColour(found);
  const write = numberWriter(found);
  const edits = found.channels.map((channel): TextEdit => {
    const part = colour[channel.part];
    const isKept = Math.abs(part - shown[channel.part]) < HALF_STEP;
    return { range: channel.range, newText: isKept ? channel.text : write(part * found.full) };
  });
  const inside = edits.filter(({ range }) => range.start >= found.range.start && range.end <= found.range.end);
  return {
    label: edits.map(({ newText }) => newText).join(', '),
    edit: { range: found.range, newText: replaceInside(found, inside, slice) },
    others: edits.filter((edit) => !inside.includes(edit)),
  };
}

function replaceInside(
  { range }: ColourInText,
  edits: readonly TextEdit[],
  slice: (start: number, end: number) => string,
) {
  let result = '';
  let done = range.start;
  for (const edit of edits) {
    result += slice(done, edit.range.start) + edit.newText;
    done = edit.range.end;
  }
  return result + slice(done, range.end);
}

/** Writes numbers with as many decimals as the colour has; whole ones where full strength is 255 and all are whole. */
function numberWriter({ channels, full }: ColourInText): (value: number) => string {
  const decimals = Math.max(...channels.map(decimalsOf));
  if (full === 255 && decimals === 0) return (value) => String(Math.round(value));
  const places = Math.min(15, Math.max(FEWEST_DECIMALS, decimals));
  return (value) => String(Number(value.toFixed(places)));
}

function decimalsOf({ text }: Channel): number {
  return /\.(\d*)$/.exec(text)?.[1]?.length ?? 0;
}
