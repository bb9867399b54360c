/** Puts values into a text in the place of `{0}`, `{1}` and so on. */
export const fill = (text: string, ...values: readonly (string | number)[]): string =>
  text.replaceAll(/\{(?<at>\d)\}/g, (whole, at: string) => String(values[Number(at)] ?? whole));

/** A span of time as people read it: `0.25 s`, `12.5 s`, `3 min 20 s`, `1 h 5 min`, `2 d 3 h`. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${Number(seconds.toFixed(2))} s`;
  if (seconds < 60) return `${Number(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  const units: readonly (readonly [number, string])[] = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  const at = Math.max(
    0,
    units.findIndex(([size]) => whole >= size),
  );
  const large = units[at] ?? ([1, 's'] as const);
  const small = units[at + 1];
  const rest = small === undefined ? 0 : Math.floor((whole % large[0]) / small[0]);
  const words = `${Math.floor(whole / large[0])} ${large[1]}`;
  return rest === 0 || small === undefined ? words : `${words} ${rest} ${small[1]}`;
}
