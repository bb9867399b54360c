import type { PublishQueue } from '../queue/queue.ts';

/** An answer names all tasks of a job: it is asked for about so often, however many there are. */
const MOST_ASKED = 64;

/**
 * Tells of the frames of a job's tasks as they are completed, each task once, those of large jobs some at a time. Does nothing with a queue that does not
 * tell of changes. What cannot be asked for is not told: whoever needs all frames asks at the end.
 */
export function followFinished(
  queue: PublishQueue,
  job: string,
  finished: (frames: Iterable<number>) => void,
): { dispose(): void } {
  const told = new Set<string>();
  let [done, asked] = [0, 0];
  let asking = false;
  const ask = async (): Promise<void> => {
    if (asking || queue.get === undefined) return;
    asking = true;
    try {
      // What has changed while the answer was on its way is asked for again.
      for (let known = -1; known !== done; ) {
        known = done;
        asked = done;
        const { layers } = await queue.get(job);
        for (const { id, state, frames } of layers.flatMap(({ tasks }) => tasks)) {
          if (state !== 'completed' || told.has(id)) continue;
          told.add(id);
          finished(Array.from({ length: frames.last - frames.first + 1 }, (_, at) => frames.first + at));
        }
      }
    } catch {
      // The job is gone, or the queue ends: who waits for the job is told so.
    } finally {
      asking = false;
    }
  };
  const listening = queue.onChange?.((jobs) => {
    const changed = jobs.findLast(({ id }) => id === job);
    if (changed === undefined) return;
    done = changed.tasksDone;
    if (done - asked >= changed.tasksTotal / MOST_ASKED || done < asked) void ask();
  });
  return { dispose: () => listening?.dispose() };
}
