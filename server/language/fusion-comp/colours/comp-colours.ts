import type { Comp } from '../../../formats/comp/model.ts';
import { PerTool } from '../../../formats/comp/per-tool.ts';
import { toolsIn } from '../../../formats/comp/tool-at.ts';
import type { TextRange } from '../../../formats/text/range.ts';
import type { Colour, ColouredRange, ColourWriting } from '../../answers/colours.ts';
import type { Pausing } from '../../pausing.ts';
import { type ColourInText, shiftColour, shownColour } from './colour-in-text.ts';
import { coloursOfTool } from './tool-colours.ts';
import { writeColour } from './write-colour.ts';

/** The colours of a comp: of tiles, splines, inputs and gradients. */
export class CompColours {
  readonly #perTool = new PerTool<ColourInText>(coloursOfTool, shiftColour);

  /** Every colour of a comp. */
  *of(comp: Comp): Pausing<ColouredRange> {
    for (const found of this.#perTool.of(comp)) {
      yield found && { range: found.range, colour: shownColour(found) };
    }
  }

  /** How `colour` is written in the place of the colour at `range`; absent where there is none. */
  write(comp: Comp, range: TextRange, colour: Colour): ColourWriting | undefined {
    for (const tool of toolsIn(comp, range)) {
      for (const found of this.#perTool.ofTool(comp, tool)) {
        if (found.range.start === range.start)
          return writeColour(found, colour, (start, end) => comp.slice(start, end));
      }
    }
    return undefined;
  }
}
