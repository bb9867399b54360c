/**
 * How well a name answers a query, the higher the better; absent where the letters of the query are not all in the name
 * in their order. Letter case is all one. Names that begin with the query come first, then those that hold it whole,
 * then those in which its letters begin words or stand together.
 */
export function rank(query: string, name: string): number | undefined {
  if (query === '') return 0;
  const lowerQuery = query.toLowerCase();
  const lowerName = name.toLowerCase();
  const whole = lowerName.indexOf(lowerQuery);
  // Of names that are alike otherwise the shorter one has less that was not asked for.
  const shortness = 1 / (1 + name.length);
  if (whole === 0) return (lowerName.length === lowerQuery.length ? 4 : 3) + shortness;
  if (whole > 0) return (beginsWord(name, whole) ? 2 : 1) + shortness;
  const share = shareOfGoodLetters(lowerQuery, lowerName, name);
  return share === undefined ? undefined : share * 0.9 + shortness * 0.1;
}

/** The share of the query's letters that begin a word of the name or follow the letter found before. */
function shareOfGoodLetters(query: string, lowerName: string, name: string): number | undefined {
  let good = 0;
  let last = -1;
  for (const letter of query) {
    const at = lowerName.indexOf(letter, last + 1);
    if (at === -1) return undefined;
    if (at === last + 1 || beginsWord(name, at)) good += 1;
    last = at;
  }
  return good / query.length;
}

/** True at the first letter, after a `_` or another sign, at a capital after a small letter, and at a first digit. */
function beginsWord(name: string, at: number): boolean {
  return at === 0 || /^(?:[^\p{L}\p{N}].|\p{Ll}\p{Lu}|\P{N}\p{N})/u.test(name.slice(at - 1, at + 1));
}
