import { expect, test } from 'vitest';
import type { Capacity } from '../../../../server/pipeline/queue/choose-tasks.ts';
import { ResourceLedger } from '../../../../server/pipeline/queue/resource-ledger.ts';

const whole: Capacity = { slots: 4, threads: 8, memory: 100, gpus: [1, 2] };

test('what is lent is not free, and is given back once', () => {
  const ledger = new ResourceLedger();
  const first = ledger.lend({ needs: { threads: 3, memory: 10, gpus: 1 }, gpus: [1] });
  ledger.lend({ needs: {}, gpus: [] });
  expect(ledger.free(whole)).toEqual({ slots: 2, threads: 5, memory: 90, gpus: [2] });
  first();
  first();
  expect(ledger.free(whole)).toEqual({ slots: 3, threads: 8, memory: 100, gpus: [1, 2] });
});

test('the same is lent twice to two, and given back by each', () => {
  const ledger = new ResourceLedger();
  const lent = { needs: { threads: 2 }, gpus: [] };
  const [first, second] = [ledger.lend(lent), ledger.lend(lent)];
  first();
  expect(ledger.free(whole)).toMatchObject({ slots: 3, threads: 6 });
  second();
  expect(ledger.free(whole)).toEqual(whole);
});

test('where there is less than is lent, nothing is free, and who has something keeps it', () => {
  const ledger = new ResourceLedger();
  ledger.lend({ needs: { threads: 8, gpus: 2 }, gpus: [1, 2] });
  expect(ledger.free({ slots: 1, threads: 4, memory: 100, gpus: [0, 2] })).toEqual({
    ...{ slots: 0, threads: 0, memory: 100 },
    gpus: [0],
  });
});
