import { FrameLimitError } from './frame-limit.ts';
import { type FrameRun, frameRun, runCount } from './frame-run.ts';

const MOST_RUNS = 1_000_000;

/** Runs with more frames are taken apart at their ends alone: no shortest text cuts them in the middle. */
const SHORT_RUN = 6;

/** What a further part costs beyond its characters, so that of texts of one length the one with fewer parts is taken. */
const PART = 2 ** -30;

/** The same for a last frame off the stride: `1,4,5` is plainer than `1-5x3`. */
const OFF_STRIDE = 8 * PART;

/** How a dialect writes ranges. A single frame is its number. */
export interface PartStyle {
  /** The text of a range of two frames or more; undefined where the dialect has none for it. */
  range(first: number, last: number, step: number): string | undefined;
  /** Whether a range also holds its last frame where that is not on the stride. */
  readonly holdsLast: boolean;
}

/** The best text of some frames that ends with a certain one. */
interface Ending {
  /** Its length, and a little for its parts. */
  readonly cost: number;
  /** The first and the last run of its last part. */
  readonly from: number;
  readonly part: string;
}

/**
 * The parts of the shortest text of runs in a dialect, in their order. Runs are cut and put together where that
 * makes the text shorter; the work grows with their number. Throws a {@link FrameLimitError} beyond a million of them.
 */
export function shortestParts(runs: Iterable<FrameRun>, style: PartStyle): readonly string[] {
  const pieces = piecesOf(runs, style);
  const endings: Ending[] = [];
  const stretch = new Stretch(pieces, (at) => (endings[at - 1]?.cost ?? 0) + numberText(pieces, at).length);
  let before: { readonly from: number; readonly step: number } | undefined;
  for (const [at, piece] of pieces.entries()) {
    const cost = (from: number, part: string, extra = 0): Ending => ({
      cost: (endings[from - 1]?.cost ?? 0) + part.length + 1 + PART + extra,
      from,
      part,
    });
    const choices: Ending[] = [];
    const add = (from: number, step: number, extra: number) => {
      const part = style.range((pieces[from] as FrameRun).first, piece.last, step);
      if (part !== undefined) choices.push(cost(from, part, extra));
    };
    const isSingle = piece.first === piece.last;
    if (isSingle) choices.push(cost(at, String(piece.first)));
    const together = stretch.upTo(at);
    if (together !== undefined) add(together.from, together.step, 0);
    if (style.holdsLast && isSingle && before !== undefined) {
      const gap = (piece.first - (pieces[at - 1] as FrameRun).last) * Math.sign(before.step);
      if (gap > 0 && gap < Math.abs(before.step)) add(before.from, before.step, OFF_STRIDE);
    }
    before = together;
    endings.push(choices.reduce((best, it) => (it.cost < best.cost ? it : best)));
  }
  const parts: string[] = [];
  for (let at = endings.length - 1; at >= 0; at = (endings[at] as Ending).from - 1)
    parts.push((endings[at] as Ending).part);
  return parts.reverse();
}

function numberText(pieces: readonly FrameRun[], at: number): string {
  return String((pieces[at] as FrameRun).first);
}

/** Runs as single frames, long ones as their two first and two last frames with the rest between them. */
function piecesOf(runs: Iterable<FrameRun>, style: PartStyle): readonly FrameRun[] {
  const pieces: FrameRun[] = [];
  for (const run of runs) {
    const count = runCount(run);
    const frame = (at: number) => run.first + at * run.step;
    if (count > SHORT_RUN && style.range(frame(2), frame(count - 3), run.step) !== undefined) {
      const middle = frameRun(frame(2), frame(count - 3), run.step);
      pieces.push(
        frameRun(frame(0)),
        frameRun(frame(1)),
        middle,
        frameRun(frame(count - 2)),
        frameRun(frame(count - 1)),
      );
    } else for (let at = 0; at < count && pieces.length <= MOST_RUNS; at++) pieces.push(frameRun(frame(at)));
    if (pieces.length <= MOST_RUNS) continue;
    throw new FrameLimitError('too-many-runs', `The text would need more than ${MOST_RUNS} frames and ranges.`);
  }
  return pieces;
}

/** The stretches of pieces that are one range, and in each the piece from which the range is best begun. */
class Stretch {
  readonly #pieces: readonly FrameRun[];
  readonly #costFrom: (at: number) => number;
  /** Where the range that ends with the piece before began at the earliest, and its step. */
  #start = 0;
  #step: number | undefined;
  /** Candidates for a beginning, by rising place and rising cost: each is cheaper than all after it, and later than all that cost as much. */
  readonly #candidates: { readonly at: number; readonly cost: number }[] = [];
  /** The first of them that is not passed. */
  #head = 0;

  constructor(pieces: readonly FrameRun[], costFrom: (at: number) => number) {
    this.#pieces = pieces;
    this.#costFrom = costFrom;
  }

  /** The best range of two frames or more that ends with the piece at `at`; asked for one piece after the other. */
  upTo(at: number): { readonly from: number; readonly step: number } | undefined {
    const piece = this.#pieces[at] as FrameRun;
    const isSingle = piece.first === piece.last;
    const previous = this.#pieces[at - 1];
    const gap = previous === undefined ? 0 : piece.first - previous.last;
    const continues = gap !== 0 && (isSingle || piece.step === gap);
    if (!continues || previous === undefined) {
      this.#start = at;
      this.#step = isSingle ? undefined : piece.step;
    } else if (this.#step !== gap) {
      const joins = previous.first === previous.last;
      this.#start = joins ? at - 1 : at;
      this.#step = joins ? gap : isSingle ? undefined : piece.step;
    }
    if (!isSingle) this.#offer(at);
    while ((this.#candidates[this.#head]?.at ?? at) < this.#start) this.#head++;
    const best = this.#step === undefined ? undefined : this.#candidates[this.#head];
    if (isSingle) this.#offer(at);
    return best === undefined || this.#step === undefined ? undefined : { from: best.at, step: this.#step };
  }

  #offer(at: number): void {
    const cost = this.#costFrom(at);
    while (this.#candidates.length > this.#head && (this.#candidates.at(-1)?.cost ?? 0) >= cost) this.#candidates.pop();
    this.#candidates.push({ at, cost });
  }
}
