import type { Finding } from './check.ts';

/**
 * What the text of a file says and what its project and the disk say of it. Where both found the same, with one code in
 * one place, the project knows more of it and has the word.
 */
export function joinFindings(ofText: readonly Finding[], ofPlace: readonly Finding[]): readonly Finding[] {
  if (ofPlace.length === 0) return ofText;
  const key = ({ code, range }: Finding) => `${code} ${range.start} ${range.end}`;
  const known = new Set(ofPlace.map(key));
  return [...ofText.filter((finding) => !known.has(key(finding))), ...ofPlace];
}
