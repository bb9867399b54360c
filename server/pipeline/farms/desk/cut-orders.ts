import type { FrameChunk } from '../../../protocol/jobs.ts';
import { countFrames } from '../../queue/frame-chunk.ts';
import type { TaskRecord } from '../../queue/job-record.ts';
import type { CallTemplate, DriverCapabilities } from '../driver/farm-driver.ts';
import { callTemplate } from './call-template.ts';

/** Chunks that go to a farm together. */
export interface CutOrder {
  readonly tasks: readonly TaskRecord[];
  /** There where the farm wants one call for all of them. */
  readonly template?: CallTemplate;
}

/** Cuts waiting chunks of one layer, in their order, into orders that a kind of farm can take. */
export function cutOrders(
  tasks: readonly TaskRecord[],
  { calls, chunks, mostTasks }: Pick<DriverCapabilities, 'calls' | 'chunks' | 'mostTasks'>,
): CutOrder[] {
  const runs = chunks === 'regular' ? regularRuns(tasks) : [[...tasks]];
  const pieces = runs.flatMap((run) => inPieces(run, mostTasks));
  if (calls === 'each') return pieces.map((it) => ({ tasks: it }));
  return pieces.flatMap((piece) => {
    const template = callTemplate(piece);
    // Calls that differ in more than their frames are a job each.
    return template === undefined ? piece.flatMap((task) => withTemplate([task])) : [{ tasks: piece, template }];
  });
}

function withTemplate(tasks: readonly TaskRecord[]): CutOrder[] {
  const template = callTemplate(tasks);
  return template === undefined ? [] : [{ tasks, template }];
}

function inPieces<Item>(items: readonly Item[], most: number): Item[][] {
  const pieces: Item[][] = [];
  for (let start = 0; start < items.length; start += most) pieces.push(items.slice(start, start + most));
  return pieces;
}

/** Chunks that follow each other, of the same size and step but for a shorter last one. */
export function regularRuns(tasks: readonly TaskRecord[]): TaskRecord[][] {
  const runs: TaskRecord[][] = [];
  for (const task of tasks) {
    const run = runs.at(-1);
    const [first, last] = [run?.[0], run?.at(-1)];
    if (
      run !== undefined &&
      first !== undefined &&
      last !== undefined &&
      follows(first.frames, last.frames, task.frames)
    ) {
      run.push(task);
    } else runs.push([task]);
  }
  return runs;
}

function follows(first: FrameChunk, last: FrameChunk, next: FrameChunk): boolean {
  const [size, step] = [countFrames(first), first.step ?? 1];
  return (
    countFrames(last) === size &&
    countFrames(next) <= size &&
    next.first === last.first + size * step &&
    (countFrames(next) === 1 || (next.step ?? 1) === step)
  );
}
