import type { FrameDialect } from '../dialect.ts';
import { gatherSorted } from '../gather.ts';
import { commaParts, filledParts } from '../list-parts.ts';
import { partDialect } from '../part-dialect.ts';
import { everyNthAndLast, goesDown, largeFrame, STEP_ZERO } from '../part-frames.ts';
import { printParts } from '../print-parts.ts';
import { upBy } from '../step-text.ts';
import { BLANKS, NUMBERS } from '../whole-numbers.ts';

const title = 'LRC Toolbox';

/**
 * The lists of LRC Toolbox' batch render (`utils/frame_parser.py`): sorted, each frame once, the last frame of a stepped
 * range always in. Numbers are what Python's `int` takes; there are none below 0.
 */
export const lrcToolboxDialect: FrameDialect = partDialect({
  name: 'lrc-toolbox',
  title,
  reads: '1, 1-10 and 1-10x3',
  form: { number: NUMBERS.pythonInt, range: '-', step: 'x', blank: `[${BLANKS.python}]*` },
  split: (text) => filledParts(commaParts(text)),
  frames: ({ first, last, by }) => {
    if (first > last) return goesDown(title);
    return by === 0 ? STEP_ZERO : everyNthAndLast(first, last, by);
  },
  exactFrames: largeFrame,
  gather: gatherSorted,
  print: (frames) =>
    printParts(frames, {
      title,
      separator: ',',
      style: {
        dash: '-',
        step: upBy('x'),
        holdsLast: true,
      },
      order: 'sorted',
      refusesNegative: `${title} reads no frames below 0.`,
      parse: lrcToolboxDialect.parse,
    }),
});
