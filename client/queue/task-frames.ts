import { formatFrames } from '../views/format.ts';
import type { QueueModel } from './queue-model.ts';
import type { RowPlace } from './row-ids.ts';

/** A job and the frames of it that are meant; all where none are named. */
export interface FramesOfJob {
  readonly job: string;
  readonly frames?: string;
  /** The name of the layer that they are in; all layers with these frames where none is named. */
  readonly layer?: string;
}

/** The frames that rows stand for, by their jobs. A job's own row stands for all of them. */
export function framesOfPlaces(model: QueueModel, places: readonly RowPlace[]): readonly FramesOfJob[] {
  const jobs = [...new Set(places.map((it) => it.job))];
  return jobs.map((job) => {
    const own = places.filter((it) => it.job === job);
    if (own.some(({ layer, task }) => layer === undefined && task === undefined)) return { job };
    const spans = own
      .flatMap(({ layer, task }) => tasksOf(model, job, layer, task))
      .map((it) => formatFrames(it.frames));
    if (spans.length === 0) return { job };
    const layer = onlyLayer(model, job, own);
    return { job, frames: [...new Set(spans)].join(','), ...(layer !== undefined && { layer }) };
  });
}

/** The layer that all of some rows are in, where it is one of several. */
function onlyLayer(model: QueueModel, job: string, places: readonly RowPlace[]): string | undefined {
  const layers = model.whole(job)?.layers ?? [];
  if (layers.length < 2) return undefined;
  const names = places.map(({ layer, task }) =>
    layer === undefined ? layers.find((it) => it.tasks.some(({ id }) => id === task))?.name : layers[layer]?.name,
  );
  return new Set(names).size === 1 ? names[0] : undefined;
}

function tasksOf(model: QueueModel, job: string, layer: number | undefined, task: string | undefined) {
  const layers = model.whole(job)?.layers ?? [];
  const tasks = (layer === undefined ? layers : layers.slice(layer, layer + 1)).flatMap((it) => it.tasks);
  return task === undefined ? tasks : tasks.filter((it) => it.id === task);
}
