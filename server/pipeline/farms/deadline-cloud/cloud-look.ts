import { ComplineError } from '../../../protocol/errors.ts';
import type { OrderSighting, TakenOrder, TaskSighting } from '../driver/farm-driver.ts';
import { timeOfText } from '../http/answer-times.ts';
import type { FarmHttp } from '../http/farm-http.ts';
import type { CloudSessions, SessionFacts } from './cloud-sessions.ts';
import type { CloudTasks, PlacedTask } from './cloud-tasks.ts';
import { batchJobsSchema, type CloudJob, jobSchema, type QueuePaths, saysNoSuchJob } from './deadline-cloud-api.ts';
import { lifecycleOf, standingOf } from './deadline-cloud-states.ts';

/** Jobs in one question. */
const BATCH = 100;
/** A job whose counts stay the same is looked into again after so many looks: one task can have begun as another ended. */
const LOOKS = 20;
/** How it ended is asked of so many failed tasks of a job: the others fail as they do. */
const MOST_EXPLAINED = 100;
const ENDED: ReadonlySet<string> = new Set(['SUCCEEDED', 'FAILED', 'CANCELED']);

/** The farm, its queue and how it is talked to. */
export interface CloudQueue {
  readonly farmId: string;
  readonly queueId: string;
  readonly http: FarmHttp;
  readonly paths: QueuePaths;
  readonly tasks: CloudTasks;
  readonly sessions: CloudSessions;
}

/**
 * Asks how jobs stand: one question for each hundred jobs, and for the tasks of those whose counts have changed. What was
 * found is kept until then; nothing of that has to survive.
 */
export class CloudLook {
  readonly #queue: CloudQueue;
  readonly #kept = new Map<string, { readonly mark: string; readonly tasks: readonly TaskSighting[]; looks: number }>();
  /** Whether the question for many jobs at once was refused: older policies do not allow it. */
  #isSingle = false;

  constructor(queue: CloudQueue) {
    this.#queue = queue;
  }

  async look(orders: readonly TakenOrder[], signal: AbortSignal): Promise<ReadonlyMap<string, OrderSighting>> {
    const jobs = await this.#jobs(orders, signal);
    const ids = new Set(orders.map(({ id }) => id));
    for (const id of this.#kept.keys()) if (!ids.has(id)) this.#kept.delete(id);
    this.#queue.sessions.begin();
    const sighted = await Promise.allSettled(
      orders.flatMap((order) => {
        const job = jobs.get(order.id);
        return job === undefined ? [] : [this.#sighting(order, job, signal)];
      }),
    );
    const known = sighted.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []));
    const [failed] = sighted.flatMap((it) => (it.status === 'rejected' ? [it.reason] : []));
    signal.throwIfAborted();
    if (known.length === 0 && failed !== undefined) throw failed;
    return new Map(known);
  }

