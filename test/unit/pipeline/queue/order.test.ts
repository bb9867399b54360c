import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareJobs, inOrder, type MoveTo, moveJob, putInOrder } from '../../../../server/pipeline/queue/order.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';

interface Place {
  readonly id: string;
  readonly priority: number;
  readonly position: number;
}

const place = (id: string, priority: number, position: number): Place => ({ id, priority, position });
const jobs = [place('a', 90, 1), place('b', 50, 1), place('c', 50, 2), place('d', 10, 1)];

const orderAfter = (before: readonly Place[], id: string, to: MoveTo): string[] => {
  const changed = new Map(moveJob(before, id, to)?.map((it) => [it.id, it]));
  return before
    .map((it) => changed.get(it.id) ?? it)
    .sort(compareJobs)
    .map((it) => it.id);
};

test.each<[string, MoveTo, string]>([
  ['c', { to: 'first' }, 'c a b d'],
  ['a', { to: 'last' }, 'b c d a'],
  ['d', { to: 'before', other: 'c' }, 'a b d c'],
  ['a', { to: 'after', other: 'b' }, 'b a c d'],
  ['b', { to: 'before', other: 'c' }, 'a b c d'],
])('%s moved %o', (id, to, expected) => {
  expect(orderAfter(jobs, id, to).join(' ')).toBe(expected);
});

test('a job that is not there has no place beside it', () => {
  expect(moveJob(jobs, 'a', { to: 'before', other: 'z' })).toBeUndefined();
});

test('a job alone stays as it is', () => {
  expect(moveJob([place('a', 50, 1)], 'a', { to: 'first' })).toEqual([]);
});

test(
  'whatever is moved where, it stands there, and the others keep their order',
  () => {
    const moves = fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.constantFrom('first', 'last', 'before', 'after')), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(moves, (wishes) => {
        let places = Array.from({ length: 10 }, (_, index) => place(`j${index}`, index < 5 ? 50 : 20, index % 5));
        for (const [at, beside, to] of wishes) {
          const [id, other] = [`j${at}`, `j${beside}`];
          if (id === other) continue;
          const wish: MoveTo = to === 'first' || to === 'last' ? { to } : { to, other };
          const before = places
            .toSorted(compareJobs)
            .map((it) => it.id)
            .filter((it) => it !== id);
          const changed = new Map(moveJob(places, id, wish)?.map((it) => [it.id, it]));
          places = places.map((it) => changed.get(it.id) ?? it);
          const after = places.toSorted(compareJobs).map((it) => it.id);
          const where = { first: 0, last: 9, before: before.indexOf(other), after: before.indexOf(other) + 1 }[to];
          expect(after).toEqual(before.toSpliced(where, 0, id));
        }
      }),
      { numRuns: fuzzRuns(100) },
    );
  },
  FUZZ_TIMEOUT,
);

test('a job is put where sorting all of them puts it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(10, 50, 90), fc.nat(20)), { maxLength: 30 }), (given) => {
      const all = given.map(([priority, position], index) => ({ head: place(`j${index}`, priority, position) }));
      const ordered: typeof all = [];
      for (const job of all) putInOrder(ordered, job);
      expect(ordered).toEqual(inOrder(all));
    }),
  );
});
