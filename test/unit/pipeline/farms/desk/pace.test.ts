import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pace } from '../../../../../server/pipeline/farms/desk/pace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const limits = { least: 100, most: 300, mostAfterFailure: 1_000 };

/** How long a wait lasts by the clock that the test turns; milliseconds. */
async function lasts(wait: Promise<void>): Promise<number> {
  const began = Date.now();
  let over = false;
  void wait.then(() => {
    over = true;
  });
  while (!over) await vi.advanceTimersByTimeAsync(1);
  return Date.now() - began;
}

test('pauses grow while nothing changes, and are short again when something does', async () => {
  const pace = new Pace(new AbortController().signal, limits);
  const pauses: number[] = [];
  for (const changed of [false, false, false, false, true]) pauses.push(await lasts(pace.after(changed)));
  expect(pauses.map((it) => Math.round(it / 10) * 10)).toEqual([140, 200, 270, 300, 100]);
});

test('pauses double while there is no answer, are as long as the farm asks for, and no longer than ten minutes', async () => {
  const pace = new Pace(new AbortController().signal, limits);
  const pauses: number[] = [];
  for (const after of [0, 0, 0, 0, 0, 5, 100_000]) pauses.push(await lasts(pace.afterFailure(after)));
  expect(pauses.map((it) => Math.round(it / 100) * 100)).toEqual([200, 400, 800, 1000, 1000, 5000, 600_000]);
});

test('whoever has something new to do does not wait; the end of the core ends every wait', async () => {
  const ending = new AbortController();
  const pace = new Pace(ending.signal, limits);
  pace.wake();
  expect(await lasts(pace.after(false))).toBeLessThan(2);
  const waiting = pace.after(false);
  pace.wake();
  expect(await lasts(waiting)).toBeLessThan(2);
  const last = pace.afterFailure(50);
  ending.abort();
  expect(await lasts(last)).toBeLessThan(2);
});
