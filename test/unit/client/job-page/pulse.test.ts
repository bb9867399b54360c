import { expect, test } from 'vitest';
import { Pulse } from '../../../../client/job-page/pulse.ts';
import { settle } from '../fake-core.ts';
import { ManualLater } from './manual-later.ts';

const rig = () => {
  const time = new ManualLater();
  const ends: (() => void)[] = [];
  const pulse = new Pulse(() => new Promise<void>((resolve) => void ends.push(resolve)), 300, time.later);
  return { time, ends, pulse };
};

test('what is wanted is done at once, and what is wanted meanwhile once more after a rest', async () => {
  const { time, ends, pulse } = rig();
  for (let times = 0; times < 50; times += 1) pulse.want();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await settle();
  for (let times = 0; times < 50; times += 1) pulse.want();
  await time.pass(299);
  expect(ends).toHaveLength(1);
  await time.pass(1);
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await time.pass(10_000);
  expect(ends).toHaveLength(2);
  pulse.want();
  expect(ends).toHaveLength(3);
});

test('what is stopped is not done later', async () => {
  const { time, ends, pulse } = rig();
  pulse.want();
  pulse.want();
  ends[0]?.();
  await settle();
  pulse.stop();
  await time.pass(1_000);
  expect(ends).toHaveLength(1);
});

test('nothing is done twice at the same time', async () => {
  const { time, ends, pulse } = rig();
  pulse.want();
  await time.pass(5_000);
  pulse.want();
  pulse.stop();
  pulse.want();
  await time.pass(5_000);
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await time.pass(300);
  expect(ends).toHaveLength(2);
});
