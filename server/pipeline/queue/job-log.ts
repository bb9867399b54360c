import { open } from 'node:fs/promises';
import { chunkText } from './frame-chunk.ts';
import type { TaskRecord } from './job-record.ts';
import type { QueueLog } from './queue.ts';

/** The logs of a job's attempts, oldest first: the last `maxBytes` bytes of them. */
export async function readJobLog(
  job: { readonly tasks: Iterable<TaskRecord> },
  { task, maxBytes }: { readonly task?: string; readonly maxBytes: number },
): Promise<QueueLog> {
  const attempts = [...job.tasks]
    .filter(({ id }) => task === undefined || id === task)
    .flatMap(({ id, frames, attempts }) => attempts.map((attempt) => ({ ...attempt, task: id, frames })))
    .sort((left, right) => left.startedAt - right.startedAt);
  const parts: Buffer[] = [];
  let [room, truncated] = [maxBytes, false];
  for (const { log, frames, number, task: id } of attempts.toReversed()) {
    const title = Buffer.from(`--- task ${id}, frames ${chunkText(frames)}, attempt ${number}\n`);
    const end = room > title.length ? await readEnd(log, room - title.length) : { bytes: undefined, cut: true };
    truncated ||= end.cut;
    if (end.bytes === undefined) continue;
    parts.unshift(title, end.bytes);
    room -= title.length + end.bytes.length;
  }
  return { text: Buffer.concat(parts).toString('utf8'), files: attempts.map(({ log }) => log), truncated };
}

async function readEnd(file: string, most: number): Promise<{ readonly bytes: Buffer; readonly cut: boolean }> {
  try {
    await using handle = await open(file, 'r');
    const { size } = await handle.stat();
    const length = Math.min(size, most);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    return { bytes: buffer.subarray(0, bytesRead), cut: size > most };
  } catch {
    return { bytes: Buffer.from('(There is no log.)\n'), cut: false };
  }
}
