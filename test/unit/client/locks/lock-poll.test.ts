import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LockPoll } from '../../../../client/locks/lock-poll.ts';
import { editor } from '../fake-vscode.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

beforeEach(() => {
  vi.useFakeTimers();
  editor.reset();
});
afterEach(() => void vi.useRealTimers());

test.each([
  [undefined, true, 10],
  [10, true, 30],
  [10, false, 0],
  [0, true, 0],
])('every %s seconds, seen: %s', (seconds, isSeen, looks) => {
  if (seconds !== undefined) editor.settings['locks.pollSeconds'] = seconds;
  const look = vi.fn();
  const poll = new LockPoll([{ isSeen: () => isSeen, look }]);
  vi.advanceTimersByTime(300_000);
  poll.dispose();
  vi.advanceTimersByTime(300_000);
  expect(look).toHaveBeenCalledTimes(looks);
});

test('the setting takes effect at once', () => {
  editor.settings['locks.pollSeconds'] = 0;
  const look = vi.fn();
  new LockPoll([{ isSeen: () => true, look }]);
  editor.set('locks.pollSeconds', 60);
  vi.advanceTimersByTime(120_000);
  expect(look).toHaveBeenCalledTimes(2);
});
