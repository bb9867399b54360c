const longest = 600; // seconds

/** Seconds before another attempt after so many failures: `base`, then twice as long each time, up to ten minutes. */
export const backoffAfter = (base: number, failures: number): number =>
  base <= 0 ? 0 : Math.min(longest, base * 2 ** Math.min(20, Math.max(0, failures - 1)));

/**
 * Milliseconds that a task which may not start before `retryAt` still rests, by a clock that may have been set since:
 * never longer than the whole pause.
 */
export const restLeft = (retryAt: number, now: number, base: number, failures: number): number =>
  Math.min(Math.max(0, retryAt - now), backoffAfter(base, failures) * 1_000);
