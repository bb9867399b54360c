/** The results of `work` for each item, in order; it is done for so many items ahead of the one that is asked for. */
export async function* ahead<Item, Result>(
  items: Iterable<Item>,
  most: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const waiting: Promise<Result>[] = [];
  for (const item of items) {
    const result = work(item);
    // One that fails is heard of in its turn, if anybody still asks then.
    result.catch(() => {});
    waiting.push(result);
    const next = waiting.length > most ? waiting.shift() : undefined;
    if (next !== undefined) yield await next;
  }
  for (const result of waiting) yield await result;
}
