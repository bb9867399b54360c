/** The middle of some numbers, and the quartiles around it. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** The 95th percentile. */
  readonly late: number;
}

/** The spread of some numbers; zeros where there are none. */
export function spreadOf(numbers: readonly number[]): Spread {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.round((sorted.length - 1) * part)] ?? 0;
  return { median: at(0.5), low: at(0.25), high: at(0.75), late: at(0.95) };
}
