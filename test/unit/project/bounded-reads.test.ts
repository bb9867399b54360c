import { expect, test } from 'vitest';
import { BoundedReads } from '../../../server/project/bounded-reads.ts';

const never = (): Promise<never> => new Promise(() => {});

test('what is read comes back, and so does an error', async () => {
  const reads = new BoundedReads(60_000);
  expect(await reads.read(async () => 7)).toBe(7);
  await expect(reads.read(() => Promise.reject(new Error('EIO')))).rejects.toThrow('EIO');
});

test('three at once, the others in their turn', async () => {
  const reads = new BoundedReads(60_000);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const all = [0, 1, 2, 3, 4].map((index) =>
    reads.read(() => {
      begun.push(index);
      return new Promise<number>((resolve) => ends.push(() => resolve(index)));
    }),
  );
  await Promise.resolve();
  expect(begun).toEqual([0, 1, 2]);
  ends[1]?.();
  await all[1];
  expect(begun).toEqual([0, 1, 2, 3]);
  ends[0]?.();
  await all[0];
  for (const end of ends) end();
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4]);
});

test('nobody waits for a disk that does not answer, and all go on when it answers again', async () => {
  const reads = new BoundedReads(1);
  let answer: (() => void) | undefined;
  const late = reads.read(
    () =>
      new Promise<void>((resolve) => {
        answer = resolve;
      }),
  );
  const hung = [late, reads.read(never), reads.read(never)];
  const waiting = reads.read(async () => 'not read');
  expect(await Promise.all([...hung, waiting])).toEqual([undefined, undefined, undefined, undefined]);
  expect(await reads.read(async () => 'not read')).toBeUndefined();
  answer?.();
  await new Promise((resolve) => setImmediate(resolve));
  expect(await reads.read(async () => 'read')).toBe('read');
});
