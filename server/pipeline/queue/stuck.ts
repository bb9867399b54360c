import type { TaskState } from '../../protocol/jobs.ts';
import type { TaskRecord } from './job-record.ts';
import type { LiveJob } from './live-job.ts';
import type { LiveLayer } from './live-layer.ts';
import { isSettled } from './transitions.ts';

/**
 * True where nothing of a job can go on any more, though tasks of it wait: nothing runs, and each of them waits for one of
 * the same job that has failed or was cancelled, and is with no farm. `changed` are the tasks as they will be.
 */
export function isStuck(job: LiveJob, changed: readonly TaskRecord[]): boolean {
  const after = new Map(changed.map((task) => [task.id, task]));
  const taskOf = (id: string): TaskRecord | undefined => after.get(id) ?? job.task(id);
  const stateOf = (id: string): TaskState => taskOf(id)?.state ?? 'waiting';
  const mayStart = (layer: LiveLayer, id: string): boolean => {
    // What a farm has it goes on with.
    if (taskOf(id)?.farmOrder !== undefined) return true;
    const frames = job.task(id)?.frames;
    return layer.head.dependsOn.every(({ job: other, layer: name, byFrame }) => {
      const target = job.layers.find(({ head }) => head.name === name);
      if (other !== undefined || target === undefined || frames === undefined) return true;
      return byFrame
        ? target.tasksWith(frames).every((it) => isSettled(stateOf(it)))
        : willBeSettled(target, job, changed);
    });
  };
  for (const layer of job.layers) {
    for (const id of layer.waiting) if (stateOf(id) === 'waiting' && mayStart(layer, id)) return false;
  }
  for (const { id, state } of changed) {
    const layer = job.layerWith(id);
    if (state === 'waiting' && layer !== undefined && mayStart(layer, id)) return false;
  }
  return true;
}

function willBeSettled(layer: LiveLayer, job: LiveJob, changed: readonly TaskRecord[]): boolean {
  const moved = changed
    .filter(({ id }) => job.layerWith(id) === layer)
    .reduce(
      (sum, { id, state }) => sum + Number(isSettled(state)) - Number(isSettled(job.task(id)?.state ?? state)),
      0,
    );
  return layer.unsettled === moved;
}
