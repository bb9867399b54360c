import { ComplineError } from '../../protocol/errors.ts';

/** So much work is under way on one share at a time. */
const defaultWidth = 8;

/** Calls `end` when patience ends, until it is stopped. */
export type Patience = (share: string, end: () => void) => { stop(): void };

const patienceOf =
  (milliseconds: number): Patience =>
  (_share, end) => {
    const timer = setTimeout(end, milliseconds);
    return { stop: () => clearTimeout(timer) };
  };

/** How work on shares is done. */
export interface LaneOptions {
  /** How much is under way on one share at a time. */
  readonly width?: number;
  /** With a share on which nothing ends; 8 seconds. */
  readonly patience?: Patience;
  /** With one work, on a share that else goes on; 20 seconds. */
  readonly longPatience?: Patience;
}

/** What is known of a work. */
export interface WorkOptions<Result> {
  /** What it is about: where that hangs already, no more is begun there. */
  readonly about?: string;
  /** Undoes the result of a work that ended when nobody waited for it any more. */
  readonly late?: (result: Result) => void;
}

interface Task {
  readonly about: string | undefined;
  /** Begins the work; resolves when it has ended, however it ended, to what tells whoever is concerned. */
  readonly work: () => Promise<() => void>;
  readonly giveUp: () => void;
}

interface Lane {
  readonly share: string;
  waiting: Task[];
  /** What is under way and waited for. */
  readonly live: Set<Task>;
  /** What is under way and nobody waits for any more. */
  readonly abandoned: Set<Task>;
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
  readonly #longPatience: Patience;
  readonly #lanes = new Map<string, Lane>();

  constructor(options: LaneOptions = {}) {
    this.#width = options.width ?? defaultWidth;
    this.#patience = options.patience ?? patienceOf(8_000);
    this.#longPatience = options.longPatience ?? patienceOf(20_000);
  }

  /**
   * Does work on a share when there is room. Errors: those of the work; `share-unreachable` where the share, or what the
   * work is about, does not answer.
   */
  async run<Result>(
    share: string,
    work: () => Promise<Result>,
    { about, late }: WorkOptions<Result> = {},
  ): Promise<Result> {
    const lane = this.#laneOf(share);
    const hangs = [...lane.abandoned].some((task) => about !== undefined && task.about === about);
    if (hangs || lane.abandoned.size >= this.#width) throw unreachable(share);
    return await new Promise<Result>((resolve, reject) => {
      let isLate = false;
      lane.waiting.push({
        about,
        work: () =>
          work().then(
            (result) => () => (isLate ? late?.(result) : resolve(result)),
            (error: unknown) => () => reject(error),
          ),
        giveUp: () => {
          isLate = true;
          reject(unreachable(share));
        },
      });
      this.#pump(lane);
    });
  }

  #laneOf(share: string): Lane {
    const lane = this.#lanes.get(share) ?? {
      ...{ share, waiting: [], live: new Set(), abandoned: new Set(), patience: undefined },
    };
    this.#lanes.set(share, lane);
    return lane;
  }

  #pump(lane: Lane): void {
    while (lane.live.size + lane.abandoned.size < this.#width) {
      const task = lane.waiting.shift();
      if (task === undefined) break;
      this.#begin(lane, task);
    }
    if (lane.patience === undefined) this.#countPatience(lane);
    if (lane.live.size + lane.abandoned.size === 0) this.#lanes.delete(lane.share);
  }

  #begin(lane: Lane, task: Task): void {
    lane.live.add(task);
    const patience = this.#longPatience(lane.share, () => this.#giveUp(lane, [task]));
    void task.work().then((tell) => {
      patience.stop();
      lane.live.delete(task);
      lane.abandoned.delete(task);
      tell();
      this.#countPatience(lane);
      this.#pump(lane);
    });
  }

  /** Counts the patience with a share from now on: something has begun or ended. */
  #countPatience(lane: Lane): void {
    lane.patience?.stop();
    const isBusy = lane.live.size > 0;
    lane.patience = isBusy ? this.#patience(lane.share, () => this.#giveUp(lane, [...lane.live])) : undefined;
  }

  #giveUp(lane: Lane, tasks: readonly Task[]): void {
    for (const task of tasks) {
      if (!lane.live.delete(task)) continue;
      lane.abandoned.add(task);
      task.giveUp();
    }
    if (lane.live.size > 0) return;
    lane.patience?.stop();
    lane.patience = undefined;
    const dropped = lane.waiting;
    lane.waiting = [];
    for (const task of dropped) task.giveUp();
  }
}

const unreachable = (share: string): ComplineError =>
  new ComplineError({
    code: 'share-unreachable',
    message: `${share} does not answer.`,
    nextStep: 'See that the share is connected; nothing was changed, and it goes on when it answers.',
    path: share,
  });
