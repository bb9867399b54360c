/** The GPUs in what Slurm calls generic resources: `gpu:1`, `gpu:a40:2(S:0-1),shard:8`. */
export function gpusIn(gres: string): number {
  let count = 0;
  // What is in parentheses can hold commas.
  for (const part of gres.replaceAll(/\([^)]*\)/g, '').split(',')) {
    const [name, ...rest] = part.trim().split(':');
    if (name === 'gpu') count += Number(rest.at(-1) ?? 1) || 0;
  }
  return count;
}

const UP = new Set(['idle', 'mixed', 'allocated', 'completing', 'planned', 'reserved']);
const NOT_UP = /drain|down|fail|not_responding|maint|reboot|invalid|unknown|powering_down|powered_down|blocked/;

/** True for a machine that renders, or could now: by its states, `idle`, `mixed+planned`, `idle*`, `IDLE` and `DRAIN`. */
export function isUp(states: readonly string[]): boolean {
  const words = states.flatMap((it) => it.toLowerCase().split('+'));
  // A star: it does not answer. Others of these signs are powering down or off, being set up, in maintenance.
  if (words.some((it) => /[*%@$!]$/.test(it) || NOT_UP.test(it))) return false;
  return words.some((it) => UP.has(it.replace(/[~#^-]$/, '')));
}

/** A length of time as Slurm writes it, in minutes: `infinite`, `1-00:00:00`, `10:00`, `30`. Undefined: no limit. */
export function minutesOf(text: string): number | undefined {
  const [, days, hours, minutes, seconds] = /^(?:(\d+)-)?(?:(\d+):)?(\d+):(\d+)$/.exec(text) ?? [];
  if (minutes === undefined || seconds === undefined) return /^\d+$/.test(text) ? Number(text) : undefined;
  return Number(days ?? 0) * 1440 + Number(hours ?? 0) * 60 + Number(minutes) + (Number(seconds) > 0 ? 1 : 0);
}

/** The exit code that a shell would see, of what `wait` gives: 128 and the signal where one ended the process. */
export function exitCodeOf(status: number): number {
  const signal = status & 0x7f;
  return signal === 0 ? (status >> 8) & 0xff : 128 + signal;
}
