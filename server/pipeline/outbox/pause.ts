const FIRST = 5_000; // milliseconds
const LONGEST = 3_600_000;
/** A server may ask for so long a pause, and no longer. */
export const LONGEST_ASKED = 24 * 3_600_000;

/**
 * Milliseconds until the next attempt after so many: twice as long each time, up to an hour, less up to a half of it by
 * chance, so that what failed together does not come again together. `random` is from 0 up to 1.
 */
export function pauseAfter(attempts: number, random: number): number {
  const whole = Math.min(LONGEST, FIRST * 2 ** Math.min(20, Math.max(0, attempts - 1)));
  return Math.round(whole * (1 - random / 2));
}

/**
 * Milliseconds that a `Retry-After` header asks for (RFC 9110, 10.2.3: seconds, or a date); undefined for anything else.
 * `now` is milliseconds since 1970.
 */
export function askedPause(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  const wanted = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isNaN(wanted) ? undefined : Math.min(LONGEST_ASKED, Math.max(0, wanted));
}
