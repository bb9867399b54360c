import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Lease, ResourceLedger, type Resources } from '../../../../server/pipeline/system/resource-ledger.ts';

const there: Resources = { threads: 8, gpus: [1, 2], hasGpus: true, memory: 32 };

/** What has been given, in the order of asking; `undefined` for who waits. */
const asker = (ledger: ResourceLedger) => {
  const given: (Lease | undefined)[] = [];
  const ask = async (wish: Parameters<ResourceLedger['take']>[0], signal?: AbortSignal) => {
    const at = given.push(undefined) - 1;
    void ledger.take(wish, signal).then((lease) => {
      given[at] = lease;
    });
    await Promise.resolve();
    return at;
  };
  return { given, ask };
};

describe('GPUs', () => {
  test('are given once', async () => {
    const { given, ask } = asker(new ResourceLedger(there));
    for (let count = 0; count < 3; count += 1) await ask({ gpus: 1 });
    expect(given.map((lease) => lease?.gpus)).toEqual([[1], [2], undefined]);
    given[1]?.release();
    given[1]?.release();
    await Promise.resolve();
    expect(given[2]?.gpus).toEqual([2]);
  });

  test('all of them are given to who wants more than there are', async () => {
    const { given, ask } = asker(new ResourceLedger(there));
    await ask({ gpus: 5 });
    expect(given[0]?.gpus).toEqual([1, 2]);
  });

  test('who does not say how many sees those that are not kept, who wants none sees none', async () => {
    const { given, ask } = asker(new ResourceLedger(there));
    await ask({});
    await ask({ gpus: 0 });
    expect(given.map((lease) => lease?.gpus)).toEqual([[1, 2], []]);
  });

  test('nothing is hidden on a machine that shows none, and all of one whose GPUs are kept', async () => {
    const none = asker(new ResourceLedger({ ...there, gpus: [], hasGpus: false }));
    await none.ask({ gpus: 1 });
    await none.ask({});
    expect(none.given.map((lease) => lease?.gpus)).toEqual([undefined, undefined]);
    expect(none.given.every((lease) => lease !== undefined)).toBe(true);
    const kept = asker(new ResourceLedger({ ...there, gpus: [] }));
    await kept.ask({ gpus: 1 });
    expect(kept.given[0]?.gpus).toEqual([]);
  });
});

test('who asked first is served first, so that large calls get their turn', async () => {
  const { given, ask } = asker(new ResourceLedger(there));
  await ask({ threads: 4 });
  await ask({ threads: 8 });
  await ask({ threads: 1 });
  expect(given.map((lease) => lease !== undefined)).toEqual([true, false, false]);
  given[0]?.release();
  await Promise.resolve();
  expect(given.map((lease) => lease !== undefined)).toEqual([true, true, false]);
});

test('a wish that is taken back makes way', async () => {
  const { given, ask } = asker(new ResourceLedger(there));
  const ending = new AbortController();
  await ask({ memory: 30 });
  await ask({ memory: 30 }, ending.signal);
  await ask({ memory: 2 });
  ending.abort();
  await Promise.resolve();
  expect(given.map((lease) => lease !== undefined)).toEqual([true, false, true]);
});

test('nobody gets anything before it is known what there is', async () => {
  const ledger = new ResourceLedger();
  const { given, ask } = asker(ledger);
  await ask({});
  expect(given[0]).toBeUndefined();
  ledger.change(there);
  await Promise.resolve();
  expect(given[0]?.gpus).toEqual([1, 2]);
});

test('what there is becomes less: who has something keeps it, and others wait', async () => {
  const ledger = new ResourceLedger(there);
  const { given, ask } = asker(ledger);
  await ask({ threads: 8 });
  ledger.change({ ...there, threads: 4 });
  await ask({ threads: 2 });
  await ask({});
  expect(given.map((lease) => lease !== undefined)).toEqual([true, false, false]);
  given[0]?.release();
  await Promise.resolve();
  expect(given.map((lease) => lease !== undefined)).toEqual([true, true, true]);
});

test('never is more given than there is, whatever is asked for and given back', async () => {
  const wish = fc.record(
    {
      threads: fc.integer({ min: 1, max: 10 }),
      gpus: fc.integer({ min: 0, max: 3 }),
      memory: fc.integer({ min: 1, max: 40 }),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(wish, fc.constant('release' as const)), { maxLength: 40 }), async (steps) => {
      const { given, ask } = asker(new ResourceLedger(there));
      const wishes: { threads?: number; gpus?: number; memory?: number }[] = [];
      const released = new Set<number>();
      for (const step of steps) {
        if (step === 'release') {
          const at = given.findIndex((lease, index) => lease !== undefined && !released.has(index));
          if (at !== -1) {
            released.add(at);
            given[at]?.release();
          }
          await Promise.resolve();
        } else {
          wishes.push(step);
          await ask(step);
        }
        const held = given.flatMap((lease, index) => (lease !== undefined && !released.has(index) ? [index] : []));
        const sum = (name: 'threads' | 'memory') =>
          held.reduce((total, index) => total + Math.min(wishes[index]?.[name] ?? 0, there[name]), 0);
        expect(sum('threads')).toBeLessThanOrEqual(there.threads);
        expect(sum('memory')).toBeLessThanOrEqual(there.memory);
        const own = held.flatMap((index) => ((wishes[index]?.gpus ?? 0) > 0 ? (given[index]?.gpus ?? []) : []));
        expect(new Set(own).size).toBe(own.length);
        if (held.length === 0) expect(given.every((lease) => lease !== undefined)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});
