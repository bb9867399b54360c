import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { VisiblePoll } from '../../../../client/views/visible-poll.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function rig({ isVisible = true, took = 0 } = {}) {
  let follow = () => {};
  let looks = 0;
  let clock = 0;
  const state = { isVisible, took, fails: false };
  const poll = new VisiblePoll({
    interval: 5_000,
    isVisible: () => state.isVisible,
    onDidChangeVisibility: (listener) => {
      follow = listener;
      return { dispose: () => {} };
    },
    look: async () => {
      looks += 1;
      clock += state.took;
      if (state.fails) throw new Error('no answer');
    },
    now: () => clock,
  });
  return {
    poll,
    state,
    looks: () => looks,
    pass: (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds),
    show: async (visible: boolean) => {
      state.isVisible = visible;
      follow();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

test('it looks every five seconds while it is seen, also after a look that failed', async () => {
  const { looks, pass, state } = rig();
  await pass(15_000);
  expect(looks()).toBe(3);
  state.fails = true;
  await pass(10_000);
  expect(looks()).toBe(5);
});

test('what nobody sees is not looked at, and once when it is seen again', async () => {
  const { looks, pass, show } = rig({ isVisible: false });
  await pass(60_000);
  expect(looks()).toBe(0);
  await show(true);
  expect(looks()).toBe(1);
  await show(false);
  await pass(60_000);
  expect(looks()).toBe(1);
});

test('a look that takes long is followed by a longer pause', async () => {
  const { looks, pass } = rig({ took: 2_000 });
  await pass(5_000);
  expect(looks()).toBe(1);
  await pass(19_000);
  expect(looks()).toBe(1);
  await pass(1_000);
  expect(looks()).toBe(2);
});

test('nothing is looked at after its end', async () => {
  const { looks, pass, poll } = rig();
  poll.dispose();
  await pass(60_000);
  expect(looks()).toBe(0);
});
