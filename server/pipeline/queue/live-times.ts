import type { TimedFrames } from '../../formats/renderers/frame-seconds.ts';

interface Told extends TimedFrames {
  readonly revision: number;
}

/** What the frames of running tasks took so far, by the revisions at which it was told. */
export class LiveTimes {
  readonly #tasks = new Map<string, Told[]>();

  /** More is known of a task. */
  add(task: string, times: TimedFrames, revision: number): void {
    const told = this.#tasks.get(task);
    if (told === undefined) this.#tasks.set(task, [{ ...times, revision }]);
    else told.push({ ...times, revision });
  }

  /** The task does not run any more. */
  forget(task: string): void {
    this.#tasks.delete(task);
  }

  /** What was told of a task after a revision. */
  of(task: string, since = Number.NEGATIVE_INFINITY): TimedFrames[] {
    return joinTimes((this.#tasks.get(task) ?? []).filter(({ revision }) => revision > since));
  }
}

/** Times as few runs as there can be: what follows one another is told together. */
export function joinTimes(times: Iterable<TimedFrames>): TimedFrames[] {
  const joined: { readonly first: number; readonly seconds: number[] }[] = [];
  for (const { first, seconds } of times) {
    const last = joined.at(-1);
    if (last !== undefined && last.first + last.seconds.length === first)
      for (const it of seconds) last.seconds.push(it);
    else joined.push({ first, seconds: [...seconds] });
  }
  return joined;
}
