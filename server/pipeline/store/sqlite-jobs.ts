import type { DatabaseSync } from 'node:sqlite';
import type { JobSummary } from '../../protocol/jobs.ts';
import type { JobRecord, LayerRecord, TaskRecord } from '../queue/job-record.ts';
import type { JobEvent, JobStoreChange } from './job-store.ts';
import {
  attemptFromRow,
  eventFromRow,
  jobFromRow,
  layerFromRow,
  type Row,
  summaryFromRow,
  taskFromRow,
} from './rows.ts';

const jobColumns = `id, name, kind, state, project, comp, owner, created_at AS createdAt, started_at AS startedAt,
  ended_at AS endedAt, reason, revision, cancel_requested AS cancelRequested`;

/** The jobs in an open database. Synchronous: meant for a thread of its own. Errors are SQLite's. */
export class SqliteJobs {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  insert(job: JobRecord, event: JobEvent): boolean {
    return this.#transaction(() => {
      if (this.#database.prepare('SELECT 1 FROM jobs WHERE id = ?').get(job.id) !== undefined) return false;
      this.#writeJob(job);
      for (const [number, layer] of job.layers.entries()) {
        this.#insertLayer(job.id, number, layer);
        for (const [index, task] of layer.tasks.entries()) this.#insertTask(job.id, number, index, task);
      }
      this.#insertEvent(job.id, event);
      return true;
    });
  }

  save({ job, tasks, events }: JobStoreChange): void {
    this.#transaction(() => {
      this.#writeJob(job);
      for (const task of tasks) this.#updateTask(job.id, task);
      for (const event of events) this.#insertEvent(job.id, event);
    });
  }

  get(id: string): JobRecord | undefined {
    const row = this.#database.prepare(`SELECT ${jobColumns} FROM jobs WHERE id = ?`).get(id);
    return row === undefined ? undefined : this.#whole(row);
  }

  active(): JobRecord[] {
    return this.#database
      .prepare(`SELECT ${jobColumns} FROM jobs WHERE state IN ('waiting', 'running') ORDER BY created_at, id`)
      .all()
      .map((row) => this.#whole(row));
  }

  list(limit: number, project?: string): JobSummary[] {
    const sums = `SELECT job, sum(last - first + 1) AS framesTotal, sum(frames_done) AS framesDone, count(*) AS tasksTotal,
      sum(state = 'completed') AS tasksDone FROM tasks GROUP BY job`;
    return this.#database
      .prepare(
        `SELECT ${jobColumns}, coalesce(framesTotal, 0) AS framesTotal, coalesce(framesDone, 0) AS framesDone,
           coalesce(tasksTotal, 0) AS tasksTotal, coalesce(tasksDone, 0) AS tasksDone
         FROM (SELECT * FROM jobs WHERE :project IS NULL OR project = :project ORDER BY created_at DESC, id DESC LIMIT :limit)
         LEFT JOIN (${sums}) ON job = id ORDER BY created_at DESC, id DESC`,
      )
      .all({ limit, project: project ?? null })
      .map(summaryFromRow);
  }

  events(job: string): JobEvent[] {
    return this.#database
      .prepare('SELECT at, event, task, attempt, reason FROM events WHERE job = ? ORDER BY number')
      .all(job)
      .map(eventFromRow);
  }

  close(): void {
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
    const attempts = this.#database
      .prepare(
        `SELECT task, number, state, started_at AS startedAt, ended_at AS endedAt, process, process_start AS processStart,
           exit_code AS exitCode, reason, log FROM attempts WHERE job = ? ORDER BY number`,
      )
      .all(job.id);
    const attemptsByTask = Map.groupBy(attempts, (attempt) => attempt.task);
    const tasks = this.#database
      .prepare(
        `SELECT layer, id, first, last, command, outputs, state, frames_done AS framesDone, failures, losses
         FROM tasks WHERE job = ? ORDER BY layer, number`,
      )
      .all(job.id);
    const tasksByLayer = Map.groupBy(tasks, (task) => task.layer);
    const layers = this.#database
      .prepare(
        'SELECT number, name, retries, progress, success_codes AS successCodes, timeout FROM layers WHERE job = ? ORDER BY number',
      )
      .all(job.id);
    return {
      ...job,
      layers: layers.map((layer) => ({
        ...layerFromRow(layer),
        tasks: (tasksByLayer.get(layer.number ?? null) ?? []).map((task) => ({
          ...taskFromRow(task),
          attempts: (attemptsByTask.get(task.id ?? null) ?? []).map(attemptFromRow),
        })),
      })),
    };
  }

  #writeJob(job: JobRecord): void {
    this.#database
      .prepare(
        `INSERT INTO jobs (id, name, kind, state, project, comp, owner, created_at, started_at, ended_at, reason, revision, cancel_requested)
         VALUES (:id, :name, :kind, :state, :project, :comp, :owner, :createdAt, :startedAt, :endedAt, :reason, :revision, :cancelRequested)
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, started_at = excluded.started_at, ended_at = excluded.ended_at,
           reason = excluded.reason, revision = excluded.revision, cancel_requested = excluded.cancel_requested`,
      )
      .run({
        id: job.id,
        name: job.name,
        kind: job.kind,
        state: job.state,
        project: job.project,
        comp: job.comp,
        owner: job.owner,
        createdAt: job.createdAt,
        startedAt: job.startedAt ?? null,
        endedAt: job.endedAt ?? null,
        reason: job.reason ?? null,
        revision: job.revision,
        cancelRequested: job.cancelRequested ? 1 : 0,
      });
  }

  #insertLayer(job: string, number: number, layer: LayerRecord): void {
    this.#database
      .prepare(
        'INSERT INTO layers (job, number, name, retries, progress, success_codes, timeout) VALUES (?, ?, ?, ?, ?, ?, ?)',
      )
      .run(
        job,
        number,
        layer.name,
        layer.retries,
        JSON.stringify(layer.progress),
        JSON.stringify(layer.successCodes),
        layer.timeout ?? null,
      );
  }

  #insertTask(job: string, layer: number, number: number, task: TaskRecord): void {
    this.#database
      .prepare(
        `INSERT INTO tasks (job, layer, number, id, first, last, command, outputs, state, frames_done, failures, losses)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        job,
        layer,
        number,
        task.id,
        task.frames.first,
        task.frames.last,
        JSON.stringify(task.command),
        JSON.stringify(task.outputs),
        task.state,
        task.framesDone,
        task.failures,
        task.losses,
      );
  }

  #updateTask(job: string, task: TaskRecord): void {
    this.#database
      .prepare('UPDATE tasks SET state = ?, frames_done = ?, failures = ?, losses = ? WHERE job = ? AND id = ?')
      .run(task.state, task.framesDone, task.failures, task.losses, job, task.id);
    const write = this.#database.prepare(
      `INSERT INTO attempts (job, task, number, state, started_at, ended_at, process, process_start, exit_code, reason, log)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (job, task, number) DO UPDATE SET state = excluded.state, ended_at = excluded.ended_at,
         process = excluded.process, process_start = excluded.process_start, exit_code = excluded.exit_code, reason = excluded.reason`,
    );
    for (const attempt of task.attempts) {
      write.run(
        job,
        task.id,
        attempt.number,
        attempt.state,
        attempt.startedAt,
        attempt.endedAt ?? null,
        attempt.process ?? null,
        attempt.processStart ?? null,
        attempt.exitCode ?? null,
        attempt.reason ?? null,
        attempt.log,
      );
    }
  }

  #insertEvent(job: string, { at, event, task, attempt, reason }: JobEvent): void {
    this.#database
      .prepare('INSERT INTO events (job, at, event, task, attempt, reason) VALUES (?, ?, ?, ?, ?, ?)')
      .run(job, at, event, task ?? null, attempt ?? null, reason ?? null);
  }
}
