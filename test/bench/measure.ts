import { performance } from 'node:perf_hooks';

/** Medians and spreads of programs that were run in turn, so that what else the machine does meets all of them alike. */
export interface Measured {
  /** Milliseconds. */
  readonly median: number;
  /** From the first to the third quartile, milliseconds. */
  readonly spread: readonly [number, number];
}

/**
 * Runs each of `works` `rounds` times, in turn, after as many rounds that do not count: an editor opens comps in a
 * process that has opened others.
 */
export function measure<Name extends string>(
  works: Readonly<Record<Name, () => unknown>>,
  rounds: number,
): Record<Name, Measured> {
  const names = Object.keys(works) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds * 2; round += 1) {
    for (const name of names) {
      const began = performance.now();
      works[name]();
      if (round >= rounds) times.get(name)?.push(performance.now() - began);
    }
  }
  return Object.fromEntries(names.map((name) => [name, summary(times.get(name) ?? [])])) as Record<Name, Measured>;
}

function summary(times: readonly number[]): Measured {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.round((sorted.length - 1) * part)] ?? 0;
  return { median: at(0.5), spread: [at(0.25), at(0.75)] };
}
