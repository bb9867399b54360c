import { InvalidArgumentError } from 'commander';

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/**
 * A time as people say it, in ISO 8601: a date (`2026-10-01`, of this machine's time zone), a date and time, or how long
 * ago (`30m`, `12h`, `7d`, `2w`). `now` is milliseconds since 1970. Error: `InvalidArgumentError`.
 */
export function pointInTime(text: string, now: number): string {
  const ago = /^(?<count>\d{1,6})(?<unit>[mhdw])$/.exec(text.trim())?.groups;
  if (ago !== undefined) return new Date(now - Number(ago.count) * (UNITS[ago.unit ?? ''] ?? 0)).toISOString();
  // Without a time of day it would be taken for UTC.
  const time = Date.parse(/^\d{4}-\d\d-\d\d$/.test(text.trim()) ? `${text.trim()}T00:00:00` : text);
  if (Number.isNaN(time)) throw new InvalidArgumentError('Write a date (2026-10-01), or how long ago (30m, 12h, 7d).');
  return new Date(time).toISOString();
}
