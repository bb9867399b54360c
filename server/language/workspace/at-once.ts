/** Does `work` for each item, at most `most` at once, until all are done or `isWanted` is false. */
export async function eachAtOnce<Item>(
  items: Iterable<Item>,
  most: number,
  isWanted: () => boolean,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items[Symbol.iterator]();
  const workThrough = async (): Promise<void> => {
    for (let next = waiting.next(); next.done !== true && isWanted(); next = waiting.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: most }, workThrough));
}
