import { l10n } from 'vscode';
import { ComplineError } from '../../server/protocol/errors.ts';
import { describeError } from '../core/describe-error.ts';
import type { Gate } from '../core/gate.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import type { LogWish, ToPage } from './page-messages.ts';
import type { Later } from './pulse.ts';

const MOST_LINES = 2_000;
/** Milliseconds from one reading to the next, and to the next try where there was none. */
const EVERY = 1_000;
const RETRY = 3_000;

/** What a follower stands on. */
export interface LogFollowerParts {
  readonly core: Pick<PipelineCore, 'request'>;
  readonly gate: Pick<Gate, 'closed'>;
  readonly job: string;
  readonly tell: (message: ToPage) => void;
  /** Calls something after some milliseconds. */
  readonly later: Later;
}

/** Reads the log of a job for its page, and what is written into it while it is looked at. */
export class LogFollower {
  readonly #parts: LogFollowerParts;
  #wish: LogWish | undefined;
  #next: string | undefined;
  #isAtWork = false;
  /** The core knows nothing of lines: it is not asked again before the next wish. */
  #isOff = false;
  #waiting: { dispose(): void } | undefined;
  /** Grows with each wish: an answer to an earlier one is dropped. */
  #round = 0;

  constructor(parts: LogFollowerParts) {
    this.#parts = parts;
  }

  /** Shows this part of the log from now on. */
  show(wish: LogWish): void {
    this.stop();
    this.#wish = wish;
    this.#isOff = false;
    void this.#read();
  }

  /** Something has happened to the job: there may be more. */
  poke(): void {
    if (this.#wish !== undefined && !this.#isAtWork && this.#waiting === undefined) void this.#read();
  }

  /** Nothing more is read until the next wish. */
  stop(): void {
    this.#round += 1;
    this.#waiting?.dispose();
    this.#waiting = undefined;
    this.#wish = undefined;
    this.#next = undefined;
    this.#isAtWork = false;
  }

  async #read(): Promise<void> {
    const { core, gate, job, tell } = this.#parts;
    const wish = this.#wish;
    if (wish === undefined || this.#isOff) return;
    const round = this.#round;
    const after = this.#next;
    this.#isAtWork = true;
    try {
      const closed = await gate.closed();
      if (round !== this.#round) return;
      if (closed !== undefined) {
        this.#again(RETRY);
        return;
      }
      const { task, levels, search } = wish;
      const page = await core.request('queue/log-lines', {
        job,
        levels: [...levels],
        limit: MOST_LINES,
        ...(task !== undefined && { task }),
        ...(search.trim() !== '' && { search }),
        ...(after !== undefined && { after }),
      });
      if (round !== this.#round) return;
      this.#next = page.next;
      const whole = after === undefined;
      if (whole || page.lines.length > 0) tell({ type: 'log', whole, lines: page.lines, truncated: page.truncated });
      if (!page.ended) this.#again(EVERY);
    } catch (error) {
      if (round !== this.#round) return;
      this.#isOff = ComplineError.is(error, 'not-supported');
      if (this.#isOff) {
        const why = l10n.t('The log cannot be shown here: this pipeline core does not tell the lines of logs.');
        tell({ type: 'no-log', why });
      } else if (after === undefined && !ComplineError.is(error, 'core-unreachable')) {
        tell({ type: 'no-log', why: describeError(error) });
      }
      // What is unreachable now may be there again; the whole is asked for anew then.
      if (!this.#isOff) this.#again(RETRY);
    } finally {
      if (round === this.#round) this.#isAtWork = false;
    }
  }

  #again(milliseconds: number): void {
    this.#waiting = this.#parts.later(() => {
      this.#waiting = undefined;
      void this.#read();
    }, milliseconds);
  }
}
