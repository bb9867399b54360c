import { availableParallelism, totalmem } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { stateFiles } from '../../../server/link/state-folder.ts';
import { brokenInvariants } from '../../unit/pipeline/queue/invariants.ts';

/** What the record of a queue tells when its core has ended. */
export interface QueueRecord {
  /** What is not in order, in sentences. */
  readonly broken: readonly string[];
  /** How often each task was completed. */
  readonly completions: readonly number[];
}

/** Reads the record of the queue in a state folder in which no core runs. */
export function queueRecord(folder: string): QueueRecord {
  const database = new DatabaseSync(stateFiles(folder).database);
  const slots = Math.max(1, Math.floor(availableParallelism() / 4));
  const broken = brokenInvariants(database, { slots, threads: availableParallelism(), memory: totalmem(), gpus: [] });
  const rows = database
    .prepare("SELECT count(*) AS times FROM events WHERE event = 'complete' GROUP BY job, task")
    .all();
  database.close();
  return { broken, completions: rows.map(({ times }) => Number(times)) };
}
