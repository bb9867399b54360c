import type { FrameDialect } from '../dialect.ts';
import { gatherSorted } from '../gather.ts';
import { filledParts, partsBetween } from '../list-parts.ts';
import { partDialect } from '../part-dialect.ts';
import { everyNth, goesDown, STEP_ZERO } from '../part-frames.ts';
import { printParts } from '../print-parts.ts';
import { upBy } from '../step-text.ts';
import { NUMBERS } from '../whole-numbers.ts';

const title = 'Slurm';

/** The greatest index a cluster may be set up for (`MaxArraySize` is one more; 1001 where nothing is set). */
const MOST = 4_000_000;

/**
 * The job arrays of Slurm's `sbatch --array`: `0-15:4`, sorted, each index once, nothing below 0. How many may run at a
 * time (`%4` at the end) is no matter here.
 */
export const slurmDialect: FrameDialect = partDialect({
  name: 'slurm',
  title,
  reads: '1, 1-10 and 1-10:3, with %4 at the end of the list',
  form: { number: NUMBERS.plain, range: '-', step: ':' },
  split: (text) => filledParts(partsBetween(text.replace(/%[0-9]+$/, ''), /,+/g)),
  frames: ({ first, last, by }) => {
    if (first > last) return goesDown(title);
    if (last > MOST) return { code: 'frame-too-large', fault: `${title} has no array index beyond ${MOST}.` };
    return by === 0 ? STEP_ZERO : everyNth(first, last, by);
  },
  gather: gatherSorted,
  print: (frames) =>
    printParts(frames, {
      title,
      separator: ',',
      style: {
        dash: '-',
        step: upBy(':'),
        holdsLast: false,
      },
      order: 'sorted',
      refusesNegative: `${title} has no array index below 0.`,
      parse: slurmDialect.parse,
    }),
});
