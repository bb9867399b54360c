import type { AttemptRecord, JobHead, LayerHead, TaskRecord } from '../queue/job-record.ts';
import type { Params } from './columns.ts';
import type { JobEvent, TaskUpdate } from './job-store.ts';

const flag = (value: boolean): number => (value ? 1 : 0);

/** A row of `jobs`. */
export const jobParams = (job: JobHead): Params => ({
  id: job.id,
  name: job.name,
  kind: job.kind,
  state: job.state,
  project: job.project,
  comp: job.comp,
  owner: job.owner,
  farm: job.farm,
  createdAt: job.createdAt,
  startedAt: job.startedAt ?? null,
  endedAt: job.endedAt ?? null,
  reason: job.reason ?? null,
  revision: job.revision,
  cancelRequested: flag(job.cancelRequested),
  paused: flag(job.paused),
  archived: flag(job.archived),
  priority: job.priority,
  position: job.position,
  tags: JSON.stringify(job.tags),
  comment: job.comment,
  dependsOn: JSON.stringify(job.dependsOn),
  fingerprint: job.fingerprint,
  submission: job.submission ?? null,
  handing: job.handing ?? null,
  framesTotal: job.framesTotal,
  framesDone: job.framesDone,
  tasksWaiting: job.tasks.waiting,
  tasksRunning: job.tasks.running,
  tasksCompleted: job.tasks.completed,
  tasksFailed: job.tasks.failed,
  tasksCancelled: job.tasks.cancelled,
  tasksSkipped: job.tasks.skipped,
});

/** A row of `layers`. */
export const layerParams = (job: string, number: number, layer: LayerHead): Params => ({
  job,
  number,
  name: layer.name,
  retries: layer.retries,
  backoff: layer.backoff,
  progress: JSON.stringify(layer.progress),
  successCodes: JSON.stringify(layer.successCodes),
  timeout: layer.timeout ?? null,
  startTimeout: layer.startTimeout ?? null,
  stallTimeout: layer.stallTimeout ?? null,
  needs: JSON.stringify(layer.needs),
  dependsOn: JSON.stringify(layer.dependsOn),
});

/** A row of `tasks`. */
export const taskParams = (job: string, layer: number, number: number, task: TaskRecord): Params => ({
  layer,
  number,
  first: task.frames.first,
  last: task.frames.last,
  step: task.frames.step ?? null,
  command: JSON.stringify(task.command),
  outputs: JSON.stringify(task.outputs),
  ...taskUpdateParams(job, task),
});

/** What changes of a row of `tasks`. */
export const taskUpdateParams = (job: string, task: Omit<TaskUpdate, 'attempts'>): Params => ({
  job,
  id: task.id,
  state: task.state,
  framesDone: task.framesDone,
  failures: task.failures,
  losses: task.losses,
  wish: task.wish ?? null,
  retryAt: task.retryAt ?? null,
  farmOrder: task.farmOrder ?? null,
});

/** A row of `attempts`. */
export const attemptParams = (job: string, task: string, attempt: AttemptRecord): Params => ({
  job,
  task,
  number: attempt.number,
  state: attempt.state,
  startedAt: attempt.startedAt,
  endedAt: attempt.endedAt ?? null,
  process: attempt.process ?? null,
  processStart: attempt.processStart ?? null,
  exitCode: attempt.exitCode ?? null,
  reason: attempt.reason ?? null,
  log: attempt.log,
  fence: attempt.fence ?? null,
  gpus: attempt.gpus === undefined ? null : JSON.stringify(attempt.gpus),
  times: attempt.times === undefined ? null : JSON.stringify(attempt.times),
  host: attempt.host ?? null,
  run: attempt.run ?? null,
});

/** A row of `events`. */
export const eventParams = (job: string, event: JobEvent): Params => ({
  job,
  at: event.at,
  event: event.event,
  task: event.task ?? null,
  attempt: event.attempt ?? null,
  reason: event.reason ?? null,
  fromState: event.from ?? null,
  toState: event.to ?? null,
  fence: event.fence ?? null,
});
