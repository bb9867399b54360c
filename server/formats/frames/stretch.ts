import type { FrameRun } from './frame-run.ts';

/** The stretches of pieces that are one range, and in each the piece from which the range is best begun. */
export class Stretch {
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
