import type { FrameSpan } from '../../server/protocol/jobs.ts';

/** `1001-1012`, or `1001` for one frame. */
export function formatFrames({ first, last }: FrameSpan): string {
  return first === last ? String(first) : `${first}-${last}`;
}

/** A time in milliseconds since 1970, in the user's own form and time zone. */
export function formatTime(time: number | undefined): string | undefined {
  return time === undefined
    ? undefined
    : new Date(time).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'short' });
}

/** A duration in seconds as a person says it, in its largest unit: `45 s`, `12 min`, `3 h`, `2 d`. */
export function formatAge(seconds: number): string {
  const units: readonly (readonly [number, string])[] = [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
  ];
  const unit = units.find(([size]) => seconds >= size);
  return unit === undefined ? `${Math.max(0, Math.floor(seconds))} s` : `${Math.floor(seconds / unit[0])} ${unit[1]}`;
}

/** The number of a version as its folder begins: at least three digits. */
export function formatVersion(version: number): string {
  return String(version).padStart(3, '0');
}

/** The name of a file without folder and extension. */
export function stem(file: string): string {
  return (file.split(/[\\/]/).at(-1) ?? file).replace(/\.[^.]*$/, '');
}
