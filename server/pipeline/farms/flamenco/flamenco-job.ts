import type { FrameDialect } from '../../../formats/frames/dialect.ts';
import { flamencoDialect } from '../../../formats/frames/dialects/flamenco.ts';
import { FrameList } from '../../../formats/frames/frame-list.ts';
import { frameRun } from '../../../formats/frames/frame-run.ts';
import type { FrameChunk } from '../../../protocol/jobs.ts';
import type { FarmOrder } from '../driver/farm-driver.ts';
import { packCalls } from './pack-calls.ts';
import { workerCall } from './worker-call.ts';

/** The name of the job type that has to be on the manager: the file `compline.js` makes it. */
export const JOB_TYPE = 'compline';
/** What its setting `format` has as its default: how the calls are written. */
export const JOB_FORMAT = 1;
/** The metadata that names the order. */
export const KEY_METADATA = 'compline.key';

/** So much of a text of frames is shown in Flamenco's web interface. */
const MOST_SHOWN = 400;

/** The systems of Flamenco's `submitter_platform`, which are those of Go. */
export type FlamencoPlatform = 'linux' | 'windows' | 'darwin';

/** A job as it is submitted (`SubmittedJob` of the OpenAPI). `tag`: the id of a worker tag. */
export function flamencoJob(
  { key, job, layer, tasks }: FarmOrder,
  platform: FlamencoPlatform,
  etag: string,
  tag: string | undefined,
): Readonly<Record<string, unknown>> {
  const calls = tasks.map(({ frames, command }, at) => ({
    name: taskName(frames, at),
    ...workerCall(command, platform === 'windows', layer.timeout),
  }));
  return {
    name: layer.name === '' || layer.name === job.name ? job.name : `${job.name} – ${layer.name}`,
    type: JOB_TYPE,
    type_etag: etag,
    priority: job.priority,
    submitter_platform: platform,
    ...(tag !== undefined && { worker_tag: tag }),
    ...(job.paused && { initial_status: 'paused' }),
    settings: {
      frames: framesText(tasks.map(({ frames }) => frames)),
      chunks: tasks.length,
      calls: JSON.stringify(packCalls(calls)),
      format: JOB_FORMAT,
    },
    metadata: {
      [KEY_METADATA]: key,
      'compline.job': job.id,
      'user.name': job.owner,
      ...(job.comment !== '' && { comment: job.comment }),
    },
  };
}

/** The name of a task: its frames for people, and the place of the chunk in the order, by which it is found again. */
export function taskName({ first, last, step }: FrameChunk, at: number): string {
  return `${first === last ? first : `${first}-${last}${step === undefined ? '' : `x${step}`}`} [${at}]`;
}

/** The place of the chunk that a task's name tells; undefined for a name of somebody else's. */
export function taskPlace(name: string): number | undefined {
  const place = /\[(\d{1,9})\]$/.exec(name)?.[1];
  return place === undefined ? undefined : Number(place);
}

/** All frames as Flamenco writes them; in words where it could not read them, or there is much to read. */
function framesText(chunks: readonly FrameChunk[], dialect: FrameDialect = flamencoDialect): string {
  const runs = chunks.map(({ first, last, step }) => frameRun(first, last, step));
  const printed = dialect.print?.(FrameList.of(runs));
  if (printed !== undefined && 'text' in printed && printed.text.length <= MOST_SHOWN) return printed.text;
  const low = chunks.reduce((least, { first }) => Math.min(least, first), Number.POSITIVE_INFINITY);
  const high = chunks.reduce((most, { last }) => Math.max(most, last), Number.NEGATIVE_INFINITY);
  return `${low} to ${high}`;
}
