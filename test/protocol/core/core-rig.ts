import { mkdirSync, readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { at } from '../../../scripts/lib/paths.mjs';
import { type ConnectOptions, connectToCore } from '../../../server/link/connect-to-core.ts';
import type { CoreConnection } from '../../../server/link/core-connection.ts';
import { stateFiles } from '../../../server/link/state-folder.ts';
import { newJobRecord } from '../../../server/pipeline/queue/job-record.ts';
import type { JobSpec } from '../../../server/pipeline/queue/job-spec.ts';
import { openDatabase } from '../../../server/pipeline/store/open-database.ts';
import { SqliteJobs } from '../../../server/pipeline/store/sqlite-jobs.ts';
import { coreFileSchema } from '../../../server/protocol/core-file.ts';
import type { Job } from '../../../server/protocol/jobs.ts';
import { eventually } from '../../unit/eventually.ts';
import { isRunning } from '../../unit/pipeline/processes.ts';
import { temporaryFolder } from '../../unit/temporary-folder.ts';

/** The core's main module, run from its source. */
export const coreEntry = at('server', 'pipeline', 'main.ts');

/** A state folder whose core, whichever it is by then, is killed when the test has ended. */
export async function stateFolder(): Promise<string> {
  const folder = await temporaryFolder();
  onTestFinished(async () => {
    const id = coreProcess(folder);
    if (id !== undefined && isRunning(id)) await kill(id);
  });
  return folder;
}

/** Connects, and starts a core where none runs. The connection ends with the test. */
export async function connect(folder: string, options: Partial<ConnectOptions> = {}): Promise<CoreConnection> {
  const connection = await connectToCore({
    coreBundle: coreEntry,
    stateFolder: folder,
    client: 'test',
    version: '0',
    start: true,
    ...options,
  });
  onTestFinished(() => connection.dispose());
  return connection;
}

/** The process id in `core.json`. */
export function coreProcess(folder: string): number | undefined {
  try {
    return coreFileSchema.parse(JSON.parse(readFileSync(stateFiles(folder).coreFile, 'utf8'))).process;
  } catch {
    return undefined;
  }
}

/** Kills a process without a chance to tidy up, and waits until it is gone. */
export async function kill(id: number): Promise<void> {
  process.kill(id, 'SIGKILL');
  await eventually(() => !isRunning(id), `the end of process ${id}`);
}

/** Puts a job into the queue of a state folder in which no core runs. */
export function seedJob(folder: string, id: string, spec: JobSpec): void {
  mkdirSync(folder, { recursive: true });
  const jobs = new SqliteJobs(openDatabase(stateFiles(folder).database).database);
  jobs.insert(newJobRecord(id, spec, { now: Date.now(), revision: Date.now() }), { at: Date.now(), event: 'submit' });
  jobs.close();
}

/** The job once it is in the state. */
export const jobIn = (core: CoreConnection, id: string, state: Job['state']): Promise<Job> =>
  eventually(async () => {
    const { job } = await core.request('queue/get', { job: id });
    return job.state === state ? job : undefined;
  }, `job ${id} ${state}`);

/** The text of the core's log. */
export const coreLog = (folder: string): string => readFileSync(stateFiles(folder).coreLog, 'utf8');
