import { expect, test } from 'vitest';
import { timeOfSeconds } from '../../../../../server/pipeline/farms/http/answer-times.ts';
import { exitCodeOf, gpusIn, isUp, minutesOf } from '../../../../../server/pipeline/farms/slurm/slurm-texts.ts';

test.each([
  ['', 0],
  ['(null)', 0],
  ['gpu', 1],
  ['gpu:1', 1],
  ['gpu:a40:2(S:0-1)', 2],
  ['gpu:a40:2(S:0,1),gpu:t4:1,shard:8', 3],
  ['nic:1', 0],
])('%j has %i GPUs', (text, count) => {
  expect(gpusIn(text)).toBe(count);
});

test.each([
  [['idle'], true],
  [['mixed'], true],
  [['allocated'], true],
  [['idle~'], true],
  [['mixed+planned'], true],
  [['IDLE', 'PLANNED'], true],
  [['idle*'], false],
  [['down*'], false],
  [['drained'], false],
  [['draining'], false],
  [['IDLE', 'DRAIN'], false],
  [['idle+drain'], false],
  [['maint'], false],
  [['unknown'], false],
  [['IDLE', 'NOT_RESPONDING'], false],
])('%j is up: %s', (states, up) => {
  expect(isUp(states)).toBe(up);
});

test.each([
  ['infinite', undefined],
  ['n/a', undefined],
  ['30', 30],
  ['10:00', 10],
  ['10:01', 11],
  ['1:30:00', 90],
  ['2-00:00:00', 2_880],
])('%s is %s minutes', (text, minutes) => {
  expect(minutesOf(text)).toBe(minutes);
});

test.each([
  [0, 0],
  [768, 3],
  [9, 137],
  [15, 143],
  [256 * 255, 255],
  // A signal, with a core file.
  [139, 139],
])('wait gives %i: code %i', (status, code) => {
  expect(exitCodeOf(status)).toBe(code);
});

test.each([
  [undefined, undefined],
  [0, undefined],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  [5, 5_000],
])('%s seconds are %s milliseconds', (seconds, milliseconds) => {
  expect(timeOfSeconds(seconds)).toBe(milliseconds);
});
