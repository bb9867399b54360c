import type { QueueChanges } from './changes.ts';
import type { WaitingJob } from './choose-tasks.ts';
import type { Commits } from './commits.ts';
import type { LiveJob } from './live-job.ts';
import type { LiveQueue } from './live-queue.ts';
import type { RoomKeeper } from './output-room.ts';

/** What is needed to hold jobs. */
export interface HeldJobsParts {
  readonly live: LiveQueue;
  readonly commits: Commits;
  readonly changes: QueueChanges;
  /** Whether there is room where jobs write; there always is where this is absent. */
  readonly room: RoomKeeper | undefined;
}

/** Holds jobs that have no room where they write, and says so in their summaries. */
export class HeldJobs {
  readonly #parts: HeldJobsParts;

  constructor(parts: HeldJobsParts) {
    this.#parts = parts;
  }

  /** The jobs that have something to start, but for those that are held or of which it is not known yet. */
  *withRoom(): Generator<WaitingJob> {
    const { live, room: keeper } = this.#parts;
    for (const waiting of live.waiting()) {
      const job = live.get(waiting.id);
      const room = keeper?.roomIn(job?.folders ?? []);
      if (job !== undefined) this.#note(job, room?.held);
      if (room === undefined || (room.isKnown && room.held === undefined)) yield waiting;
    }
  }

  /** The folders that jobs with waiting tasks write to. */
  folders(): ReadonlySet<string> {
    const waiting = this.#parts.live.active().filter(({ head }) => head.tasks.waiting > 0);
    return new Set(waiting.flatMap(({ folders }) => [...folders]));
  }

  /** There is more room, or less. */
  roomChanged(): void {
    for (const job of this.#parts.live.active()) {
      const room = job.head.tasks.waiting > 0 ? this.#parts.room?.roomIn(job.folders) : undefined;
      this.#note(job, room?.held);
    }
  }

  #note(job: LiveJob, held: string | undefined): void {
    if (job.held === held) return;
    job.hold(held, this.#parts.commits.stamp().revision);
    this.#parts.changes.progress(job.summary);
  }
}
