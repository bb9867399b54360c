/** Names to compare at most; beyond this a suggestion is not worth the wait. */
const MOST_CANDIDATES = 5000;

/**
 * The names that somebody may have meant by `wrong`, the likeliest first: equal but for letter case, or at a small edit
 * distance (a third of the length, at least one, counting two swapped letters as one edit).
 */
export function nearestNames(wrong: string, candidates: Iterable<string>, most = 3): readonly string[] {
  const limit = Math.max(1, Math.min(4, Math.floor(wrong.length / 3)));
  const found: { name: string; distance: number }[] = [];
  let compared = 0;
  for (const name of candidates) {
    if (name === wrong) continue;
    compared += 1;
    if (compared > MOST_CANDIDATES) break;
    const distance = distanceFor(wrong, name, limit);
    if (distance <= limit) found.push({ name, distance });
  }
  found.sort(
    (a, b) =>
      a.distance - b.distance || Math.abs(a.name.length - wrong.length) - Math.abs(b.name.length - wrong.length),
  );
  return found.slice(0, most).map(({ name }) => name);
}

function distanceFor(wrong: string, name: string, limit: number): number {
  if (Math.abs(wrong.length - name.length) > limit || wrong.length > 200) return Number.POSITIVE_INFINITY;
  if (wrong.toLowerCase() === name.toLowerCase()) return 0.5;
  return editDistance(wrong, name);
}

/** The number of inserted, deleted, replaced and swapped neighbouring letters that lead from one name to the other. */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const replaced = at(last, column - 1) + (same ? 0 : 1);
      let best = Math.min(at(last, column) + 1, at(current, column - 1) + 1, replaced);
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) best = Math.min(best, at(beforeLast, column - 2) + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
