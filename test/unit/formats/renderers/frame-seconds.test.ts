import { expect, test } from 'vitest';
import { FrameSeconds } from '../../../../server/formats/renderers/frame-seconds.ts';
import type { LogEvent } from '../../../../server/formats/renderers/log-reader.ts';

const begins = (frame: number): LogEvent => ({ kind: 'frame-started', frame });
const ends = (seconds?: number): LogEvent => ({ kind: 'frame-finished', ...(seconds !== undefined && { seconds }) });

/** Lines by the seconds at which they are there: events, and the frames that are finished with them. */
type Piece = readonly [at: number, ...lines: (readonly [events: readonly LogEvent[], done: number])[]];

const timed = (...pieces: readonly Piece[]) => {
  const seconds = new FrameSeconds(1001, 0);
  for (const [at, ...lines] of pieces) {
    for (const [events, done] of lines) seconds.line(events, done);
    seconds.moment(at * 1_000);
  }
  return seconds.drain();
};

test.each<[string, readonly Piece[], readonly number[]]>([
  [
    'from one end to the next',
    [
      [4, [[ends()], 1]],
      [7, [[ends()], 2]],
    ],
    [4, 3],
  ],
  [
    'what the renderer says counts',
    [
      [4, [[ends(1.25)], 1]],
      [7, [[ends()], 2]],
    ],
    [1.25, 3],
  ],
  [
    'from its beginning where that was told',
    [
      [3, [[begins(1001)], 0]],
      [5, [[ends()], 1]],
    ],
    [2],
  ],
  [
    'a beginning that is told again begins nothing',
    [
      [1, [[begins(1001)], 0]],
      [3, [[begins(1001)], 0]],
      [5, [[ends()], 1]],
    ],
    [4],
  ],
  ['frames that are told of at once share the time', [[6, [[ends()], 1], [[ends()], 2], [[ends()], 3]]], [2, 2, 2]],
  ['a line that was missed', [[6, [[ends(5)], 2]]], [3, 3]],
  [
    'a clock that is set back',
    [
      [6, [[ends()], 1]],
      [2, [[ends()], 2]],
    ],
    [6, 0],
  ],
])('%s', (_, pieces, seconds) => {
  expect(timed(...pieces)).toEqual({ first: 1001, seconds });
});

test('what was asked for is not told again', () => {
  const seconds = new FrameSeconds(1, 0);
  seconds.line([ends(2)], 1);
  seconds.moment(2_000);
  expect(seconds.drain()).toEqual({ first: 1, seconds: [2] });
  expect(seconds.drain()).toBeUndefined();
  seconds.line([ends(3)], 2);
  seconds.moment(5_000);
  expect(seconds.drain()).toEqual({ first: 2, seconds: [3] });
});

test('a chunk without end is timed for its first hundred thousand frames', () => {
  const seconds = new FrameSeconds(1, 0);
  seconds.line([ends()], 2_000_000_000);
  seconds.moment(1_000);
  expect(seconds.drain()?.seconds).toHaveLength(100_000);
  seconds.line([ends()], 2_000_000_001);
  seconds.moment(2_000);
  expect(seconds.drain()).toBeUndefined();
});
