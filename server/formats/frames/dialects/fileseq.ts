import { decimalFrames } from '../decimal-frames.ts';
import type { FrameDialect, ParsedFrames } from '../dialect.ts';
import type { FrameGroup } from '../frame-group.ts';
import { FrameLimitError } from '../frame-limit.ts';
import { frameRun } from '../frame-run.ts';
import { type Gather, gatherOnce, refused } from '../gather.ts';
import { commaParts, filledParts } from '../list-parts.ts';
import { onlyOnce } from '../once.ts';
import { type PartFault, type PartFrames, type PartNumbers, partDialect } from '../part-dialect.ts';
import { allButNth, everyNth, STEP_ZERO } from '../part-frames.ts';
import { printParts } from '../print-parts.ts';
import { byX } from '../step-text.ts';
import { BLANKS } from '../whole-numbers.ts';

const title = 'FileSeq';

/** FileSeq refuses more frames than this (`MAX_FRAME_SIZE`). */
const MOST_FRAMES = 10_000_000;

/** What is not taken out. */
const KEPT = new RegExp(`[^#@${BLANKS.python}]+`, 'gu');

/** How many passes of a staggered range are held. */
const MOST_PASSES = 10_000;

const cleanDialect = partDialect({
  name: 'fileseq',
  title,
  reads: '1, 1-10, 1-10x3, 1-10y3 and 1-10:3',
  form: { number: '-?\\p{Nd}+(?:\\.\\p{Nd}+)?', range: '-', step: '[xy:]' },
  split: (text) => filledParts(commaParts(text)),
  frames: framesOf,
  exactFrames: decimalFrames,
  gather: gather(),
  mayBeEmpty: true,
});

/**
 * The frame sets of the Python package fileseq: as written, each frame once; the direction is free. `y` takes the frames
 * of a step out, `:3` is the range by 3, by 2 and by 1. Blanks, `#` and `@` are taken out wherever they stand, so that
 * `1 0` is frame 10. Frames may be decimal.
 */
export const fileseqDialect: FrameDialect = {
  name: 'fileseq',
  title,
  parse,
  print: (frames) =>
    printParts(frames, {
      title,
      separator: ',',
      style: {
        dash: '-',
        step: byX,
        holdsLast: false,
      },
      order: 'as written, each once',
      parse,
    }),
};

function parse(text: string): ParsedFrames {
  const places: number[] = [];
  let clean = '';
  for (const { 0: kept, index } of text.matchAll(KEPT)) {
    for (let at = 0; at < kept.length; at++) places.push(index + at);
    clean += kept;
  }
  const parsed = cleanDialect.parse(clean);
  if (parsed.frames !== undefined || clean.length === text.length) return parsed;
  const errors = parsed.errors.map(({ start, end, ...error }) => {
    return { ...error, start: places[start] ?? text.length, end: (places[end - 1] ?? text.length - 1) + 1 };
  });
  return { frames: undefined, errors };
}

function framesOf({ first, last, mark, by = 1 }: PartNumbers): PartFrames | PartFault {
  if (last > first && by < 0) return { code: 'step-negative', fault: 'A range that goes up has a positive step.' };
  if (by === 0) return STEP_ZERO;
  if (mark === 'y') return allButNth(first, last, by);
  return mark === ':' ? staggered(first, last, Math.abs(by)) : everyNth(first, last, by);
}

function staggered(first: number, last: number, by: number): PartFrames {
  const passes: FrameGroup[] = [];
  const sign = last < first ? -1 : 1;
  // A step beyond the range gives its first frame, whatever it is.
  const from = Math.min(by, Math.abs(last - first) + 1);
  if (from > MOST_PASSES) {
    throw new FrameLimitError('too-many-runs', `A range is staggered by ${MOST_PASSES} passes at most.`);
  }
  for (let step = from; step > 0; step--) passes.push([frameRun(first, last, step * sign)]);
  return { groups: onlyOnce(passes) };
}

function gather(): Gather {
  return (parts, text, reader) => {
    const found = gatherOnce(parts, text, reader);
    if ((found.frames?.count ?? 0) <= MOST_FRAMES) return found;
    return refused('too-many-frames', `${title} refuses more than ${MOST_FRAMES} frames.`, text);
  };
}
