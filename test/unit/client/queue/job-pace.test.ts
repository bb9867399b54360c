import { expect, test } from 'vitest';
import { JobPace } from '../../../../client/queue/job-pace.ts';
import { someJob } from './some-job.ts';

const at = (framesDone: number, change: object = {}) => someJob('a', 1, { state: 'running', framesDone, ...change });

test.each([
  [
    'two reports tell nothing',
    [
      [0, at(1)],
      [10, at(3)],
    ],
    undefined,
  ],
  [
    'frames that come at once tell nothing',
    [
      [0, at(1)],
      [1, at(2)],
      [2, at(3)],
    ],
    undefined,
  ],
  [
    'two frames in ten seconds',
    [
      [0, at(1)],
      [5, at(2)],
      [10, at(3)],
    ],
    { framesPerMinute: 12, secondsLeft: 35 },
  ],
  [
    'a report of the same frame counts for nothing',
    [
      [0, at(1)],
      [10, at(3)],
      [90, at(3)],
    ],
    undefined,
  ],
  [
    'a pause begins it anew',
    [
      [0, at(1)],
      [10, at(3)],
      [20, at(3, { paused: true })],
      [30, at(3)],
      [40, at(4)],
    ],
    undefined,
  ],
  [
    'frames that are rendered anew do, too',
    [
      [0, at(5)],
      [10, at(6)],
      [20, at(2)],
      [30, at(3)],
    ],
    undefined,
  ],
] as const)('the pace of a job: %s', (_, reports, expected) => {
  let now = 0;
  const pace = new JobPace(() => now);
  for (const [seconds, job] of reports) {
    now = seconds * 1000;
    pace.note(job);
  }
  const [, last] = reports.at(-1) ?? [];
  expect(last && pace.of(last)).toEqual(expected);
});

test('what the core has measured is told at once', () => {
  const pace = new JobPace(() => 0);
  const job = at(1, { pace: { framesPerSecond: 0.5, secondsLeft: 18 } });
  expect(pace.of(job)).toEqual({ framesPerMinute: 30, secondsLeft: 18 });
});
