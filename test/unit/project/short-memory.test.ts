import { expect, test } from 'vitest';
import { ShortMemory } from '../../../server/project/short-memory.ts';

test('an answer is good for three seconds, or until it is forgotten', async () => {
  let time = 0;
  let asked = 0;
  const memory = new ShortMemory<number>(() => time, 2);
  const ask = (): Promise<number> => memory.get('a', async () => ++asked);
  expect(await ask()).toBe(1);
  time = 2_999;
  expect(await ask()).toBe(1);
  time = 3_000;
  expect(await ask()).toBe(2);
  memory.forget();
  expect(await ask()).toBe(3);
});

test('while the answer is on its way nobody asks again', async () => {
  const memory = new ShortMemory<string>(() => 0, 2);
  const never = new Promise<string>(() => {});
  const first = memory.get('a', () => never);
  expect(memory.get('a', async () => 'again')).toBe(first);
});

test('an answer that took long is good for five times as long', async () => {
  let time = 0;
  const memory = new ShortMemory<string>(() => time, 2);
  const slow = async (): Promise<string> => {
    await Promise.resolve();
    time = 2_000;
    return 'slow';
  };
  await memory.get('a', slow);
  time = 11_999;
  expect(await memory.get('a', async () => 'again')).toBe('slow');
  time = 12_000;
  expect(await memory.get('a', async () => 'again')).toBe('again');
});

test('the answers used last are kept', async () => {
  const memory = new ShortMemory<string>(() => 0, 2);
  const get = (key: string, value: string): Promise<string> => memory.get(key, async () => value);
  await get('a', 'a1');
  await get('b', 'b1');
  await get('a', 'a2');
  await get('c', 'c1');
  expect(await Promise.all([get('a', 'a3'), get('c', 'c3')])).toEqual(['a1', 'c1']);
  expect(await get('b', 'b3')).toBe('b3');
});
