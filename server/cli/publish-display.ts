import { Presets, SingleBar } from 'cli-progress';
import type { JobSummary } from '../protocol/jobs.ts';
import type { PublishProgress } from './follow-publish.ts';
import { printable, type Terminal } from './terminal.ts';

/** Shows a publish at work: a bar where somebody looks at a terminal, a line for each phase elsewhere. */
export class PublishDisplay {
  readonly #terminal: Terminal;
  #phase = '';
  #told: string | undefined;
  #bar: SingleBar | undefined;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Shows where the publish is now. */
  show({ publish, job }: PublishProgress): void {
    if (publish.phase !== this.#phase) this.#enter(publish.phase);
    const { phase, progress } = publish;
    if (phase === 'rendering' && job !== undefined) this.#tellWait(job);
    if (!this.#terminal.isInteractive) return;
    if (phase === 'verifying' && progress !== undefined) this.#startedBar(progress.total).update(progress.done);
    if (phase === 'rendering' && job !== undefined) this.#startedBar(job.framesTotal).update(job.framesDone);
  }

  /** Leaves the terminal as it should be for the lines that follow. */
  end(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }

  /** A render that does not begin, or go on, says why: nobody can mend what is not told. */
  #tellWait({ state, reason, held }: Pick<JobSummary, 'state' | 'reason' | 'held'>): void {
    const why = held ?? (state === 'waiting' ? reason : undefined);
    if (why === this.#told) return;
    this.#told = why;
    if (why === undefined) return;
    this.end();
    this.#terminal.err(`${printable(`${state}: ${why}`)}\n`);
  }

  #enter(phase: string): void {
    this.end();
    this.#phase = phase;
    this.#terminal.err(`${phase}\n`);
  }

  #startedBar(total: number): SingleBar {
    if (this.#bar !== undefined) return this.#bar;
    this.#bar = new SingleBar(
      { format: '{bar} {value}/{total} frames, {eta} s left', stream: process.stderr },
      Presets.shades_classic,
    );
    this.#bar.start(total, 0);
    return this.#bar;
  }
}
