import type { FrameSpan, Job } from '../../server/protocol/jobs.ts';
import type { WorkerList } from '../../server/protocol/queue.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';

/** A chunk that is rendered just now, and what it has of the machine. What is not known is absent. */
export interface RunningAttempt {
  readonly job: string;
  readonly task: string;
  readonly number: number;
  readonly jobName?: string;
  readonly layer?: string;
  readonly frames?: FrameSpan;
  /** The process id of the renderer. */
  readonly process?: number;
  readonly threads?: number;
  readonly gpus?: readonly number[];
  /** Milliseconds since 1970. */
  readonly startedAt?: number;
}

type AttemptKey = Pick<RunningAttempt, 'job' | 'task' | 'number'>;

const keyOf = ({ job, task, number }: AttemptKey): string => `${job}/${task}/${number}`;

/**
 * Tells what the workers are at work on. A job is read when something of it has begun, and not again while nothing
 * changes: it may have many thousands of chunks.
 */
export class RunningAttempts {
  readonly #core: PipelineCore;
  #known: ReadonlyMap<string, RunningAttempt> = new Map();

  constructor(core: PipelineCore) {
    this.#core = core;
  }

  /** What the workers of a listing are at work on, in the order of their processes. */
  async of({ workers }: Pick<WorkerList, 'workers'>): Promise<readonly RunningAttempt[]> {
    const keys = workers.flatMap(({ attempt }) => attempt ?? []);
    // A renderer has no process for a moment after its attempt has begun.
    const unread = keys.filter((it) => this.#known.get(keyOf(it))?.process === undefined);
    const jobs = new Map<string, Job>();
    await Promise.all([...new Set(unread.map(({ job }) => job))].map((id) => this.#read(id, jobs)));
    const all = keys.map((key) => {
      const job = jobs.get(key.job);
      return job === undefined ? (this.#known.get(keyOf(key)) ?? key) : attemptOf(job, key);
    });
    this.#known = new Map(all.map((it) => [keyOf(it), it]));
    return all;
  }

  async #read(id: string, jobs: Map<string, Job>): Promise<void> {
    try {
      jobs.set(id, (await this.#core.request('queue/get', { job: id })).job);
    } catch {
      // It may have been deleted meanwhile: what is known without it is shown.
    }
  }
}

function attemptOf(job: Job, { job: id, task, number }: AttemptKey): RunningAttempt {
  const plain = { job: id, task, number, jobName: job.name };
  for (const { name, tasks, needs } of job.layers) {
    const found = tasks.find((it) => it.id === task);
    if (found === undefined) continue;
    const attempt = found.attempts.find((it) => it.number === number);
    return {
      ...plain,
      frames: found.frames,
      ...(job.layers.length > 1 && { layer: name }),
      ...(needs.threads !== undefined && { threads: needs.threads }),
      ...(attempt?.process !== undefined && { process: attempt.process }),
      ...(attempt?.gpus !== undefined && { gpus: attempt.gpus }),
      ...(attempt !== undefined && { startedAt: attempt.startedAt }),
    };
  }
  return plain;
}
