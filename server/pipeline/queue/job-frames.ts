import path from 'node:path';
import type { JobFrames, TaskFrames } from '../../protocol/job-frames.ts';
import { countFrames } from './frame-chunk.ts';
import type { TaskRecord } from './job-record.ts';
import type { LiveJob } from './live-job.ts';

/**
 * The frames of a job: everything, or what has changed after the revision `since` where that can be told. Tasks stay
 * spans of frames, however long they are.
 */
export function framesOf(job: LiveJob, since?: number): JobFrames {
  const { revision } = job.head;
  // A revision that is newer than the job's is that of another queue.
  const whole = since === undefined || since > revision || since < job.loadedAt;
  const layers = job.layers.flatMap(({ head: { name }, ids }, index) => {
    const tasks = ids.flatMap((id): TaskFrames[] => {
      const task = job.task(id);
      if (task === undefined) return [];
      if (whole) return [framesOfTask(job, task)];
      const changed = job.changed(id);
      if (changed.state > since) return [framesOfTask(job, task)];
      return changed.progress > since ? [framesOfTask(job, task, since)] : [];
    });
    return whole || tasks.length > 0 ? [{ index, name, tasks }] : [];
  });
  const renderer = whole ? rendererOf(job) : undefined;
  return { revision, whole, layers, ...(renderer !== undefined && { renderer }) };
}

function rendererOf({ tasks }: LiveJob): string | undefined {
  for (const { command } of tasks) {
    const preset = command.reading?.preset;
    return preset === undefined || preset === 'command' ? path.parse(command.program).name : preset;
  }
  return undefined;
}

function framesOfTask(job: LiveJob, task: TaskRecord, since?: number): TaskFrames {
  const { id, frames, state } = task;
  const attempt = task.attempts.at(-1);
  const times = state === 'running' ? job.times.of(id, since) : state === 'waiting' ? [] : (attempt?.times ?? []);
  return {
    id,
    ...frames,
    state,
    done: state === 'completed' ? countFrames(frames) : job.finishedOf(id),
    attempt: attempt?.number ?? 0,
    times: times.map(({ first, seconds }) => ({ first, seconds: [...seconds] })),
    adds: since !== undefined,
    ...(attempt?.reason !== undefined && { reason: attempt.reason }),
  };
}
