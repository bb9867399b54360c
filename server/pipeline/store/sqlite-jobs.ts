import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { JobRecord } from '../queue/job-record.ts';
import { columnNames, columns, type Params, selection } from './columns.ts';
import type { JobEvent, JobStoreChange, Listing, ListWish, RetentionPolicy } from './job-store.ts';
import {
  attemptFromRow,
  eventFromRow,
  jobFromRow,
  layerFromRow,
  type Row,
  summaryFromRow,
  taskFromRow,
} from './rows.ts';
import { attemptParams, eventParams, jobParams, layerParams, taskParams, taskUpdateParams } from './to-rows.ts';

/** The jobs in an open database. Synchronous: meant for a thread of its own. Errors are SQLite's. */
export class SqliteJobs {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** The greatest revision there is; 0 where there is none. */
  revision(): number {
    const row = this.#prepare(
      'SELECT max(coalesce((SELECT max(revision) FROM jobs), 0), coalesce((SELECT max(revision) FROM removed_jobs), 0)) AS revision',
    ).get();
    return Number(row?.revision ?? 0);
  }

  insert(job: JobRecord, event: JobEvent): boolean {
    return this.#transaction(() => {
      if (this.#prepare('SELECT 1 FROM jobs WHERE id = ?').get(job.id) !== undefined) return false;
      this.#insert('jobs', jobParams(job));
      for (const [number, layer] of job.layers.entries()) {
        this.#insert('layers', layerParams(job.id, number, layer));
        for (const [index, task] of layer.tasks.entries()) {
          this.#insert('tasks', taskParams(job.id, number, index, task));
        }
      }
      this.#insert('events', eventParams(job.id, event));
      return true;
    });
  }

  save(changes: readonly JobStoreChange[]): void {
    this.#transaction(() => {
      for (const { job, tasks, events } of changes) {
        this.#update('jobs', ['id'], jobParams(job));
        for (const task of tasks) {
          this.#update('tasks', ['job', 'id'], taskUpdateParams(job.id, task));
          for (const attempt of task.attempts) this.#replace('attempts', attemptParams(job.id, task.id, attempt));
        }
        for (const event of events) this.#insert('events', eventParams(job.id, event));
      }
    });
  }

  get(id: string): JobRecord | undefined {
    const row = this.#prepare(`SELECT ${selection(columns.jobs)} FROM jobs WHERE id = ?`).get(id);
    return row === undefined ? undefined : this.#whole(row);
  }

  active(): JobRecord[] {
    return this.#prepare(
      `SELECT ${selection(columns.jobs)} FROM jobs WHERE state IN ('waiting', 'running') ORDER BY created_at, id`,
    )
      .all()
      .map((row) => this.#whole(row));
  }

  list({ limit, project, farm, archived = false, since }: ListWish): Listing {
    const conditions = [
      ...(project === undefined ? [] : ['project = :project']),
      ...(farm === undefined ? [] : ['farm = :farm']),
      ...(since === undefined ? [] : ['revision > :since']),
      ...(archived || since !== undefined ? [] : ['archived = 0']),
    ];
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const jobs = this.#prepare(
      `SELECT ${selection(columns.jobs)} FROM jobs ${where} ORDER BY created_at DESC, id DESC LIMIT :limit`,
    )
      .all({
        limit,
        ...(project !== undefined && { project }),
        ...(farm !== undefined && { farm }),
        ...(since !== undefined && { since }),
      })
      .map(summaryFromRow);
    if (since === undefined) return { jobs, removed: [] };
    const removed = this.#prepare('SELECT id FROM removed_jobs WHERE revision > ? ORDER BY revision').all(since);
    return { jobs, removed: removed.map(({ id }) => String(id)) };
  }

  duplicates(fingerprint: string): string[] {
    return this.#prepare(
      "SELECT id FROM jobs WHERE fingerprint = ? AND fingerprint <> '' AND state IN ('waiting', 'running') ORDER BY created_at",
    )
      .all(fingerprint)
      .map(({ id }) => String(id));
  }

  outdated({ days, least, most }: RetentionPolicy, now: number): string[] {
    const before = now - days * 24 * 60 * 60 * 1_000;
    return this.#prepare(
      `SELECT id FROM (
         SELECT id, ended_at, row_number() OVER (ORDER BY revision DESC) AS place
         FROM jobs WHERE state NOT IN ('waiting', 'running'))
       WHERE place > :least AND (place > :most OR ended_at < :before)`,
    )
      .all({ least, most, before })
      .map(({ id }) => String(id));
  }

  remove(jobs: readonly string[], revision: number): void {
    this.#transaction(() => {
      for (const id of jobs) {
        if (this.#prepare('DELETE FROM jobs WHERE id = ?').run(id).changes === 0) continue;
        this.#replace('removed_jobs', { id, revision });
      }
    });
  }

  events(job: string): JobEvent[] {
    return this.#prepare(`SELECT ${selection(columns.events)} FROM events WHERE job = ? ORDER BY number`)
      .all(job)
      .map(eventFromRow);
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #transaction<Result>(work: () => Result): Result {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #whole(row: Row): JobRecord {
    const job = jobFromRow(row);
    const all = (table: 'attempts' | 'tasks' | 'layers', order: string): Row[] =>
      this.#prepare(
        `SELECT ${selection(columns[table])}${table === 'attempts' ? ', task' : ''}${table === 'tasks' ? ', layer' : ''}${table === 'layers' ? ', number' : ''}
         FROM ${table} WHERE job = ? ORDER BY ${order}`,
      ).all(job.id);
    const attempts = Map.groupBy(all('attempts', 'number'), (attempt) => attempt.task);
    const tasks = Map.groupBy(all('tasks', 'layer, number'), (task) => task.layer);
    return {
      ...job,
      layers: all('layers', 'number').map((layer) => ({
        ...layerFromRow(layer),
        tasks: (tasks.get(layer.number ?? null) ?? []).map((task) => ({
          ...taskFromRow(task),
          attempts: (attempts.get(task.id ?? null) ?? []).map(attemptFromRow),
        })),
      })),
    };
  }

  #insert(table: string, params: Params): void {
    const names = columnNames(params);
    const values = Object.keys(params).map((name) => `:${name}`);
    this.#run(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${values.join(', ')})`, params);
  }

  #replace(table: string, params: Params): void {
    const names = columnNames(params);
    const values = Object.keys(params).map((name) => `:${name}`);
    this.#run(`REPLACE INTO ${table} (${names.join(', ')}) VALUES (${values.join(', ')})`, params);
  }

  #update(table: string, keys: readonly string[], params: Params): void {
    const all = Object.keys(params);
    const names = columnNames(params);
    const sets = all.flatMap((name, index) => (keys.includes(name) ? [] : [`${names[index]} = :${name}`]));
    const where = all.flatMap((name, index) => (keys.includes(name) ? [`${names[index]} = :${name}`] : []));
    this.#run(`UPDATE ${table} SET ${sets.join(', ')} WHERE ${where.join(' AND ')}`, params);
  }

  #run(sql: string, params: Record<string, SQLInputValue>): void {
    this.#prepare(sql).run(params);
  }

  // Preparing a statement takes longer than running it.
  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
