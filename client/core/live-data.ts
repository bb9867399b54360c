import type { Gate } from './gate.ts';
import type { CoreState, PipelineCore } from './pipeline-core.ts';

/** What is read from the core for a view. */
export interface LiveDataOptions {
  readonly core: PipelineCore;
  readonly gate: Gate;
  /** Reads everything anew. */
  readonly load: () => Promise<void>;
  /** Tells that what is shown must be asked for again. */
  readonly stale: () => void;
  /** Tells whether the last reading succeeded. */
  readonly reached: (reached: boolean) => void;
  /** Takes note of an error that nobody is shown. */
  readonly log: (error: unknown) => void;
}

/**
 * Keeps what a view shows in step with the core: it is read when the view first asks, and again after the connection
 * was lost. Between these the core's events keep it up; nothing is polled, and nothing is read for a view nobody sees.
 */
export class LiveData {
  readonly #options: LiveDataOptions;
  readonly #subscription: { dispose(): void };
  #state: CoreState;
  #loading: Promise<void> | undefined;
  #isCurrent = false;
  #isLoading = false;

  constructor(options: LiveDataOptions) {
    this.#options = options;
    this.#state = options.core.state;
    this.#subscription = options.core.onStateChange((state) => this.#follow(state));
  }

  /** Resolves when what is known is current, or cannot be made so now. */
  async ready(): Promise<void> {
    if (this.#isCurrent || (await this.#options.gate.closed()) !== undefined) return;
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    await this.#loading;
  }

  /** Everything is read again when it is next asked for. */
  invalidate(): void {
    this.#isCurrent = false;
    this.#options.stale();
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #load(): Promise<void> {
    this.#isLoading = true;
    try {
      await this.#options.load();
      this.#isCurrent = this.#options.core.state === 'connected';
      this.#options.reached(true);
    } catch (error) {
      this.#options.log(error);
      this.#options.reached(false);
    } finally {
      this.#isLoading = false;
    }
  }

  // The connection is made again by the core's client, or by the next request.
  #follow(state: CoreState): void {
    const wasConnected = this.#state === 'connected';
    this.#state = state;
    if (state === 'connected' && !this.#isLoading) this.#options.stale();
    if (state !== 'disconnected' || !wasConnected) return;
    this.#isCurrent = false;
    this.#options.reached(false);
  }
}
