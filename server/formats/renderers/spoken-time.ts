/**
 * Seconds of a time as renderers write it: `3`, `0.24`, `3s`, `00:02.19` (minutes), `01:02:03.99`, `0h 1m 2.5s`.
 * Undefined where it is none.
 */
export function secondsIn(text: string): number | undefined {
  const words = text.trim();
  if (/^\d+(?::\d{1,2}){1,2}(?:\.\d+)?$/.test(words)) {
    return words.split(':').reduce((total, part) => total * 60 + Number(part), 0);
  }
  const units = /^(?:(?<h>\d+) ?h)? ?(?:(?<m>\d+) ?m)? ?(?:(?<s>\d+(?:\.\d+)?) ?s?)?$/.exec(words)?.groups;
  if (units === undefined || words === '') return undefined;
  const { h, m, s } = units;
  return Number(h ?? 0) * 3600 + Number(m ?? 0) * 60 + Number(s ?? 0);
}
