import { expect, test } from 'vitest';
import { FrameProgress } from '../../../../server/formats/renderers/frame-progress.ts';
import type { LogEvent } from '../../../../server/formats/renderers/log-reader.ts';

const finished = (frame?: number): LogEvent => ({ kind: 'frame-finished', ...(frame !== undefined && { frame }) });

test('frames are counted by their numbers, each once, and only those of the chunk', () => {
  const progress = new FrameProgress({ first: 1001, last: 1003 });
  expect(progress.take([finished(1001)])).toBe(true);
  expect(progress.take([finished(1001), finished(7), finished(2000)])).toBe(false);
  expect(progress.take([finished(1003)])).toBe(true);
  expect(progress.now).toEqual({ done: 3, part: 0 });
});

test('a line without a number finishes the frame that was begun', () => {
  const progress = new FrameProgress({ first: 1, last: 3 });
  progress.take([
    { kind: 'frame-started', frame: 2 },
    { kind: 'progress', part: 0.5 },
  ]);
  expect(progress.now).toEqual({ done: 0, part: 0.5, frame: 2 });
  progress.take([finished()]);
  expect(progress.now).toEqual({ done: 2, part: 0, frame: 2 });
});

test('a count is taken as it is, and never goes back', () => {
  const progress = new FrameProgress({ first: 1, last: 3 });
  progress.take([{ kind: 'frame-finished', done: 2 }]);
  progress.take([{ kind: 'frame-finished', done: 1 }]);
  expect(progress.now.done).toBe(2);
  progress.take([{ kind: 'frame-finished', done: 99 }]);
  expect(progress.now.done).toBe(3);
});

test('the part of a frame begins anew with the next one', () => {
  const progress = new FrameProgress({ first: 1, last: 3 });
  progress.take([
    { kind: 'progress', frame: 1, part: 0.8 },
    { kind: 'progress', frame: 1, part: 0.4 },
  ]);
  expect(progress.now.part).toBe(0.8);
  progress.take([{ kind: 'progress', frame: 2, part: 0.1 }]);
  expect(progress.now).toEqual({ done: 0, part: 0.1, frame: 2 });
});

test('lines that name no frame at all are counted', () => {
  const progress = new FrameProgress({ first: 5, last: 6 });
  progress.take([finished(), finished(), finished()]);
  expect(progress.now.done).toBe(2);
});

test('frames at steps are counted by their steps, and those between are none of them', () => {
  const progress = new FrameProgress({ first: 1, last: 16, step: 5 });
  expect(progress.take([{ kind: 'frame-finished', frame: 6 }])).toBe(true);
  expect(progress.now.done).toBe(2);
  expect(progress.take([{ kind: 'frame-finished', frame: 7 }])).toBe(false);
  expect(progress.take([{ kind: 'frame-finished', frame: 16 }])).toBe(true);
  expect(progress.now.done).toBe(4);
});
