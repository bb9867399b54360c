/** The id of a job's row. */
export function jobRowId(job: string): string {
  return `job:${job}`;
}

/** The job that a row's id names, where the row is a job's. */
export function jobOfRow(id: string): string | undefined {
  return /^job:(?<job>.+)$/.exec(id)?.groups?.job;
}

/** The id of a layer's row. Layers of a job may have the same name, so they are known by their place. */
export function layerRowId(job: string, layer: number): string {
  return `layer:${job}/${layer}`;
}

/** The id of the row of a chunk of frames. */
export function taskRowId(job: string, task: string): string {
  return `task:${job}/${task}`;
}

/** The id of the row of one try at a chunk. */
export function attemptRowId(job: string, task: string, attempt: number): string {
  return `attempt:${job}/${task}/${attempt}`;
}

/** The id of the row of a group of jobs. */
export function groupRowId(group: string): string {
  return `group:${group}`;
}

/** The group that a row's id names. */
export function groupOfRow(id: string): string | undefined {
  return /^group:(?<group>.+)$/s.exec(id)?.groups?.group;
}

/** What a row belongs to: a job, and where the row says so a layer or a task of it, and an attempt at that. */
export interface RowPlace {
  readonly job: string;
  readonly layer?: number;
  readonly task?: string;
  readonly attempt?: number;
}

/** What a row of the queue belongs to; undefined for a row that is no job's. */
export function placeOfRow(id: string): RowPlace | undefined {
  const job = jobOfRow(id);
  if (job !== undefined) return { job };
  const layer = /^layer:(?<job>.+)\/(?<layer>\d+)$/.exec(id)?.groups;
  if (layer?.job !== undefined) return { job: layer.job, layer: Number(layer.layer) };
  const groups = (
    /^task:(?<job>.+)\/(?<task>[^/]+)$/.exec(id) ?? /^attempt:(?<job>.+)\/(?<task>[^/]+)\/(?<attempt>\d+)$/.exec(id)
  )?.groups;
  if (groups?.job === undefined || groups.task === undefined) return undefined;
  const attempt = groups.attempt === undefined ? {} : { attempt: Number(groups.attempt) };
  return { job: groups.job, task: groups.task, ...attempt };
}
