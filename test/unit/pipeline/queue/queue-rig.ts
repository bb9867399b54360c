import { DatabaseSync } from 'node:sqlite';
import type { Capacity } from '../../../../server/pipeline/queue/choose-tasks.ts';
import { JobQueue } from '../../../../server/pipeline/queue/job-queue.ts';
import type { JobStore } from '../../../../server/pipeline/store/job-store.ts';
import { migrations } from '../../../../server/pipeline/store/migrations.ts';
import { SqliteJobs } from '../../../../server/pipeline/store/sqlite-jobs.ts';
import type { AttemptOrder, AttemptResult } from '../../../../server/pipeline/workers/messages.ts';
import type { AttemptListener } from '../../../../server/pipeline/workers/worker-pool.ts';

/** An attempt that a test ends as it likes. */
export interface FakeAttempt {
  readonly order: AttemptOrder;
  readonly listener: AttemptListener;
  /** True from the moment when the queue wants it to end. */
  isEnding: boolean;
  finish(result: AttemptResult): void;
}

/** What becomes of something that is stored: the core goes on; it dies before; it dies when it is stored. */
export type Storing = 'stored' | 'dies-before' | 'dies-after';

/** A queue over a real database in memory, with workers that do what the test says. */
export class QueueRig {
  readonly database = new DatabaseSync(':memory:', { enableForeignKeyConstraints: true });
  readonly jobs = new SqliteJobs(this.database);
  readonly attempts = new Set<FakeAttempt>();
  readonly logged: string[] = [];
  /** What renders may use of the machine; a test may change it. */
  capacity: Capacity;
  /** Milliseconds since 1970; a test may set it back. */
  now = 1_000_000;
  /** Rows that were read of jobs whole. */
  wholeReads = 0;
  /** How often something was stored. */
  writes = 0;
  /** Decides at each of these whether the core lives; another one has to be started after a death. */
  storing: () => Storing = () => 'stored';
  /** Whether what a dead core left running is gone, and when the rest of it is. */
  endLeftovers = async (): Promise<boolean> => true;
  untilGone = async (): Promise<void> => {};
  /** Why nothing of a job may start that writes to a folder. */
  readonly full = new Map<string, string>();
  /** The folder of logs; there are none where a test does not make it. */
  logFolder = '/nowhere';
  queue!: JobQueue;
  #kill = (): void => {};

  constructor(capacity: Partial<Capacity> = {}) {
    this.capacity = { slots: 4, threads: 8, memory: 1_000, gpus: [0, 1], ...capacity };
    for (const step of migrations) this.database.exec(step);
  }

  /** Starts a core on the database; the one before, if any, is dead: nothing that it does reaches the database any more. */
  async boot(): Promise<JobQueue> {
    this.#kill();
    this.attempts.clear();
    let isDead = false;
    this.#kill = () => {
      isDead = true;
    };
    const alive = <Result>(work: () => Result): Promise<Result> =>
      isDead ? new Promise(() => {}) : Promise.resolve().then(() => (isDead ? new Promise<Result>(() => {}) : work()));
    const { jobs } = this;
    const written = <Result>(work: () => Result): Promise<Result> =>
      alive<Result | Promise<Result>>(() => {
        this.writes += 1;
        const storing = this.storing();
        const result = storing === 'dies-before' ? undefined : { of: work() };
        if (storing === 'stored' && result !== undefined) return result.of;
        isDead = true;
        return new Promise<Result>(() => {});
      }).then((result) => result);
    const store: JobStore = {
      open: () => alive(() => ({ revision: jobs.revision() })),
      insert: (job, event) => written(() => jobs.insert(job, event)),
      save: (changes) => written(() => jobs.save(changes)),
      get: (id) =>
        alive(() => {
          this.wholeReads += 1;
          return jobs.get(id);
        }),
      active: () => alive(() => jobs.active()),
      list: (wish) => alive(() => jobs.list(wish)),
      duplicates: (fingerprint) => alive(() => jobs.duplicates(fingerprint)),
      outdated: (policy, now) => alive(() => jobs.outdated(policy, now)),
      remove: (ids, revision) => alive(() => jobs.remove(ids, revision)),
      events: (job) => alive(() => jobs.events(job)),
      close: () => alive(() => {}),
    };
    const note = (_: object, message: string): void => {
      if (!isDead) this.logged.push(message);
    };
    const queue = new JobQueue({
      store,
      pool: {
        start: (order, listener) => this.#start(order, listener, () => isDead),
        workers: () => [],
        beats: () => ({ heartbeat: 5_000 }),
      },
      share: async () => ({ ...this.capacity, hasGpus: true }),
      endLeftovers: () => this.endLeftovers(),
      untilGone: () => this.untilGone(),
      room: {
        roomIn: (folders) => {
          const [held] = [...folders].flatMap((it) => this.full.get(it) ?? []);
          return { isKnown: true, ...(held !== undefined && { held }) };
        },
      },
      logFolder: this.logFolder,
      now: () => this.now,
      log: { info: note, error: note },
    });
    this.queue = queue;
    await queue.recover(jobs.revision());
    return queue;
  }

  /** The only attempt of a task. */
  attempt(marker: string): FakeAttempt {
    const found = [...this.attempts].find(({ order }) => order.marker === marker);
    if (found === undefined) {
      throw new Error(`${marker} does not run, but ${[...this.attempts].map(({ order }) => order.marker)}`);
    }
    return found;
  }

  /** The markers of what runs, in the order in which it began. */
  get running(): string[] {
    return [...this.attempts].map(({ order }) => order.marker);
  }

  /** Ends an attempt, and waits until the queue has taken that up. */
  async finish(marker: string, result: AttemptResult = { kind: 'exited', exitCode: 0 }): Promise<void> {
    this.attempt(marker).finish(result);
    await this.settle();
  }

  /** Waits until the queue has nothing to do by itself. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 40; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
  }

  #start(order: AttemptOrder, listener: AttemptListener, isDead: () => boolean) {
    const { promise, resolve } = Promise.withResolvers<AttemptResult>();
    const attempt: FakeAttempt = {
      order,
      listener,
      isEnding: false,
      finish: (result) => {
        this.attempts.delete(attempt);
        if (!isDead()) resolve(result);
      },
    };
    this.attempts.add(attempt);
    return {
      result: promise,
      end: () => {
        attempt.isEnding = true;
      },
    };
  }
}
