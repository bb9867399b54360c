import type { Interval } from './run-index.ts';

/**
 * What each interval adds to those before it: its parts that none of them holds, in order. The work grows with the
 * number of intervals: their ends cut the numbers into cells, and each cell is claimed once and then stepped over.
 */
export function claimIntervals(intervals: readonly Interval[]): readonly (readonly Interval[])[] {
  const starts = Float64Array.from(new Set(intervals.flatMap(({ low, high }) => [low, high + 1]))).sort();
  const cellAt = new Map<number, number>();
  for (const [at, start] of starts.entries()) cellAt.set(start, at);
  /** For each cell itself where it is free, else one nearer to the next free one. */
  const next = Int32Array.from({ length: starts.length + 1 }, (_, at) => at);
  const freeFrom = (from: number): number => {
    let cell = from;
    while (next[cell] !== cell) {
      next[cell] = next[next[cell] as number] as number;
      cell = next[cell] as number;
    }
    return cell;
  };
  return intervals.map(({ low, high }) => {
    const end = cellAt.get(high + 1) as number;
    const parts: { low: number; high: number }[] = [];
    for (let cell = freeFrom(cellAt.get(low) as number); cell < end; cell = freeFrom(cell + 1)) {
      next[cell] = cell + 1;
      const part = { low: starts[cell] as number, high: (starts[cell + 1] as number) - 1 };
      const last = parts.at(-1);
      if (last !== undefined && last.high + 1 === part.low) last.high = part.high;
      else parts.push(part);
    }
    return parts;
  });
}
