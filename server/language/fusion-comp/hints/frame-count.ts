/** Fusion writes numbers like -2000000000 where a frame is not set. */
const UNSET = -1_000_000_000;

/** How many frames a range has, both ends included, in words; absent where it is not set or runs backwards. */
export function frameCount(first: number, last: number): string | undefined {
  const count = Math.round(last) - Math.round(first) + 1;
  if (first <= UNSET || last <= UNSET || count < 1) return undefined;
  return count === 1 ? '1 frame' : `${count} frames`;
}
