import { coalesced, type FrameGroup, firstOf, lastOf, runsOfGroup } from './frame-group.ts';
import { FrameLimitError } from './frame-limit.ts';
import { type FrameRun, highOf, lowOf, runCount } from './frame-run.ts';
import { RunIndex } from './run-index.ts';

/**
 * Frames in an order, held as ranges: a billion of them cost what one costs. A frame may be there twice, as in OpenCue's
 * lists. Frames that no safe whole number stands for (`1.5`, `99999999999999999999`) are held as they are written.
 */
export class FrameList implements Iterable<number> {
  /** The ranges, one told after the other. */
  readonly groups: readonly FrameGroup[];
  /** The frames as they are written, where one of them is no safe whole number; there are no groups then. */
  readonly texts: readonly string[] | undefined;
  /** How many frames there are; what is there twice counts twice. */
  readonly count: number;
  #index: RunIndex | undefined;

  private constructor(groups: readonly FrameGroup[], texts?: readonly string[]) {
    this.groups = groups;
    this.texts = texts;
    this.count = texts?.length ?? 0;
    for (const group of groups) for (const run of group) this.count += runCount(run);
  }

  /** Runs that are told one after the other. */
  static of(runs: Iterable<FrameRun>): FrameList {
    return new FrameList(Array.from(runs, (run) => [run]));
  }

  /** Groups that are told one after the other; empty ones are left out. */
  static ofGroups(groups: readonly FrameGroup[]): FrameList {
    return new FrameList(groups.every((it) => it.length > 0) ? groups : groups.filter((it) => it.length > 0));
  }

  /** Safe whole numbers in their order. */
  static ofFrames(frames: Iterable<number>): FrameList {
    return FrameList.of(coalesced(frames));
  }

  /** Frames of which one at least is no safe whole number, as they are written. */
  static ofTexts(texts: readonly string[]): FrameList {
    return new FrameList([], texts);
  }

  /** The first frame; undefined where there is none. */
  get first(): number | undefined {
    const group = this.groups[0];
    return group === undefined ? numberOf(this.texts?.[0]) : firstOf(group);
  }

  /** The last frame; undefined where there is none. */
  get last(): number | undefined {
    const group = this.groups.at(-1);
    return group === undefined ? numberOf(this.texts?.at(-1)) : lastOf(group);
  }

  /** The least frame; undefined where there is none. */
  get min(): number | undefined {
    return this.#outermost(lowOf, (a, b) => a < b);
  }

  /** The greatest frame; undefined where there is none. */
  get max(): number | undefined {
    return this.#outermost(highOf, (a, b) => a > b);
  }

  /** The frames in order; of those that are no safe whole numbers the nearest number. */
  *[Symbol.iterator](): Generator<number> {
    if (this.texts !== undefined) yield* this.texts.map(Number);
    for (const run of this.runs()) {
      for (let at = 0, count = runCount(run); at < count; at++) yield run.first + at * run.step;
    }
  }

  /** The runs one after the other, made as they are asked for; none where the frames are held as texts. */
  *runs(): Generator<FrameRun> {
    for (const group of this.groups) yield* runsOfGroup(group);
  }

  /** Each frame as text, in order. */
  *frameTexts(): Generator<string> {
    if (this.texts !== undefined) yield* this.texts;
    else for (const frame of this) yield String(frame);
  }

  /** True for a frame of the list. */
  has(frame: number): boolean {
    if (this.texts !== undefined) return this.texts.some((text) => Number(text) === frame);
    this.#index ??= new RunIndex(this.groups.flat());
    return this.#index.has(frame);
  }

  #outermost(of: (run: FrameRun) => number, beats: (a: number, b: number) => boolean): number | undefined {
    let best: number | undefined;
    const take = (frame: number) => {
      if (best === undefined || beats(frame, best)) best = frame;
    };
    for (const group of this.groups) for (const run of group) take(of(run));
    for (const text of this.texts ?? []) take(Number(text));
    return best;
  }
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** Refuses a list whose frames are no safe whole numbers: no arithmetic is exact on them. */
export function wholeGroups(frames: FrameList): readonly FrameGroup[] {
  if (frames.texts === undefined) return frames.groups;
  throw new FrameLimitError(
    'not-whole-frames',
    `These frames are no whole numbers within ±${Number.MAX_SAFE_INTEGER}.`,
  );
}
