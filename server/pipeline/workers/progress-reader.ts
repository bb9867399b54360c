import type { FrameSpan } from '../../protocol/jobs.ts';
import { countFrames } from '../queue/job-record.ts';

const searched = 4_096; // characters of a line

/** Reads from the lines of a renderer's output how many frames of the chunk are finished. Never goes back. */
export class ProgressReader {
  readonly #frames: FrameSpan;
  readonly #patterns: readonly RegExp[];
  #done = 0;

  /** A pattern has a group `frame` (the frame just finished) or `done` (frames finished). Throws on a bad pattern. */
  constructor(frames: FrameSpan, patterns: readonly string[]) {
    this.#frames = frames;
    this.#patterns = patterns.map((pattern) => new RegExp(pattern));
  }

  /** Frames finished, where the line says more than what is known; else undefined. */
  read(line: string): number | undefined {
    for (const pattern of this.#patterns) {
      const groups = pattern.exec(line.slice(0, searched))?.groups;
      const done = this.#doneBy(groups);
      if (done === undefined || done <= this.#done) continue;
      this.#done = done;
      return done;
    }
    return undefined;
  }

  #doneBy(groups: Readonly<Record<string, string | undefined>> | undefined): number | undefined {
    const { first, last } = this.#frames;
    const [done, frame] = [Number.parseInt(groups?.done ?? '', 10), Number.parseInt(groups?.frame ?? '', 10)];
    if (Number.isFinite(done)) return Math.min(done, countFrames(this.#frames));
    return frame >= first && frame <= last ? frame - first + 1 : undefined;
  }
}
