/** So many suggestions are given at once; more come when more is typed. */
export const MOST_SUGGESTIONS = 400;

/** Whether the letters of what is typed come in a name in their order, as editors filter; letter case is all one. */
export function matches(typed: string, name: string): boolean {
  const letters = name.toLowerCase();
  let at = 0;
  for (const letter of typed.toLowerCase()) {
    const found = letters.indexOf(letter, at);
    if (found === -1) return false;
    at = found + 1;
  }
  return true;
}
