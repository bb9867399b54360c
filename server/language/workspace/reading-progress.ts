import type { WorkDoneProgressServerReporter } from 'vscode-languageserver';

/** A reading that is done within so many milliseconds is not told of. */
const QUIET_TIME = 500;

/** Tells the client how far the reading of the workspace is, once it takes long enough to wonder. */
export class ReadingProgress {
  readonly #title: string;
  readonly #create: () => Promise<WorkDoneProgressServerReporter>;
  readonly #now: () => number;
  readonly #begunAt: number;
  #reporter: Promise<WorkDoneProgressServerReporter | undefined> | undefined;
  #percentage = 0;

  /** `title` says what goes on; `create` asks the client for a place to show it; `now` is a clock in milliseconds. */
  constructor(title: string, create: () => Promise<WorkDoneProgressServerReporter>, now: () => number) {
    this.#title = title;
    this.#create = create;
    this.#now = now;
    this.#begunAt = now();
  }

  /** `done` of `all` files are read. */
  report(done: number, all: number): void {
    if (this.#now() - this.#begunAt < QUIET_TIME) return;
    this.#reporter ??= this.#begin();
    const percentage = Math.floor((done / all) * 100);
    if (percentage === this.#percentage) return;
    this.#percentage = percentage;
    void this.#reporter.then((reporter) => reporter?.report(percentage, `${done} of ${all}`));
  }

  /** The reading has ended. */
  end(): void {
    void this.#reporter?.then((reporter) => reporter?.done());
  }

  async #begin(): Promise<WorkDoneProgressServerReporter | undefined> {
    // Where the client refuses there is nothing to show it in.
    const reporter = await this.#create().catch(() => undefined);
    reporter?.begin(this.#title, 0);
    return reporter;
  }
}
