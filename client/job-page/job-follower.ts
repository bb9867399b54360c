import { l10n } from 'vscode';
import { ComplineError } from '../../server/protocol/errors.ts';
import type { JobSummary } from '../../server/protocol/jobs.ts';
import { describeError } from '../core/describe-error.ts';
import type { Gate } from '../core/gate.ts';
import { ClosedError } from '../core/gate.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { JobPace } from '../queue/job-pace.ts';
import { pageHead } from './page-head.ts';
import type { ToPage } from './page-messages.ts';
import { type Later, Pulse } from './pulse.ts';

/** Milliseconds from one reading to the next at least, and to the next try where the core was not reached. */
const EVERY = 300;
const RETRY = 3_000;

/** What a follower stands on. */
export interface JobFollowerParts {
  readonly core: PipelineCore;
  readonly gate: Pick<Gate, 'closed'>;
  readonly job: string;
  readonly tell: (message: ToPage) => void;
  /** The job is known, or has changed. */
  readonly changed: (job: JobSummary) => void;
  readonly later: Later;
  /** Milliseconds from any moment. */
  readonly now: () => number;
}

/** Keeps the page of a job in step with the core while it is seen: its head and its frames. */
export class JobFollower {
  readonly #parts: JobFollowerParts;
  readonly #pulse: Pulse;
  readonly #pace: JobPace;
  readonly #subscriptions: readonly { dispose(): void }[];
  #retry: { dispose(): void } | undefined;
  #job: JobSummary | undefined;
  /** The revision of the frames that the page has; undefined where it has none. */
  #revision: number | undefined;
  #notice: string | undefined;
  #isSeen = false;
  #isGone = false;

  constructor(parts: JobFollowerParts) {
    const { core, later, now } = parts;
    this.#parts = parts;
    this.#pulse = new Pulse(() => this.#read(), EVERY, later);
    this.#pace = new JobPace(now);
    this.#subscriptions = [
      core.onEvent('queue/changed', ({ jobs, removed }) => this.#take(jobs, removed)),
      core.onStateChange((state) => this.#connection(state === 'connected')),
    ];
  }

  /** The page is seen, and knows nothing yet. */
  show(): void {
    this.#isSeen = true;
    this.#revision = undefined;
    this.#job = undefined;
    this.#notice = undefined;
    this.#pulse.want();
  }

  /** The page is not seen: nothing is read for it. */
  hide(): void {
    this.#isSeen = false;
    this.#pulse.stop();
    this.#retry?.dispose();
    this.#retry = undefined;
  }

  dispose(): void {
    this.hide();
    for (const it of this.#subscriptions) it.dispose();
  }

  async #read(): Promise<void> {
    const { core, gate, job, tell } = this.#parts;
    if (!this.#isSeen || this.#isGone) return;
    this.#retry?.dispose();
    try {
      const closed = await gate.closed();
      if (closed !== undefined) throw new ClosedError(closed);
      if (this.#job === undefined) {
        const { layers: _layers, ...summary } = (await core.request('queue/get', { job })).job;
        this.#known(summary);
      }
      const since = this.#revision;
      const frames = await core.request('queue/frames', { job, ...(since !== undefined && { since }) });
      if (!this.#isSeen) return;
      this.#revision = frames.revision;
      this.#say(undefined);
      if (frames.whole || frames.layers.length > 0) tell({ type: 'frames', frames });
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    if (!this.#isSeen) return;
    if (ComplineError.is(error, 'not-found')) {
      this.#gone();
      return;
    }
    this.#say(ComplineError.is(error, 'core-unreachable') ? unreachable() : describeError(error));
    this.#retry = this.#parts.later(() => this.#pulse.want(), RETRY);
  }

  #take(jobs: readonly JobSummary[], removed: readonly string[]): void {
    const { job: id } = this.#parts;
    if (removed.includes(id)) this.#gone();
    const job = jobs.find((it) => it.id === id);
    if (job === undefined) return;
    this.#known(job);
    if (this.#isSeen) this.#pulse.want();
  }

  #known(job: JobSummary): void {
    if (this.#job !== undefined && this.#job.revision > job.revision) return;
    this.#job = job;
    this.#pace.note(job);
    this.#parts.changed(job);
    if (this.#isSeen) this.#parts.tell({ type: 'head', head: pageHead(job, this.#pace.of(job)) });
  }

  #connection(isThere: boolean): void {
    if (!this.#isSeen || this.#isGone) return;
    if (!isThere && this.#job !== undefined) this.#say(unreachable());
    // Whatever was told meanwhile was missed.
    this.#job = undefined;
    this.#pulse.want();
  }

  #gone(): void {
    this.#isGone = true;
    this.#say(l10n.t('This job was deleted from the queue. This is what was last known.'));
  }

  #say(notice: string | undefined): void {
    if (notice === this.#notice) return;
    this.#notice = notice;
    if (this.#isSeen) this.#parts.tell({ type: 'notice', ...(notice !== undefined && { text: notice }) });
  }
}

const unreachable = (): string => l10n.t('The pipeline core is not reached. This is what was last known.');
