import type { TextEdit } from '../../text/range.ts';
import type { Gap } from './gap.ts';

/** Has `wanted` stand in a gap: the smallest edit that does, absent where it stands there or nothing is wanted. */
export function replaceWhiteSpace({ start, end, text }: Gap, wanted: string | undefined): TextEdit | undefined {
  if (wanted === undefined || wanted === text) return undefined;
  const most = Math.min(text.length, wanted.length);
  let prefix = 0;
  while (prefix < most && text.charAt(prefix) === wanted.charAt(prefix)) prefix += 1;
  let suffix = 0;
  while (suffix < most - prefix && text.at(-1 - suffix) === wanted.at(-1 - suffix)) suffix += 1;
  return {
    range: { start: start + prefix, end: end - suffix },
    newText: wanted.slice(prefix, wanted.length - suffix),
  };
}
