import type { FrameDialect } from '../dialect.ts';
import { frameRun } from '../frame-run.ts';
import { gatherAll } from '../gather.ts';
import type { ListPart } from '../list-parts.ts';
import { onlyOnce } from '../once.ts';
import { type PartFault, type PartFrames, type PartNumbers, type PartRules, partDialect } from '../part-dialect.ts';
import { allButNth, everyNth, NO_FRAMES, STEP_ZERO } from '../part-frames.ts';
import { printParts } from '../print-parts.ts';

/** What sets OpenCue's server and its Python client apart. */
interface OpenCueRules extends Pick<PartRules, 'exactFrames' | 'mayBeEmpty'> {
  readonly name: string;
  readonly title: string;
  readonly number: string;
  /** The greatest frame. */
  readonly most: number;
  /** Whether each pass of an interleaved range begins one frame later than the one before. */
  readonly passesMoveOn: boolean;
  split(text: string): readonly ListPart[];
}

/**
 * OpenCue's lists (`FrameSet`, `FrameRange`): as written, and what is there twice stays. `x` is a step, which has to be
 * negative where a range goes down by more than 1; `y` takes the frames of a step out; `:` interleaves, by half the step
 * with each pass.
 */
export function openCueDialect({ number, most, passesMoveOn, ...rules }: OpenCueRules): FrameDialect {
  const { title } = rules;
  const dialect = partDialect({
    ...rules,
    reads: '1, 1-10, 1-10x3, 1-10y3 and 1-10:3',
    form: { number, range: '-', step: '[xy:]' },
    frames: (part) => {
      const isHeld = [part.first, part.last, part.by ?? 1].every((it) => it <= most && it >= -most - 1);
      if (!isHeld) return { code: 'frame-too-large', fault: `${title} reads no numbers beyond ${most}.` };
      return framesOf(part, passesMoveOn);
    },
    gather: gatherAll,
    print: (frames) =>
      printParts(frames, {
        title,
        separator: ',',
        style: {
          dash: '-',
          step: (step) => (Math.abs(step) === 1 ? '' : `x${step}`),
          holdsLast: false,
        },
        order: 'as written',
        parse: dialect.parse,
      }),
  });
  return dialect;
}

function framesOf({ first, last, mark, by }: PartNumbers, passesMoveOn: boolean): PartFrames | PartFault {
  if (by === undefined) return everyNth(first, last);
  if (by === 0) return STEP_ZERO;
  if (by > 1 && last < first) return { code: 'step-positive', fault: 'A range that goes down has a negative step.' };
  if (by < 0 && last >= first) return { code: 'step-negative', fault: 'A range that goes up has a positive step.' };
  if (last < first && by === 1) return NO_FRAMES;
  if (mark === 'x') return everyNth(first, last, by);
  return mark === 'y' ? allButNth(first, last, by) : interleaved(first, last, by, passesMoveOn);
}

function interleaved(first: number, last: number, by: number, passesMoveOn: boolean): PartFrames {
  const sign = Math.sign(by);
  const passes = [];
  let from = first;
  for (let step = by; step !== 0 && (last - from) * sign >= 0; step = Math.trunc(step / 2)) {
    passes.push([frameRun(from, last, step)]);
    if (passesMoveOn) from += sign;
  }
  return { groups: onlyOnce(passes) };
}
