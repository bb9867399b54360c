import { rm } from 'node:fs/promises';
import { InTurn } from '../../../link/in-turn.ts';
import { logSize, piecesFolder } from '../../workers/log-pieces.ts';
import type { AttemptRecord, TaskRecord } from '../job-record.ts';

/** Bytes that the logs of a job may take together, beside those of what runs. */
const MOST_BYTES = 2 ** 30;
/** Jobs of which it is remembered how large their logs are. */
const MOST_JOBS = 50;

/** The logs of a job: their sizes in bytes by their files, the oldest first. */
interface JobLogs {
  readonly completed: Map<string, number>;
  readonly others: Map<string, number>;
  sum: number;
}

/**
 * Keeps the logs of a job within bounds, however many attempts it has: the oldest go when another one has ended, those first whose
 * attempts went well.
 */
export class LogRoom {
  readonly #most: number;
  readonly #jobs = new Map<string, JobLogs>();
  readonly #turns = new InTurn();

  constructor(most: number = MOST_BYTES) {
    this.#most = most;
  }

  /** An attempt of a job has ended. The sizes of the logs before its own are asked for once. */
  async ended(
    job: { readonly id: string; readonly tasks: Iterable<TaskRecord> },
    { log, state }: Pick<AttemptRecord, 'log' | 'state'>,
  ): Promise<void> {
    await this.#turns.run(job.id, async () => {
      const logs = this.#jobs.get(job.id) ?? (await read(job.tasks));
      this.#remember(job.id, logs);
      if (!logs.completed.has(log) && !logs.others.has(log)) await add(logs, { log, state });
      for (const kind of [logs.completed, logs.others]) {
        for (const [file, bytes] of kind) {
          if (logs.sum <= this.#most) return;
          if (file === log) continue;
          kind.delete(file);
          logs.sum -= bytes;
          await rm(piecesFolder(file), { recursive: true, force: true });
          await rm(file, { force: true });
        }
      }
    });
  }

  #remember(job: string, logs: JobLogs): void {
    this.#jobs.delete(job);
    this.#jobs.set(job, logs);
    const [oldest] = this.#jobs.keys();
    if (this.#jobs.size > MOST_JOBS && oldest !== undefined) this.#jobs.delete(oldest);
  }
}

async function read(tasks: Iterable<TaskRecord>): Promise<JobLogs> {
  const attempts = [...tasks].flatMap((it) => it.attempts).filter((it) => it.state !== 'running');
  attempts.sort((left, right) => (left.endedAt ?? left.startedAt) - (right.endedAt ?? right.startedAt));
  const logs: JobLogs = { completed: new Map(), others: new Map(), sum: 0 };
  for (const attempt of attempts) await add(logs, attempt);
  return logs;
}

async function add(logs: JobLogs, { log, state }: Pick<AttemptRecord, 'log' | 'state'>): Promise<void> {
  const size = await logSize(log);
  (state === 'completed' ? logs.completed : logs.others).set(log, size);
  logs.sum += size;
}
