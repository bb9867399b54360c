/**
 * The numbers 0 to `count - 1` from coarse to fine: first, last, and then the middle of each gap that is left, so that any
 * that are first spread over the whole. Each is made as it is asked for; what is kept grows with what was taken.
 */
export function* halvedOrder(count: number): Generator<number> {
  if (count > 0) yield 0;
  if (count > 1) yield count - 1;
  const gaps: number[] = [0, count - 1];
  for (let at = 0; at < gaps.length; at += 2) {
    const [low, high] = [gaps[at] as number, gaps[at + 1] as number];
    if (high - low < 2) continue;
    const middle = low + Math.floor((high - low) / 2);
    yield middle;
    gaps.push(low, middle, middle, high);
  }
}
