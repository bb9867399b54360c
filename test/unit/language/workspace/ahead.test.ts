import { expect, test } from 'vitest';
import { ahead } from '../../../../server/language/workspace/ahead.ts';

test('results come in order, with so many begun ahead of the one that is asked for', async () => {
  const begun: number[] = [];
  const seen: string[] = [];
  const work = async (item: number): Promise<string> => {
    begun.push(item);
    return `${item}`;
  };
  for await (const result of ahead([1, 2, 3, 4, 5], 2, work)) seen.push(`${result} of ${begun.length}`);
  expect(seen).toEqual(['1 of 3', '2 of 4', '3 of 5', '4 of 5', '5 of 5']);
});

test('what fails is heard of in its turn, and of what nobody asks for any more nothing is', async () => {
  const work = async (item: number): Promise<number> => {
    if (item > 1) throw new Error(`no ${item}`);
    return item;
  };
  const results = ahead([1, 2, 3], 2, work);
  expect(await results.next()).toEqual({ done: false, value: 1 });
  await expect(results.next()).rejects.toThrow('no 2');
});
