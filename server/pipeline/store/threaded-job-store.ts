import { Worker } from 'node:worker_threads';
import { ComplineError } from '../../protocol/errors.ts';
import type { JobRecord } from '../queue/job-record.ts';
import type {
  JobEvent,
  JobStore,
  JobStoreChange,
  Listing,
  ListWish,
  RetentionPolicy,
  StoreOpened,
} from './job-store.ts';
import type { StoreReply, StoreRequest } from './store-thread.ts';

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

/** What the thread is told when it starts: `main.ts` decides by it which part to play. */
export interface StoreThreadData {
  readonly role: 'store';
  /** The database's file. */
  readonly file: string;
}

/**
 * The job store in a thread of its own, since SQLite is synchronous: the protocol and the heartbeats of locks do not
 * wait behind its flushes.
 */
export class ThreadedJobStore implements JobStore {
  readonly #thread: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #ended: ComplineError | undefined;

  /** `entry` is the module the thread runs: the core's `main`. */
  constructor(entry: string, file: string) {
    const workerData: StoreThreadData = { role: 'store', file };
    this.#thread = new Worker(entry, { workerData });
    this.#thread.on('message', (reply: StoreReply) => this.#take(reply));
    this.#thread.on('error', (error) => this.#end(`The thread of the queue's database died: ${error.message}.`));
    this.#thread.on('exit', () => this.#end("The queue's database is closed."));
  }

  open(): Promise<StoreOpened> {
    return this.#ask({ method: 'open' });
  }

  insert(job: JobRecord, event: JobEvent): Promise<boolean> {
    return this.#ask({ method: 'insert', job, event });
  }

  save(changes: readonly JobStoreChange[]): Promise<void> {
    return this.#ask({ method: 'save', changes });
  }

  get(id: string): Promise<JobRecord | undefined> {
    return this.#ask({ method: 'get', id });
  }

  active(): Promise<JobRecord[]> {
    return this.#ask({ method: 'active' });
  }

  list(wish: ListWish): Promise<Listing> {
    return this.#ask({ method: 'list', wish });
  }

  duplicates(fingerprint: string): Promise<string[]> {
    return this.#ask({ method: 'duplicates', fingerprint });
  }

  outdated(policy: RetentionPolicy, now: number): Promise<string[]> {
    return this.#ask({ method: 'outdated', policy, now });
  }

  remove(jobs: readonly string[], revision: number): Promise<void> {
    return this.#ask({ method: 'remove', jobs, revision });
  }

  events(job: string): Promise<JobEvent[]> {
    return this.#ask({ method: 'events', job });
  }

  async close(): Promise<void> {
    if (this.#ended === undefined) await this.#ask<void>({ method: 'close' }).catch(() => {});
    await this.#thread.terminate();
  }

  #ask<Result>(request: StoreRequest): Promise<Result> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#thread.postMessage({ id, request });
    });
  }

  #take(reply: StoreReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('error' in reply) waiting?.reject(new ComplineError(reply.error));
    else waiting?.resolve(reply.result as never);
  }

  #end(message: string): void {
    this.#ended ??= new ComplineError({ code: 'internal', message, nextStep: 'Restart the core.' });
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}
