import { ComplineError } from '../../protocol/errors.ts';

/** So much work is under way on one share at a time. */
const defaultWidth = 8;
const defaultPatience = 8_000; // milliseconds

/** Calls `end` when patience with a share ends, until it is stopped. */
export type Patience = (share: string, end: () => void) => { stop(): void };

const usualPatience: Patience = (_share, end) => {
  const timer = setTimeout(end, defaultPatience);
  return { stop: () => clearTimeout(timer) };
};

interface Task {
  /** Begins the work; resolves when it has ended, however it ended. */
  readonly work: () => Promise<void>;
  readonly giveUp: () => void;
}

interface Lane {
  waiting: Task[];
  /** What is under way and waited for. */
  readonly live: Set<Task>;
  /** How much is under way that nobody waits for any more. */
  abandoned: number;
  patience: { stop(): void } | undefined;
}

/**
 * Does work on shares, a little of it on each at the same time, so that one that hangs keeps neither the others nor the
 * threads of this process. A share on which nothing has ended for as long as the patience does not answer: whoever waits
 * for it is told so, what has not begun is dropped, and what is under way may still end.
 */
export class ShareLanes {
  readonly #width: number;
  readonly #patience: Patience;
  readonly #lanes = new Map<string, Lane>();

  /** `width`: how much is under way on one share at a time. */
  constructor({
    width = defaultWidth,
    patience = usualPatience,
  }: { readonly width?: number; readonly patience?: Patience } = {}) {
    this.#width = width;
    this.#patience = patience;
  }

  /**
   * Does work on a share when there is room. Errors: those of the work; `share-unreachable` where the share does not
   * answer. Work that ends after that hands its result to `late`, for it to be undone.
   */
  async run<Result>(share: string, work: () => Promise<Result>, late?: (result: Result) => void): Promise<Result> {
    const lane = this.#laneOf(share);
    if (lane.abandoned >= this.#width) throw unreachable(share);
    return await new Promise<Result>((resolve, reject) => {
      let isLate = false;
      lane.waiting.push({
        work: () => work().then((result) => (isLate ? late?.(result) : resolve(result)), reject),
        giveUp: () => {
          isLate = true;
          reject(unreachable(share));
        },
      });
      this.#pump(lane, share);
    });
  }

  #laneOf(share: string): Lane {
    const lane = this.#lanes.get(share) ?? { waiting: [], live: new Set(), abandoned: 0, patience: undefined };
    this.#lanes.set(share, lane);
    return lane;
  }

  #pump(lane: Lane, share: string): void {
    while (lane.live.size + lane.abandoned < this.#width) {
      const task = lane.waiting.shift();
      if (task === undefined) break;
      lane.live.add(task);
      void task.work().then(() => {
        if (!lane.live.delete(task)) lane.abandoned -= 1;
        this.#watch(lane, share);
        this.#pump(lane, share);
      });
    }
    if (lane.patience === undefined) this.#watch(lane, share);
    if (lane.live.size + lane.abandoned === 0) this.#lanes.delete(share);
  }

  /** Counts the patience from now on: something has begun or ended. */
  #watch(lane: Lane, share: string): void {
    lane.patience?.stop();
    lane.patience = lane.live.size === 0 ? undefined : this.#patience(share, () => this.#giveUp(lane));
  }

  #giveUp(lane: Lane): void {
    lane.patience = undefined;
    const tasks = [...lane.live, ...lane.waiting];
    lane.abandoned += lane.live.size;
    lane.live.clear();
    lane.waiting = [];
    for (const task of tasks) task.giveUp();
  }
}

const unreachable = (share: string): ComplineError =>
  new ComplineError({
    code: 'share-unreachable',
    message: `${share} does not answer.`,
    nextStep: 'See that the share is connected; nothing was changed, and it goes on when it answers.',
    path: share,
  });
