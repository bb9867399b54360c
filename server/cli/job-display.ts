import { Presets, SingleBar } from 'cli-progress';
import type { JobSummary } from '../protocol/jobs.ts';
import { printable, type Terminal } from './terminal.ts';

/** Shows jobs at work: a bar where somebody looks at a terminal, a line for each state and each tenth elsewhere. */
export class JobDisplay {
  readonly #terminal: Terminal;
  readonly #asLines: boolean;
  readonly #jobs = new Map<string, JobSummary>();
  readonly #said = new Map<string, string>();
  readonly #held = new Map<string, string | undefined>();
  #bar: SingleBar | undefined;

  /** `asLines`: every change is a JSON document on a line of its own, on standard output. */
  constructor(terminal: Terminal, asLines: boolean) {
    this.#terminal = terminal;
    this.#asLines = asLines;
  }

  /** Shows where a job is now. */
  show(job: JobSummary): void {
    this.#jobs.set(job.id, job);
    if (this.#asLines) {
      this.#terminal.out(`${JSON.stringify({ job })}\n`);
      return;
    }
    this.#tellHeld(job);
    if (this.#terminal.isInteractive) this.#showBar();
    else this.#showLine(job);
  }

  /** Leaves the terminal as it should be for the lines that follow. */
  end(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }

  /** Why nothing more of a job starts, where that is new. */
  #tellHeld({ id, name, held }: JobSummary): void {
    if (held === this.#held.get(id)) return;
    this.#held.set(id, held);
    if (held === undefined) return;
    this.end();
    this.#terminal.err(`${printable(`${name}: ${held}`)}\n`);
  }

  #showLine({ id, name, state, paused, framesDone, framesTotal }: JobSummary): void {
    const tenths = framesTotal === 0 ? 10 : Math.floor((framesDone * 10) / framesTotal);
    const step = `${state}/${paused}/${state === 'running' ? tenths : ''}`;
    if (this.#said.get(id) === step) return;
    this.#said.set(id, step);
    const shown = paused && state !== 'completed' ? `${state}, paused` : state;
    this.#terminal.err(`${printable(name)}: ${shown}, ${framesDone}/${framesTotal} frames\n`);
  }

  #showBar(): void {
    const sum = (of: (job: JobSummary) => number): number =>
      [...this.#jobs.values()].reduce((total, job) => total + of(job), 0);
    const total = sum(({ framesTotal }) => framesTotal);
    if (this.#bar === undefined) {
      this.#bar = new SingleBar(
        { format: '{bar} {value}/{total} frames, {eta} s left', stream: process.stderr },
        Presets.shades_classic,
      );
      this.#bar.start(total, 0);
    }
    this.#bar.setTotal(total);
    this.#bar.update(sum(({ framesDone }) => framesDone));
  }
}
