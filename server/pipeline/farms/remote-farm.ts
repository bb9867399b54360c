import { ComplineError } from '../../protocol/errors.ts';
import type { Job, JobSummary } from '../../protocol/jobs.ts';
import { type Action, cancelJob, pauseJob } from '../queue/actions.ts';
import type { TaskChange } from '../queue/apply-transition.ts';
import type { FarmJobs } from '../queue/farm-jobs.ts';
import type { Handing } from '../queue/handing.ts';
import { type JobRecord, newJobRecord } from '../queue/job-record.ts';
import type { JobSpec } from '../queue/job-spec.ts';
import type { Queue } from '../queue/queue.ts';
import { cutOrders } from './desk/cut-orders.ts';
import { farmOrder } from './desk/farm-order.ts';
import { pathsOf, takenOf } from './desk/line-context.ts';
import type { FarmOrder } from './driver/farm-driver.ts';
import type { Farm, FarmAction, FarmCapabilities, FarmCommand } from './farm.ts';
import type { FarmDesk } from './farm-desk.ts';
import { controlInQueue } from './queue-control.ts';

/** What a remote farm is made of. */
export interface RemoteFarmParts {
  readonly handing: Handing;
  readonly desk: FarmDesk;
  readonly queue: Queue;
  readonly jobs: FarmJobs;
}

/** Orders that differ in more than their frames are jobs of their own on a farm: more than so many are nobody's wish. */
const MOST_ORDERS = 500;
/** A dry run waits no longer for an answer: the job can be submitted all the same. Milliseconds. */
const PATIENCE = 20_000;

/** A render manager that a project names. Its jobs are handed over by the desk, and followed there. */
export class RemoteFarm implements Farm {
  readonly name: string;
  readonly handing: Handing;
  readonly capabilities: FarmCapabilities;
  readonly #parts: RemoteFarmParts;

  /** Errors: those of `FarmDesk.driver`. */
  constructor(parts: RemoteFarmParts) {
    this.#parts = parts;
    this.handing = parts.handing;
    this.name = parts.handing.farm.name;
    const { controls, needs } = this.#driver.capabilities;
    const always: readonly FarmAction[] = ['cancel', 'retry', 'requeue', 'skip', 'update'];
    const pausing: readonly FarmAction[] = controls.has('pause') && controls.has('resume') ? ['pause', 'resume'] : [];
    this.capabilities = { actions: new Set([...always, ...pausing]), needs };
  }

  async check(spec: JobSpec): Promise<readonly string[]> {
    await this.#parts.queue.check({ ...spec, farm: this.name });
    const orders = this.#ordersOf(newJobRecord('dry-run', spec, { now: 0, revision: 0 }));
    if (orders.length > MOST_ORDERS) {
      throw new ComplineError({
        code: 'invalid-parameters',
        message: `The farm ${this.name} would get ${orders.length} jobs of this: its chunks differ in more than their first and last frame.`,
        nextStep: 'Name a range of frames, or write {first} and {last} into the arguments of the renderer.',
      });
    }
    const line = this.#parts.desk.line({ root: this.handing.root, farm: this.handing.farm });
    const left = spec.layers.some((it) => it.startTimeout !== undefined || it.stallTimeout !== undefined)
      ? ['What a chunk may take to its first line, and from frame to frame, is not watched on a farm.']
      : [];
    try {
      // One order of a layer is as good as the next.
      const shown = [...new Map(orders.map((order) => [order.layer.name, order])).values()];
      const signal = AbortSignal.timeout(PATIENCE);
      for (const order of shown) await line.noting(() => this.#driver.check(order, signal));
      return left;
    } catch (error) {
      const isAway = ComplineError.is(error, 'farm-unreachable') || ComplineError.is(error, 'farm-credential');
      if (isAway) return [...left, `${error.message} The job is handed over when it does.`];
      if (error instanceof Error && error.name === 'TimeoutError') {
        return [...left, `The farm ${this.name} takes long to answer. The job is handed over when it does.`];
      }
      throw error;
    }
  }

  async submit(id: string, spec: JobSpec): Promise<JobSummary> {
    const { queue, jobs, desk } = this.#parts;
    const summary = await queue.submit(id, { ...spec, farm: this.name, handing: this.handing });
    const job = jobs.get(id);
    if (job !== undefined) desk.wake(job);
    return summary;
  }

  async control(id: string, command: FarmCommand): Promise<JobSummary> {
    const { jobs, desk, queue } = this.#parts;
    const action = actionOf(command);
    const summary = action === undefined ? await controlInQueue(queue, id, command) : await jobs.act(id, action);
    const job = jobs.get(id);
    if (job !== undefined) desk.wake(job);
    return job?.summary ?? summary;
  }

  async farmJobs(id: string): Promise<NonNullable<Job['farmJobs']>> {
    const job = await this.#parts.jobs.find(id);
    const { web } = this.handing.farm;
    return (job.handing?.orders ?? []).flatMap((order) => {
      const taken = takenOf(job, order);
      if (taken === undefined) return [];
      const page =
        web === undefined ? this.#driver.page?.(taken) : web.replaceAll('{job}', encodeURIComponent(taken.id));
      const { id: farmId, tasks } = taken;
      return [{ id: farmId, layer: order.layer, tasks: tasks.length, ...(page !== undefined && { page }) }];
    });
  }

  get #driver() {
    return this.#parts.desk.driver({ root: this.handing.root, farm: this.handing.farm });
  }

  #ordersOf(job: JobRecord): FarmOrder[] {
    const { capabilities } = this.#driver;
    const paths = pathsOf(this.handing);
    return job.layers.flatMap((layer) =>
      cutOrders(layer.tasks, capabilities).map(({ tasks }, index) =>
        farmOrder({
          ...{ job, layer, tasks, handing: this.handing, paths, calls: capabilities.calls },
          order: { number: index + 1, key: `dry-run-${index + 1}` },
        }),
      ),
    );
  }
}

/** What is done otherwise than on this machine: nobody waits for the farm to have done it. */
function actionOf(command: FarmCommand): Action | undefined {
  switch (command.action) {
    case 'cancel':
      return cancelJob;
    case 'pause':
      return command.now ? pauseNow : undefined;
    default:
      return undefined;
  }
}

/** What runs is put back, and handed over once the job goes on. */
const pauseNow: Action = (job) => ({
  changes: [...job.tasks]
    .filter(({ state, wish }) => state === 'running' && wish === undefined)
    .map(({ id }): TaskChange => ({ task: id, event: 'askRequeue' })),
  marks: pauseJob(false)(job).marks,
  end: new Set(),
});
