import { countFrames, type TaskRecord } from './job-record.ts';

/** A file that a job has finished. */
export interface WrittenFile {
  readonly file: string;
  /** Absent for one that holds several frames. */
  readonly frame?: number;
}

/**
 * Files that a job has finished, the newest first, no more than `most`: as its tasks tell, without a look at the disk. `finished`:
 * how many of its frames a running task has finished.
 */
export function writtenFiles(
  tasks: Iterable<TaskRecord>,
  finished: (task: string) => number,
  most: number,
): readonly WrittenFile[] {
  const found: { readonly time: number; readonly task: TaskRecord; readonly count: number }[] = [];
  for (const task of tasks) {
    const last = task.attempts.at(-1);
    const count = task.state === 'completed' ? task.outputs.length : countRunning(task, finished);
    if (last === undefined || count === 0) continue;
    found.push({ time: task.state === 'running' ? Number.POSITIVE_INFINITY : (last.endedAt ?? 0), task, count });
  }
  const files: WrittenFile[] = [];
  for (const { task, count } of found.sort((left, right) => right.time - left.time)) {
    const { frames, outputs } = task;
    const isOneAFrame = outputs.length === countFrames(frames);
    for (let index = count - 1; index >= 0; index -= 1) {
      if (files.length === most) return files;
      const file = outputs[index];
      if (file !== undefined) files.push({ file, ...(isOneAFrame && { frame: frames.first + index }) });
    }
  }
  return files;
}

/** A movie is finished with its task. */
function countRunning({ id, state, frames, outputs }: TaskRecord, finished: (task: string) => number): number {
  return state === 'running' && outputs.length === countFrames(frames) ? Math.min(finished(id), outputs.length) : 0;
}
