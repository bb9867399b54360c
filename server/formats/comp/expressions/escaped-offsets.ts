/** Leads from an offset in a text to the one in the text it was made from. */
export type OffsetMap = (offset: number) => number;

const SAME: OffsetMap = (offset) => offset;

/**
 * Leads from offsets in `unescapeQuoted(content)` to offsets in `content`, what stands between the quotes of a string.
 * Every escape stands for one code unit; an offset after it leads to the end of the escape.
 */
export function escapedOffsets(content: string): OffsetMap {
  if (!content.includes('\\')) return SAME;
  const escapes: { readonly after: number; readonly grown: number }[] = [];
  let grown = 0;
  for (const match of content.matchAll(/\\(?:\d{1,3}|\r\n|[\s\S])/g)) {
    grown += match[0].length - 1;
    escapes.push({ after: match.index + match[0].length - grown, grown });
  }
  return (offset) => {
    let low = 0;
    let high = escapes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((escapes[middle]?.after ?? offset) <= offset) low = middle + 1;
      else high = middle;
    }
    return offset + (escapes[low - 1]?.grown ?? 0);
  };
}
