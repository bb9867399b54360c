/** What a frame took. */
export interface TimedFrame {
  readonly place: number;
  readonly frame: number;
  readonly seconds: number;
}

/** A bar: one frame, or several that stand too close; then the slowest of them decides. */
export interface Bar {
  readonly first: TimedFrame;
  readonly last: TimedFrame;
  readonly slowest: TimedFrame;
  /** The median of its frames, in seconds. */
  readonly typical: number;
}

/** The times of a layer's frames as a chart shows them. */
export interface TimeChart {
  readonly bars: readonly Bar[];
  /** In seconds. */
  readonly median: number;
  readonly slowest: TimedFrame;
  /** The end of the scale, in seconds: a round number that no bar is above. */
  readonly top: number;
}

/** Puts the times of frames, in their order, into at most `most` bars. Undefined where there are none. */
export function timeChart(times: readonly TimedFrame[], most: number): TimeChart | undefined {
  const [first] = times;
  if (first === undefined) return undefined;
  const inBar = Math.ceil(times.length / Math.max(1, most));
  const bars: Bar[] = [];
  for (let at = 0; at < times.length; at += inBar) {
    const frames = times.slice(at, at + inBar);
    const begin = frames[0] ?? first;
    bars.push({
      first: begin,
      last: frames.at(-1) ?? begin,
      slowest: slowestOf(frames, begin),
      typical: medianOf(frames),
    });
  }
  const slowest = slowestOf(times, first);
  return { bars, median: medianOf(times), slowest, top: roundUp(slowest.seconds) };
}

/** The next number of the row 1, 2, 5, 10, 20, … that is not smaller; 1 for nothing. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((it) => it * power >= value * (1 - 1e-9)) ?? 10;
  return step * power;
}

const slowestOf = (times: readonly TimedFrame[], first: TimedFrame): TimedFrame =>
  times.reduce((most, it) => (it.seconds > most.seconds ? it : most), first);

function medianOf(times: readonly TimedFrame[]): number {
  const sorted = times.map(({ seconds }) => seconds).sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
