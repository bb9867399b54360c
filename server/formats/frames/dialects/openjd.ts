import type { FrameDialect, ParsedFrames } from '../dialect.ts';
import { FrameList } from '../frame-list.ts';
import { ascending, type FrameRun, frameRun, highOf, lowOf } from '../frame-run.ts';
import { type Gather, gatherSorted, refused } from '../gather.ts';
import { commaParts, type ListPart } from '../list-parts.ts';
import { type PartRules, partDialect, type ReadPart } from '../part-dialect.ts';
import { quoted } from '../part-form.ts';
import { everyNth, largeFrame, STEP_ZERO } from '../part-frames.ts';
import { printParts } from '../print-parts.ts';
import { upBy } from '../step-text.ts';
import { BLANKS } from '../whole-numbers.ts';

const title = 'OpenJD';

const BLANK = `[${BLANKS.python}]*`;

/** What the specification and its Python model have in common. */
export const OPENJD_RULES: Omit<PartRules, 'name' | 'title' | 'frames'> = {
  reads: '1, 1-10 and 1-10:3',
  form: { number: `-?${BLANK}[0-9]+`, range: '-', step: ':', blank: BLANK },
  split: (text) => (text.trim() === '' ? [] : commaParts(text)),
  gather: gatherApart(),
};

/**
 * Open Job Description's range expressions (`_range_expr.py` of its Python model): the ranges are sorted by their least
 * frames, a range that goes down has a negative step, and ranges whose stretches overlap are an error.
 */
export const openJdDialect: FrameDialect = partDialect({
  ...OPENJD_RULES,
  name: 'openjd',
  title,
  frames: ({ first, last, by = 1 }) => {
    if (by === 0) return STEP_ZERO;
    if (first > last && by > 0) return { code: 'step-positive', fault: 'A range that goes down has a negative step.' };
    if (first < last && by < 0) return { code: 'step-negative', fault: 'A range that goes up has a positive step.' };
    return { ...everyNth(first, last, by), writtenEnd: last };
  },
  exactFrames: largeFrame,
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
      parse: openJdDialect.parse,
    }),
});

function gatherApart(): Gather {
  return (parts, text, reader) => {
    if (parts.some(({ frames }) => 'texts' in frames)) return gatherSorted(parts, text, reader);
    const ranges = parts.flatMap(writtenRange).sort((a, b) => a.low - b.low);
    const overlap = ranges.find(({ low }, at) => at > 0 && low <= (ranges[at - 1] as WrittenRange).high);
    if (overlap === undefined) {
      return listOf(
        ranges.map(({ run }) => run),
        text,
      );
    }
    const { start, end, text: found } = overlap.part;
    const message = `${quoted(found.trim())} overlaps another range. ${title} takes ranges that lie apart.`;
    return { frames: undefined, errors: [{ code: 'ranges-overlap', message, start, end }] };
  };
}

/** A range with its ends as they are written: by them ranges overlap, even where no frame is in both. */
interface WrittenRange {
  readonly run: FrameRun;
  readonly part: ListPart;
  readonly low: number;
  readonly high: number;
}

function writtenRange({ part, frames }: ReadPart): readonly WrittenRange[] {
  const run = 'groups' in frames ? frames.groups[0]?.[0] : undefined;
  if (run === undefined) return [];
  const end = ('groups' in frames ? frames.writtenEnd : undefined) ?? run.last;
  return [{ run, part, low: Math.min(run.first, end), high: Math.max(run.first, end) }];
}

/** Ranges that go on where another of the same step ends are one, which goes up. */
function listOf(sorted: readonly FrameRun[], text: string): ParsedFrames {
  const runs: FrameRun[] = [];
  for (const run of sorted) {
    const last = runs.at(-1);
    const step = Math.abs(run.step);
    if (last !== undefined && Math.abs(last.step) === step && highOf(last) + step === lowOf(run)) {
      runs[runs.length - 1] = frameRun(ascending(last).first, highOf(run), step);
    } else runs.push(run);
  }
  const frames = FrameList.of(runs);
  if (Number.isSafeInteger(frames.count)) return { frames, errors: [] };
  return refused('too-many-frames', `There are more than ${Number.MAX_SAFE_INTEGER} frames.`, text);
}
