import { countFrames } from '../../queue/frame-chunk.ts';
import type { OrderTask } from './farm-driver.ts';

/** Chunks that follow each other: frames from `first` to `last` at steps, `size` of them in each but for the last. */
export interface RegularChunks {
  readonly first: number;
  readonly last: number;
  readonly step: number;
  readonly size: number;
  readonly count: number;
  /** Frames of the last chunk. */
  readonly lastSize: number;
}

/** What the chunks of an order are where a farm makes them by itself from a range and a size; undefined where it cannot. */
export function regularChunks(tasks: readonly OrderTask[]): RegularChunks | undefined {
  const [head] = tasks;
  const tail = tasks.at(-1);
  if (head === undefined || tail === undefined) return undefined;
  const size = countFrames(head.frames);
  const step = size > 1 ? (head.frames.step ?? 1) : tasks.length > 1 ? startOf(tasks, 1) - head.frames.first : 1;
  const lastSize = countFrames(tail.frames);
  if (step < 1 || lastSize > size) return undefined;
  const isRegular = tasks.every(({ frames }, index) => {
    const count = countFrames(frames);
    return (
      frames.first === head.frames.first + index * size * step &&
      (count === size || index === tasks.length - 1) &&
      (count === 1 || (frames.step ?? 1) === step)
    );
  });
  if (!isRegular) return undefined;
  return { first: head.frames.first, last: tail.frames.last, step, size, count: tasks.length, lastSize };
}

const startOf = (tasks: readonly OrderTask[], index: number): number => tasks[index]?.frames.first ?? Number.NaN;
