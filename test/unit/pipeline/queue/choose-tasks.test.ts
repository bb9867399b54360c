import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Capacity, chooseTasks, type WaitingJob } from '../../../../server/pipeline/queue/choose-tasks.ts';
import type { Needs } from '../../../../server/protocol/jobs.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';

const whole: Capacity = { slots: 4, threads: 8, memory: 100, gpus: [0, 1] };

const job = (id: string, ...layers: readonly (readonly [Needs, number])[]): WaitingJob => ({
  id,
  layers: layers.map(([needs, tasks], layer) => ({
    needs,
    ready: Array.from({ length: tasks }, (_, index) => `${layer + 1}.${index + 1}`),
  })),
});

const chosen = (jobs: readonly WaitingJob[], free: Partial<Capacity> = {}): string[] =>
  chooseTasks(jobs, { ...whole, ...free }, whole).map(({ job: id, task }) => `${id}/${task}`);

test.each<[string, readonly WaitingJob[], Partial<Capacity>, readonly string[]]>([
  ['as many as there are slots', [job('a', [{}, 9])], {}, ['a/1.1', 'a/1.2', 'a/1.3', 'a/1.4']],
  [
    'in the order of jobs and layers',
    [job('a', [{}, 1], [{}, 1]), job('b', [{}, 9])],
    { slots: 3 },
    ['a/1.1', 'a/2.1', 'b/1.1'],
  ],
  ['nothing where no slot is free', [job('a', [{}, 9])], { slots: 0 }, []],
  ['no more threads than there are', [job('a', [{ threads: 3 }, 9])], {}, ['a/1.1', 'a/1.2']],
  ['each GPU once', [job('a', [{ gpus: 1 }, 9])], {}, ['a/1.1', 'a/1.2']],
  [
    'small ones behind a big one only from what is left beside it',
    [job('a', [{ threads: 6 }, 1]), job('b', [{ threads: 1 }, 9])],
    { threads: 4 },
    [],
  ],
  [
    'what needs something else goes on',
    [job('a', [{ threads: 6 }, 1]), job('b', [{ gpus: 1 }, 9])],
    { threads: 4 },
    ['b/1.1', 'b/1.2'],
  ],
  [
    'what could never be held keeps nothing',
    [job('a', [{ memory: 999 }, 1], [{ gpus: 3 }, 1]), job('b', [{ memory: 100, gpus: 2 }, 1])],
    {},
    ['b/1.1'],
  ],
  [
    'who needs more threads than there are gets all of them',
    [job('a', [{ threads: 99 }, 1]), job('b', [{ threads: 1 }, 1])],
    {},
    ['a/1.1'],
  ],
])('%s', (_, jobs, free, expected) => {
  expect(chosen(jobs, free)).toEqual(expected);
});

test('a GPU goes to one task, by its number', () => {
  const starts = chooseTasks([job('a', [{ gpus: 1 }, 1]), job('b', [{ gpus: 1 }, 1])], whole, whole);
  expect(starts.map(({ gpus }) => gpus)).toEqual([[0], [1]]);
});

const needs = fc.record(
  {
    threads: fc.integer({ min: 1, max: 10 }),
    memory: fc.integer({ min: 1, max: 120 }),
    gpus: fc.integer({ min: 1, max: 3 }),
  },
  { requiredKeys: [] },
);
const jobs = fc.array(fc.array(fc.tuple(needs, fc.integer({ min: 0, max: 5 })), { minLength: 1, maxLength: 3 }), {
  maxLength: 8,
});
const free = fc.record({
  slots: fc.integer({ min: 0, max: 4 }),
  threads: fc.integer({ min: 0, max: 8 }),
  memory: fc.integer({ min: 0, max: 100 }),
  gpus: fc.subarray([0, 1]),
});

test(
  'never more is given out than is free, no task twice, and something starts where something can',
  () => {
    fc.assert(
      fc.property(jobs, free, (given, left) => {
        const waiting = given.map((layers, index) => job(`j${index}`, ...layers));
        const starts = chooseTasks(waiting, left, whole);
        const sum = (of: (it: Needs) => number | undefined) =>
          starts.reduce((total, start) => total + (of(start.needs) ?? 0), 0);
        expect(starts.length).toBeLessThanOrEqual(left.slots);
        expect(sum((it) => it.threads)).toBeLessThanOrEqual(left.threads);
        expect(sum((it) => it.memory)).toBeLessThanOrEqual(left.memory);
        const gpus = starts.flatMap((start) => start.gpus);
        expect(new Set(gpus).size).toBe(gpus.length);
        expect(gpus.every((gpu) => left.gpus.includes(gpu))).toBe(true);
        expect(starts.every((start) => start.gpus.length === (start.needs.gpus ?? 0))).toBe(true);
        expect(new Set(starts.map((it) => `${it.job}/${it.task}`)).size).toBe(starts.length);
        const [first] = waiting.flatMap(({ layers }) => [...layers]).filter(({ ready }) => [...ready].length > 0);
        const { threads = 0, memory = 0, gpus: wanted = 0 } = first?.needs ?? {};
        const fits = left.slots > 0 && threads <= left.threads && memory <= left.memory && wanted <= left.gpus.length;
        if (first !== undefined && fits) expect(starts.length).toBeGreaterThan(0);
      }),
      { numRuns: fuzzRuns(500) },
    );
  },
  FUZZ_TIMEOUT,
);

test('tasks are looked at only as far as there is room', () => {
  let asked = 0;
  function* ready(): Generator<string> {
    for (;;) {
      asked += 1;
      yield `1.${asked}`;
    }
  }
  chooseTasks([{ id: 'a', layers: [{ needs: {}, ready: ready() }] }], whole, whole);
  expect(asked).toBe(5);
});
