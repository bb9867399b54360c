import { ComplineError } from '../../../protocol/errors.ts';
import type { FarmOffers, FarmStatus } from '../../../protocol/farms.ts';
import type { LiveJob } from '../../queue/live-job.ts';
import { retryAfterOf } from '../http/farm-error.ts';
import { FollowOrders } from './follow-orders.ts';
import { HandOver } from './hand-over.ts';
import type { LineContext } from './line-context.ts';
import { Pace, type PaceLimits } from './pace.ts';
import { RequeueOrders } from './requeue-orders.ts';
import { TellOrders } from './tell-orders.ts';

/** Whether a farm answers, and since when that is known. */
export type LineStanding = Pick<FarmStatus, 'answers' | 'message' | 'askedAt'>;

/** What a line is made of. */
export interface FarmLineParts {
  readonly context: LineContext;
  /** The jobs that are on it and have not ended. */
  readonly jobsOn: () => readonly LiveJob[];
  readonly changed: (standing: LineStanding) => void;
  readonly limits?: PaceLimits;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * All that Compline does with one farm, one thing after the other: it hands jobs over, tells what is wished of them, and
 * asks for all of them in one question, at growing intervals while nothing changes or there is no answer. A farm that
 * does not answer holds up its own jobs, which say so, and no others.
 */
export class FarmLine {
  readonly #parts: FarmLineParts;
  readonly #handOver: HandOver;
  readonly #follow: FollowOrders;
  readonly #requeue: RequeueOrders;
  readonly #tell: TellOrders;
  readonly #pace: Pace;
  #standing: LineStanding = { answers: 'unknown' };
  #running: Promise<void> | undefined;
  #isWanted = false;
  /** The job at which a question was not answered last. */
  #last: string | undefined;

  constructor(parts: FarmLineParts) {
    this.#parts = parts;
    this.#handOver = new HandOver(parts.context);
    this.#follow = new FollowOrders(parts.context);
    this.#requeue = new RequeueOrders(parts.context);
    this.#tell = new TellOrders(parts.context);
    this.#pace = new Pace(parts.context.signal, parts.limits);
  }

  get standing(): LineStanding {
    return this.#standing;
  }

  /** There is something new to do. */
  wake(): void {
    this.#isWanted = true;
    this.#pace.wake();
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      if (this.#isWanted && !this.#parts.context.signal.aborted) this.wake();
    });
  }

  /** Asks the farm what it has to choose from. Errors: those of the driver. */
  async offers(signal: AbortSignal): Promise<FarmOffers> {
    return await this.noting(() => this.#parts.context.driver.offers(signal));
  }

  /** Does something with the farm, and takes note whether it answers. */
  async noting<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      const result = await work();
      this.#note({ answers: 'yes' });
      return result;
    } catch (error) {
      // A farm that says no answers.
      if (ComplineError.is(error, 'farm-refused')) this.#note({ answers: 'yes' });
      else if (isFarmError(error)) this.#note({ answers: 'no', message: error.message });
      throw error;
    }
  }

  /** Why waiting tasks of a job wait, as the farm says, by their ids. */
  reasons(job: LiveJob): ReadonlyMap<string, string> {
    return this.#follow.reasons(job);
  }

  /** Brings what a job's running chunks have printed so far. Errors: none. */
  async bringLogs(job: string, task?: string): Promise<void> {
    await this.#follow.bringLogs(job, task);
  }

  /** Resolves when nothing of it is at work any more; the signal of its context ends it. */
  async ended(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    const { context, jobsOn } = this.#parts;
    while (!context.signal.aborted && jobsOn().length > 0) {
      this.#isWanted = false;
      let changed = false;
      let retryAfter: number | undefined;
      try {
        changed = await this.noting(() => this.#pass());
        this.#hold(undefined);
      } catch (error) {
        if (context.signal.aborted) return;
        retryAfter = retryAfterOf(error);
        this.#hold(isFarmError(error) ? error.message : `The farm ${context.farm} cannot be asked: ${error}`);
        if (!isFarmError(error)) context.log.error({ error, farm: context.farm }, 'A farm could not be asked.');
        await this.#pace.afterFailure(retryAfter);
        continue;
      }
      if (jobsOn().length === 0) break;
      await this.#pace.after(changed || this.#isWanted);
    }
    this.#isWanted = this.#isWanted && jobsOn().length > 0;
  }

  /** True where something has changed. */
  async #pass(): Promise<boolean> {
    const ids = this.#inTurn();
    const stopped = await this.#each(ids, [this.#handOver, this.#requeue, this.#tell]);
    if (stopped !== undefined && retryAfterOf(stopped.error) !== undefined) throw stopped.error;
    const changed = await this.#follow.run(ids);
    // The farm answers: what it could not take is one job's own affair, and the others are followed all the same.
    if (stopped !== undefined) throw stopped.error;
    // What was given back is handed over at once, and what comes after it too.
    for (const id of changed ? ids : []) {
      await this.#handOver.run(id);
      await this.#requeue.run(id);
    }
    return changed;
  }

  /** Does one thing for all jobs, then the next, until one is not answered: answers what it stopped at.
   * Errors: that of the signal. */
  async #each(
    ids: readonly string[],
    works: readonly { run(id: string): Promise<void> }[],
  ): Promise<{ readonly error: unknown } | undefined> {
    for (const work of works) {
      for (const id of ids) {
        try {
          await work.run(id);
        } catch (error) {
          this.#parts.context.signal.throwIfAborted();
          this.#last = id;
          return { error };
        }
      }
    }
    return undefined;
  }

  /** The jobs, that one last at which a question was not answered last: what a farm cannot take holds up no other. */
  #inTurn(): string[] {
    const ids = this.#parts.jobsOn().map(({ id }) => id);
    const last = this.#last;
    return last === undefined || !ids.includes(last) ? ids : [...ids.filter((id) => id !== last), last];
  }

  #hold(held: string | undefined): void {
    const { context, jobsOn } = this.#parts;
    for (const job of jobsOn()) context.jobs.hold(job, held);
  }

  #note(standing: LineStanding): void {
    const before = this.#standing;
    this.#standing = { ...standing, askedAt: this.#parts.now() };
    if (before.answers !== standing.answers || before.message !== standing.message) this.#parts.changed(this.#standing);
  }
}

const isFarmError = (error: unknown): error is ComplineError =>
  ComplineError.is(error) && ['farm-unreachable', 'farm-credential', 'farm-refused'].includes(error.code);
