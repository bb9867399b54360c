import { expect, test } from 'vitest';
import { PaceMeter } from '../../../../server/pipeline/queue/job-pace.ts';

/** The pace at `now` (seconds), with a hundred frames to do, after so many were done at moments (seconds). */
const paceAfter = (now: number, ...samples: readonly (readonly [at: number, done: number])[]) => {
  const meter = new PaceMeter();
  for (const [at, done] of samples) meter.note(done, at * 1_000);
  return meter.paceOf(100, now * 1_000);
};

test.each<[string, number, (readonly [number, number])[], number | undefined]>([
  ['nothing', 10, [], undefined],
  [
    'two reports',
    10,
    [
      [0, 1],
      [10, 5],
    ],
    undefined,
  ],
  [
    'frames that come at once',
    3,
    [
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
    ],
    undefined,
  ],
  [
    'two frames in ten seconds',
    10,
    [
      [0, 0],
      [5, 1],
      [10, 2],
    ],
    0.2,
  ],
  [
    'a frame that is not late yet',
    14,
    [
      [0, 0],
      [5, 1],
      [10, 2],
    ],
    0.2,
  ],
  [
    'a frame that is late slows it',
    25,
    [
      [0, 0],
      [5, 1],
      [10, 2],
    ],
    0.1,
  ],
  [
    'fewer frames than before begin it anew',
    20,
    [
      [0, 0],
      [5, 10],
      [10, 20],
      [12, 2],
      [16, 4],
      [20, 6],
    ],
    0.5,
  ],
  [
    'a clock that was set back begins it anew',
    10,
    [
      [90, 0],
      [95, 10],
      [100, 20],
      [0, 30],
      [5, 31],
      [10, 32],
    ],
    0.2,
  ],
])('%s', (_, now, samples, expected) => {
  const pace = paceAfter(now, ...samples);
  expect(pace?.framesPerSecond).toEqual(expected === undefined ? undefined : expect.closeTo(expected, 6));
  const done = samples.at(-1)?.[1] ?? 0;
  if (expected !== undefined) expect(pace?.secondsLeft).toBeCloseTo((100 - done) / expected, 6);
});

test('frames that come four times a second are measured over a minute, whatever was before', () => {
  const samples = Array.from(
    { length: 1_000 },
    (_, index) => [index / 4, index < 500 ? index * 10 : 4_500 + index] as const,
  );
  expect(paceAfter(249.75, ...samples)?.framesPerSecond).toBeCloseTo(4, 1);
});