  async #sighting(
    order: TakenOrder,
    job: CloudJob | 'gone',
    signal: AbortSignal,
  ): Promise<readonly [string, OrderSighting]> {
    if (job === 'gone') {
      this.#kept.delete(order.id);
      return [order.key, { kind: 'forgotten' }];
    }
    return [order.key, { kind: 'seen', tasks: await this.#tasks(order, job, signal) }];
  }

  async #tasks(order: TakenOrder, job: CloudJob, signal: AbortSignal): Promise<readonly TaskSighting[]> {
    const lifecycle = lifecycleOf(job.lifecycleStatus);
    if (lifecycle === 'making') return [];
    if (lifecycle === 'broken') {
      const reason = job.lifecycleStatusMessage;
      return order.tasks.map((_, task) => ({ task, standing: 'failed', ...(reason !== undefined && { reason }) }));
    }
    const mark = markOf(job);
    const kept = this.#kept.get(order.id);
    const isOver = ENDED.has(job.taskRunStatus);
    if (kept?.mark === mark && (isOver || kept.looks < LOOKS)) {
      kept.looks += 1;
      return kept.tasks;
    }
    const tasks = await this.#queue.tasks.of(order, signal);
    let isWhole = tasks.size === order.tasks.length;
    let failed = 0;
    const sightings: TaskSighting[] = [];
    for (const [place, task] of tasks) {
      if (task.runStatus === 'FAILED') failed += 1;
      const facts = failed > MOST_EXPLAINED ? {} : await this.#queue.sessions.factsOf(order.id, task, signal);
      if (facts === 'later') isWhole = false;
      sightings.push(sightingOf(place, task, job, facts === 'later' ? {} : facts));
    }
    if (isWhole) this.#kept.set(order.id, { mark, tasks: sightings, looks: 0 });
    else this.#kept.delete(order.id);
    return sightings;
  }

  /** The jobs of orders by their ids; those that were not answered for are left out. */
  async #jobs(orders: readonly TakenOrder[], signal: AbortSignal): Promise<ReadonlyMap<string, CloudJob | 'gone'>> {
    const jobs = new Map<string, CloudJob | 'gone'>();
    for (let at = 0; at < orders.length; at += BATCH) {
      const some = orders.slice(at, at + BATCH);
      for (const [id, job] of await this.#batch(some, signal)) jobs.set(id, job);
    }
    return jobs;
  }

  async #batch(
    orders: readonly TakenOrder[],
    signal: AbortSignal,
  ): Promise<readonly (readonly [string, CloudJob | 'gone'])[]> {
    const { farmId, queueId, http, paths } = this.#queue;
    if (this.#isSingle) return await Promise.all(orders.map((order) => this.#single(order.id, signal)));
    try {
      const identifiers = orders.map(({ id }) => ({ farmId, queueId, jobId: id }));
      const request = { method: 'POST', path: paths.batchGetJob, body: { identifiers } } as const;
      const { jobs, errors } = await http.json(request, batchJobsSchema, signal);
      return [
        ...jobs.map((job) => [job.jobId, job] as const),
        ...errors.flatMap(({ jobId, code }) =>
          code === 'ResourceNotFoundException' ? [[jobId, 'gone'] as const] : [],
        ),
      ];
    } catch (error) {
      if (!ComplineError.is(error, 'farm-refused') && !ComplineError.is(error, 'farm-credential')) throw error;
      const found = await Promise.all(orders.map((order) => this.#single(order.id, signal)));
      // Only now it is known that it was the question, and not the credential.
      this.#isSingle = true;
      return found;
    }
  }

  async #single(id: string, signal: AbortSignal): Promise<readonly [string, CloudJob | 'gone']> {
    const { http, paths } = this.#queue;
    const answer = await http.send({ method: 'GET', path: paths.job(id) }, signal);
    if (answer.status === 404 && saysNoSuchJob(answer.text)) return [id, 'gone'];
    return [id, http.parse(http.judge(answer).text, jobSchema)];
  }
}

/** All of a job that changes with its tasks. */
function markOf(job: CloudJob): string {
  const counts = Object.entries(job.taskRunStatusCounts).sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify([job.lifecycleStatus, job.taskRunStatus, job.updatedAt, job.taskFailureRetryCount, counts]);
}

function sightingOf(place: number, task: PlacedTask, job: CloudJob, facts: SessionFacts): TaskSighting {
  const { standing, reason = standing === 'failed' ? facts.message : undefined } = standingOf(
    task.runStatus,
    job.lifecycleStatus,
    task.startedAt !== '' && task.endedAt === '',
  );
  const started = timeOfText(task.startedAt);
  const ended = standing === 'waiting' || standing === 'running' ? undefined : timeOfText(task.endedAt);
  return {
    task: place,
    standing,
    ...(facts.host !== undefined && { host: facts.host }),
    ...(facts.exitCode !== undefined && { exitCode: facts.exitCode }),
    ...(reason !== undefined && { reason }),
    ...(started !== undefined && standing !== 'waiting' && { startedAt: started }),
    ...(ended !== undefined && { endedAt: ended }),
  };
}
