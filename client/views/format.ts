import type { FrameChunk } from '../../server/protocol/jobs.ts';

/** `1001-1012`, `1-96x5` at steps, or `1001` for one frame. */
export function formatFrames({ first, last, step = 1 }: FrameChunk): string {
  return first === last ? String(first) : `${first}-${last}${step === 1 ? '' : `x${step}`}`;
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

/** A size in bytes, in its largest binary unit, rounded up: `12 KiB`. */
export function formatSize(bytes: number): string {
  const units = ['KiB', 'MiB', 'GiB', 'TiB'] as const;
  const at = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10) - 1));
  return `${Math.ceil(bytes / 1024 ** (at + 1))} ${units[at]}`;
}

/** The number of a version as its folder begins: at least three digits. */
export function formatVersion(version: number): string {
  return String(version).padStart(3, '0');
}

/** The name of a file without folder and extension. */
export function stem(file: string): string {
  return (file.split(/[\\/]/).at(-1) ?? file).replace(/\.[^.]*$/, '');
}
