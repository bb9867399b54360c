import { expect } from 'vitest';

const lines = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => `${line(at)}\n`).join('');

/** Texts that have brought readers to their knees, of a size, and how large the large one is. */
export const HOSTILE_TEXTS: readonly (readonly [name: string, size: number, text: (size: number) => string])[] = [
  [
    'conflicts of four markers',
    50_000,
    (size) => lines(size / 4, (at) => `<<<<<<< a\nk${at}: 1\n||||||| b\nk${at}: 0\n=======\nk${at}: 2\n>>>>>>> c`),
  ],
  ['beginnings of conflicts', 50_000, (size) => '<<<<<<< HEAD\n'.repeat(size)],
  ['middles of conflicts', 50_000, (size) => '=======\n'.repeat(size)],
  ['ends of conflicts', 50_000, (size) => '>>>>>>> HEAD\n'.repeat(size)],
  ['aliases of one value', 4_000, (size) => `a: &a [1, 2]\nb: [${'*a, '.repeat(size)}]\n`],
  [
    'aliases of each other',
    4_000,
    (size) => `k0: &k0 [1]\n${lines(size, (at) => `k${at + 1}: &k${at + 1} [*k${at}]`)}`,
  ],
  ['aliases of nothing', 4_000, (size) => lines(size, (at) => `k${at}: *x${at}`)],
  ['maps that take one over', 4_000, (size) => `a: &a { x: 1 }\n${lines(size, (at) => `k${at}: { <<: *a }`)}`],
  ['keys that nobody knows', 4_000, (size) => `{\nfusion:\n${lines(size, (at) => `  "k${at}": 1,`)}`],
  ['keys of one map', 4_000, (size) => `fusion:\n${lines(size, (at) => `  k${at}: 1`)}`],
  ['the same key', 4_000, (size) => 'a: 1\n'.repeat(size)],
  ['documents', 4_000, (size) => '---\na: 1\n'.repeat(size)],
  ['open brackets', 4_000, (size) => '['.repeat(size)],
  ['open braces', 4_000, (size) => '{ a = '.repeat(size)],
  ['open quotes', 4_000, (size) => '"\n'.repeat(size)],
];

/** Ten times the text may take so many times as long: work that grows with the square takes a hundred times. */
const MOST_GROWTH = 40;

/** What takes less processor time, in milliseconds, is lost in the noise. */
const NOISE = 10;

/** The processor time, in milliseconds, that work takes. */
async function costOf(work: () => Promise<void>): Promise<number> {
  const begin = process.cpuUsage();
  await work();
  return process.cpuUsage(begin).user / 1_000;
}

/** Expects that the work over a text grows no faster than the text, up to one of `size`. */
export async function expectLinear(
  size: number,
  text: (size: number) => string,
  work: (text: string) => Promise<void>,
): Promise<void> {
  const cost = (of: string): Promise<number> => costOf(() => work(of));
  const [small, large] = [text(size / 10), text(size)];
  // What is compiled on the way counts against nobody.
  await cost(small);
  const limit = Math.max(NOISE, await cost(small)) * MOST_GROWTH;
  const first = await cost(large);
  expect(first < limit ? first : await cost(large)).toBeLessThan(limit);
}
