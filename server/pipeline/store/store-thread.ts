import type { DatabaseSync } from 'node:sqlite';
import { parentPort } from 'node:worker_threads';
import { ComplineError, type ErrorData } from '../../protocol/errors.ts';
import type { JobRecord } from '../queue/job-record.ts';
import type { JobEvent, JobStoreChange, ListWish, RetentionPolicy, StoreOpened } from './job-store.ts';
import { type HeldFile, heldFile, isLost, putBack } from './lost-database.ts';
import { openDatabase } from './open-database.ts';
import { toStoreError } from './sqlite-errors.ts';
import { SqliteJobs } from './sqlite-jobs.ts';

/** What the thread is asked. */
export type StoreRequest =
  | { readonly method: 'open' }
  | { readonly method: 'insert'; readonly job: JobRecord; readonly event: JobEvent }
  | { readonly method: 'save'; readonly changes: readonly JobStoreChange[] }
  | { readonly method: 'get'; readonly id: string }
  | { readonly method: 'active' }
  | { readonly method: 'list'; readonly wish: ListWish }
  | { readonly method: 'duplicates'; readonly fingerprint: string }
  | { readonly method: 'outdated'; readonly policy: RetentionPolicy; readonly now: number }
  | { readonly method: 'remove'; readonly jobs: readonly string[]; readonly revision: number }
  | { readonly method: 'events'; readonly job: string }
  | { readonly method: 'close' };

/** What it answers. */
export type StoreReply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: ErrorData };

/** So often it is looked whether the file is still there, in milliseconds; and at each request. */
const LOOK_EVERY = 1_000;

/** Serves the database in `file` to the thread that started this one, one request after the other. */
export function serveStore(file: string): void {
  const port = parentPort;
  if (port === null) throw new Error('The store is served in a thread of its own.');
  let jobs: SqliteJobs | undefined;
  let held: { readonly database: DatabaseSync; readonly as: HeldFile | undefined } | undefined;

  const open = (): StoreOpened => {
    const { database, opened } = openDatabase(file);
    jobs = new SqliteJobs(database);
    held = { database, as: heldFile(file) };
    return { ...opened, revision: jobs.revision() };
  };

  /** A database whose file somebody has deleted is still whole as long as it is open. */
  const rescue = (): void => {
    if (held?.as === undefined || !isLost(file, held.as)) return;
    putBack(held.database, file);
    open();
  };

  const watch = setInterval(() => {
    try {
      rescue();
    } catch {
      // The next request meets the same, and tells of it.
    }
  }, LOOK_EVERY);
  watch.unref();

  const answer = (request: StoreRequest): unknown => {
    if (request.method === 'open') return open();
    rescue();
    if (jobs === undefined) {
      throw new ComplineError({ code: 'state-folder-unusable', message: 'The database is not open.', path: file });
    }
    switch (request.method) {
      case 'insert':
        return jobs.insert(request.job, request.event);
      case 'save':
        return jobs.save(request.changes);
      case 'get':
        return jobs.get(request.id);
      case 'active':
        return jobs.active();
      case 'list':
        return jobs.list(request.wish);
      case 'duplicates':
        return jobs.duplicates(request.fingerprint);
      case 'outdated':
        return jobs.outdated(request.policy, request.now);
      case 'remove':
        return jobs.remove(request.jobs, request.revision);
      case 'events':
        return jobs.events(request.job);
      case 'close':
        jobs.close();
        jobs = undefined;
        held = undefined;
        return undefined;
    }
  };

  port.on('message', ({ id, request }: { readonly id: number; readonly request: StoreRequest }) => {
    let reply: StoreReply;
    try {
      reply = { id, result: answer(request) };
    } catch (error) {
      reply = { id, error: toStoreError(error, file).toData() };
    }
    port.postMessage(reply);
    if (request.method !== 'close') return;
    clearInterval(watch);
    port.close();
  });
}
