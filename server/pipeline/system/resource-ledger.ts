import type { ResourceWish } from '../queue/call-facts.ts';

/** What there is to give: threads, GPUs by the driver's numbers, gigabytes of memory. */
export interface Resources {
  readonly threads: number;
  readonly gpus: readonly number[];
  /** Whether the machine has any GPU that is known, kept or not. */
  readonly hasGpus: boolean;
  readonly memory: number;
}

/** What a call has until it gives it back. */
export interface Lease {
  /** The GPUs that it may see; all that there are where absent. */
  readonly gpus?: readonly number[];
  release(): void;
}

interface Waiting {
  readonly wish: ResourceWish;
  readonly take: (lease: Lease) => void;
}

/**
 * Who has what of the machine. Nothing is given twice: who asks for more than is left waits, in the order of asking, so
 * that a large call is not kept waiting for ever by small ones. One that asks for more than there is gets all of it.
 */
export class ResourceLedger {
  #resources: Resources | undefined;
  readonly #leases = new Set<Required<Omit<ResourceWish, 'gpus'>> & { readonly gpus: readonly number[] }>();
  readonly #waiting: Waiting[] = [];

  /** Nobody gets anything before `change` has said what there is. */
  constructor(resources?: Resources) {
    this.#resources = resources;
  }

  /** What there is has changed; who has something keeps it. */
  change(resources: Resources): void {
    this.#resources = resources;
    this.#serve();
  }

  /** Resolves when the wish can be met. An aborted `signal` takes it back: then it never resolves. */
  take(wish: ResourceWish, signal?: AbortSignal): Promise<Lease> {
    return new Promise((resolve) => {
      const waiting = { wish, take: resolve };
      this.#waiting.push(waiting);
      signal?.addEventListener(
        'abort',
        () => {
          const at = this.#waiting.indexOf(waiting);
          if (at !== -1) this.#waiting.splice(at, 1);
          this.#serve();
        },
        { once: true },
      );
      this.#serve();
    });
  }

  #serve(): void {
    for (;;) {
      const [next] = this.#waiting;
      const lease = next && this.#leaseFor(next.wish);
      if (next === undefined || lease === undefined) return;
      this.#waiting.shift();
      next.take(lease);
    }
  }

  /**
   * The GPUs that a call may see. Where none is known there may be such as nobody here can ask about, and nothing is
   * hidden; who does not say how many it needs sees all that are not kept.
   */
  #visible(wish: number | undefined, ids: readonly number[]): Pick<Lease, 'gpus'> {
    if (wish === 0) return { gpus: [] };
    if (this.#resources?.hasGpus !== true) return {};
    return { gpus: wish === undefined ? this.#resources.gpus : ids };
  }

  #leaseFor({ threads = 0, gpus, memory = 0 }: ResourceWish): Lease | undefined {
    const there = this.#resources;
    if (there === undefined) return undefined;
    const taken = [...this.#leases];
    const used = (pick: (lease: (typeof taken)[number]) => number) => taken.reduce((sum, it) => sum + pick(it), 0);
    const needed = { threads: Math.min(threads, there.threads), memory: Math.min(memory, there.memory) };
    // What is over after a change of what there is does not count against somebody who asks for nothing of it.
    if (needed.threads > 0 && used((it) => it.threads) + needed.threads > there.threads) return undefined;
    if (needed.memory > 0 && used((it) => it.memory) + needed.memory > there.memory) return undefined;
    const free = there.gpus.filter((id) => !taken.some((it) => it.gpus.includes(id)));
    const count = Math.min(gpus ?? 0, there.gpus.length);
    if (count > free.length) return undefined;
    const ids = free.slice(0, count);
    const entry = { ...needed, gpus: ids };
    this.#leases.add(entry);
    let released = false;
    return {
      ...this.#visible(gpus, ids),
      release: () => {
        if (released) return;
        released = true;
        this.#leases.delete(entry);
        this.#serve();
      },
    };
  }
}
