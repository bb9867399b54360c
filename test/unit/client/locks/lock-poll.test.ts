import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LockPoll } from '../../../../client/locks/lock-poll.ts';
import { editor } from '../fake-vscode.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

beforeEach(() => {
  vi.useFakeTimers();
  editor.reset();
});
afterEach(() => void vi.useRealTimers());

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000);

test.each([
  [undefined, true, 10],
  [10, true, 30],
  [10, false, 0],
  [0, true, 0],
])('every %s seconds, seen: %s', async (seconds, isSeen, looks) => {
  if (seconds !== undefined) editor.settings['locks.pollSeconds'] = seconds;
  const look = vi.fn(async () => {});
  const poll = new LockPoll([{ isSeen: () => isSeen, look }]);
  await pass(300);
  poll.dispose();
  await pass(300);
  expect(look).toHaveBeenCalledTimes(looks);
});

test('the setting takes effect at once', async () => {
  editor.settings['locks.pollSeconds'] = 0;
  const look = vi.fn(async () => {});
  new LockPoll([{ isSeen: () => true, look }]);
  editor.set('locks.pollSeconds', 60);
  await pass(120);
  expect(look).toHaveBeenCalledTimes(2);
});

test('looks that take long are rarer, and never two at once; a look that fails is followed by others', async () => {
  editor.settings['locks.pollSeconds'] = 10;
  let atOnce = 0;
  let most = 0;
  const slow = vi.fn(async () => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await new Promise((resolve) => setTimeout(resolve, 20_000));
    atOnce -= 1;
  });
  const failing = vi.fn(() => Promise.reject(new Error('away')));
  new LockPoll([
    { isSeen: () => true, look: slow },
    { isSeen: () => true, look: failing },
  ]);
  await pass(500); // at 10 s, then after 20 s of looking and 200 s of rest each
  expect([slow.mock.calls.length, most, failing.mock.calls.length]).toEqual([3, 1, 50]);
});
