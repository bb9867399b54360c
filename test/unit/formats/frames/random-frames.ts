import fc from 'fast-check';
import { FrameList } from '../../../../server/formats/frames/frame-list.ts';
import { type FrameRun, frameRun } from '../../../../server/formats/frames/frame-run.ts';

/** A run of a few frames around 0, up or down. */
export const anyRun: fc.Arbitrary<FrameRun> = fc
  .tuple(fc.integer({ min: -40, max: 80 }), fc.integer({ min: -40, max: 80 }), fc.integer({ min: 1, max: 9 }))
  .map(([first, to, step]) => frameRun(first, to, to < first ? -step : step));

/** Lists of overlapping runs. */
export const anyList: fc.Arbitrary<FrameList> = fc.array(anyRun, { maxLength: 6 }).map((runs) => FrameList.of(runs));

/** Lists of distinct frames in no order. */
export const anyFrames: fc.Arbitrary<readonly number[]> = fc.oneof(
  fc.uniqueArray(fc.integer({ min: -12, max: 40 }), { minLength: 1, maxLength: 24 }),
  fc.subarray(
    Array.from({ length: 30 }, (_, at) => at * 5 - 20),
    { minLength: 1 },
  ),
);
