import { claimIntervals } from './claim-intervals.ts';
import { descends, type FrameGroup, frameGroup } from './frame-group.ts';
import { FrameLimitError, WorkBudget } from './frame-limit.ts';
import { type FrameRun, frameRun, highOf, isSolid, lowOf, runCount, spansOverlap } from './frame-run.ts';
import { modulo } from './run-arithmetic.ts';
import { type Interval, mergedIntervals } from './run-index.ts';
import { subtractIntervals, subtractRuns } from './subtract-runs.ts';
import { walkOnce } from './walk-once.ts';

/** A cluster is walked frame by frame where it has few frames for its runs: that is what grows with the text alone. */
const FRAMES_PER_RUN = 64;

/** The frames of all clusters that are walked where the runs' arithmetic comes to no end. */
const MOST_WALKED = 1_000_000;

/** What the clusters share, so that many hard ones cost no more than one. */
interface Work {
  readonly budget: WorkBudget;
  /** Frames that were walked for want of a quicker way. */
  walked: number;
}

/**
 * The groups with every frame where it comes first, and not again. The work grows with the number of runs, not of
 * frames; a {@link FrameLimitError} is thrown where stepped runs overlap in more ways than can be held.
 */
export function onlyOnce(groups: readonly FrameGroup[]): readonly FrameGroup[] {
  const runs = groups.flat();
  const clusters = overlappingRuns(runs);
  if (clusters.length === 0) return groups;
  const parts = new Map<FrameRun, readonly FrameRun[]>();
  const work = { budget: new WorkBudget(runs.length), walked: 0 };
  for (const cluster of clusters) {
    for (const [at, left] of partsOf(cluster, work).entries()) parts.set(cluster[at] as FrameRun, left);
  }
  return groups
    .map((group) => {
      if (!group.some((run) => parts.has(run))) return group;
      return frameGroup(
        group.flatMap((run) => parts.get(run) ?? [run]),
        descends(group),
      );
    })
    .filter((group) => group.length > 0);
}

/** The runs whose stretches overlap those of others, by stretch; in each the runs are in the order they came in. */
function overlappingRuns(runs: readonly FrameRun[]): readonly (readonly FrameRun[])[] {
  const sorted = runs.map((run, at) => ({ run, at, low: lowOf(run) }));
  if (!sorted.every(({ low }, at) => at === 0 || low >= (sorted[at - 1]?.low ?? low))) {
    sorted.sort((a, b) => a.low - b.low);
  }
  const clusters: (readonly FrameRun[])[] = [];
  let from = 0;
  let reach = Number.NEGATIVE_INFINITY;
  const close = (to: number) => {
    if (to - from < 2) return;
    clusters.push(
      sorted
        .slice(from, to)
        .sort((a, b) => a.at - b.at)
        .map(({ run }) => run),
    );
  };
  for (const [at, { run, low }] of sorted.entries()) {
    if (low > reach) {
      close(at);
      from = at;
    }
    reach = Math.max(reach, highOf(run));
  }
  close(sorted.length);
  return clusters;
}

/** What each run of a cluster adds to those before it. */
function partsOf(cluster: readonly FrameRun[], work: Work): readonly (readonly FrameRun[])[] {
  const frames = cluster.reduce((sum, run) => sum + runCount(run), 0);
  if (cluster.every(isSolid)) return claimOnStride(cluster);
  if (frames <= cluster.length * FRAMES_PER_RUN) return walkOnce(cluster);
  try {
    return subtractEarlier(cluster, work.budget);
  } catch (error) {
    if (!(error instanceof FrameLimitError)) throw error;
    work.walked += frames;
    if (work.walked > MOST_WALKED) throw error;
    return walkOnce(cluster);
  }
}

/** First the runs on the same stride among each other, which is quick; then what is left without those on other strides. */
function subtractEarlier(cluster: readonly FrameRun[], budget: WorkBudget): readonly (readonly FrameRun[])[] {
  const strides = byStride(cluster);
  const left: (readonly FrameRun[])[] = cluster.map(() => []);
  for (const places of strides) {
    const parts = claimOnStride(places.map((at) => cluster[at] as FrameRun));
    for (const [at, place] of places.entries()) left[place] = parts[at] as readonly FrameRun[];
  }
  if (strides.length === 1) return left;
  const earlier = new EarlierRuns(budget);
  return left.map((own, at) => {
    const isOwnSolid = isSolid(cluster[at] as FrameRun);
    const free = isOwnSolid ? own : own.flatMap((run) => subtractIntervals(run, earlier.intervals(), budget));
    const rest = subtractRuns(free, earlier.stridedNear(own), budget);
    earlier.add(own, isOwnSolid);
    return rest;
  });
}

/** The runs that came so far. */
class EarlierRuns {
  readonly #budget: WorkBudget;
  readonly #solid: Interval[] = [];
  readonly #strided: FrameRun[] = [];
  #merged: readonly Interval[] = [];
  #mergedCount = 0;

  constructor(budget: WorkBudget) {
    this.#budget = budget;
  }

  add(runs: readonly FrameRun[], areSolid: boolean): void {
    for (const run of runs) {
      if (areSolid) this.#solid.push({ low: lowOf(run), high: highOf(run) });
      else this.#strided.push(run);
    }
  }

  /** The stretches without gaps, in order. */
  intervals(): readonly Interval[] {
    if (this.#mergedCount !== this.#solid.length) {
      this.#budget.spend(this.#solid.length);
      this.#merged = mergedIntervals(this.#solid);
      this.#mergedCount = this.#solid.length;
    }
    return this.#merged;
  }

  stridedNear(runs: readonly FrameRun[]): readonly FrameRun[] {
    this.#budget.spend(this.#strided.length);
    return this.#strided.filter((other) => runs.some((run) => spansOverlap(run, other)));
  }
}

/** The places of the runs of each stride. */
function byStride(cluster: readonly FrameRun[]): readonly (readonly number[])[] {
  return [...Map.groupBy(cluster.keys(), (at) => strideOf(cluster[at] as FrameRun)).values()];
}

function strideOf(run: FrameRun): string {
  const step = Math.abs(run.step);
  return `${step}/${modulo(run.first, step)}`;
}

/** What each of some runs on one stride adds to those before it. */
function claimOnStride(runs: readonly FrameRun[]): readonly (readonly FrameRun[])[] {
  const step = Math.abs(runs[0]?.step ?? 1);
  const rest = modulo(runs[0]?.first ?? 0, step);
  const place = (frame: number) => Math.round((frame - rest) / step);
  const frame = (at: number) => at * step + rest;
  const parts = claimIntervals(runs.map((run) => ({ low: place(lowOf(run)), high: place(highOf(run)) })));
  return parts.map((own) => own.map(({ low, high }) => frameRun(frame(low), frame(high), step)));
}
