import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import type { JobSpec, TaskSpec } from '../../../../server/pipeline/queue/job-spec.ts';
import type { PublishQueue } from '../../../../server/pipeline/queue/queue.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';
import { type Job, type JobState, type JobSummary, jobSummarySchema } from '../../../../server/protocol/jobs.ts';

interface Entry {
  readonly spec: JobSpec;
  summary: JobSummary;
  /** The states of the tasks, in their order. */
  readonly tasks: JobState[];
  running: Promise<void>;
}

/** A queue in memory that really runs the commands of its jobs, one after the other. */
export class FakeQueue implements PublishQueue {
  readonly entries = new Map<string, Entry>();
  /** Jobs wait while this is set. */
  paused: Promise<void> = Promise.resolve();

  async submit(id: string, spec: JobSpec): Promise<JobSummary> {
    const known = this.entries.get(id);
    if (known !== undefined) return known.summary;
    const tasks = spec.layers.flatMap((layer) => layer.tasks);
    const summary = jobSummarySchema.parse({
      id,
      name: spec.name,
      kind: spec.kind,
      state: 'waiting',
      project: spec.project,
      comp: spec.comp,
      owner: spec.owner,
      createdAt: Date.now(),
      framesTotal: 0,
      framesDone: 0,
      tasksTotal: tasks.length,
      tasksDone: 0,
      revision: 1,
    });
    const entry: Entry = { spec, summary, tasks: tasks.map(() => 'waiting'), running: Promise.resolve() };
    this.entries.set(id, entry);
    entry.running = this.#run(entry);
    return summary;
  }

  async list(): Promise<readonly JobSummary[]> {
    return [...this.entries.values()].map(({ summary }) => summary);
  }

  async get(id: string): Promise<Job> {
    return { ...this.#entry(id).summary, layers: [] };
  }

  async cancel(id: string): Promise<JobSummary> {
    const entry = this.#entry(id);
    if (!['waiting', 'running'].includes(entry.summary.state)) throw wrongState();
    entry.summary = { ...entry.summary, state: 'cancelled' };
    await entry.running;
    return entry.summary;
  }

  /** Renders all tasks of a job that has ended anew. */
  requeue(id: string): void {
    const entry = this.#entry(id);
    entry.tasks.fill('waiting');
    entry.summary = { ...entry.summary, state: 'waiting' };
    entry.running = this.#run(entry);
  }

  async retry(id: string): Promise<JobSummary> {
    const entry = this.#entry(id);
    if (!['failed', 'cancelled'].includes(entry.summary.state)) throw wrongState();
    for (const [index, state] of entry.tasks.entries()) if (state !== 'completed') entry.tasks[index] = 'waiting';
    const { reason: _, ...summary } = entry.summary;
    entry.summary = { ...summary, state: 'waiting' };
    entry.running = this.#run(entry);
    return entry.summary;
  }

  /** Jobs that are paused. */
  readonly heldBack = new Set<string>();

  async isHeldBack(id: string): Promise<boolean> {
    return this.heldBack.has(id);
  }

  async ended(id: string): Promise<JobSummary> {
    const entry = this.#entry(id);
    await entry.running;
    return entry.summary;
  }

  #entry(id: string): Entry {
    const entry = this.entries.get(id);
    if (entry === undefined) throw new ComplineError({ code: 'not-found', message: `There is no job ${id}.` });
    return entry;
  }

  async #run(entry: Entry): Promise<void> {
    await this.paused;
    const tasks = entry.spec.layers.flatMap((layer) => layer.tasks);
    for (const [index, task] of tasks.entries()) {
      if (entry.summary.state === 'cancelled') return;
      if (entry.tasks[index] === 'completed') continue;
      entry.summary = { ...entry.summary, state: 'running' };
      const reason = await attempt(task);
      entry.tasks[index] = reason === undefined ? 'completed' : 'failed';
      if (reason !== undefined && entry.summary.state === 'running') {
        entry.summary = { ...entry.summary, state: 'failed', reason };
        return;
      }
    }
    if (entry.summary.state !== 'cancelled') entry.summary = { ...entry.summary, state: 'completed' };
  }
}

/** Runs a command; why it failed, or undefined. */
async function attempt({ command, outputs }: TaskSpec): Promise<string | undefined> {
  const { program, args, cwd, environment } = command;
  const child = spawn(program, args, { cwd, env: { ...process.env, ...environment }, stdio: 'ignore' });
  const [code] = await once(child, 'close');
  if (code !== 0) return `The renderer ended with exit code ${code}.`;
  for (const output of outputs) {
    if (!(await stat(output).catch(() => undefined))?.size) return `${output} was not written.`;
  }
  return undefined;
}

function wrongState(): ComplineError {
  return new ComplineError({ code: 'wrong-state', message: 'The job is in another state.' });
}
