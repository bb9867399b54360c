import { open } from 'node:fs/promises';
import { type LogPiece, logPieces } from '../workers/log-pieces.ts';
import { chunkText } from './frame-chunk.ts';
import type { TaskRecord } from './job-record.ts';
import { leftOutLine } from './logs/stored-line.ts';
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
    const bytes = end.cut ? fromFirstLine(end.bytes) : end.bytes;
    parts.unshift(title, bytes);
    room -= title.length + bytes.length;
  }
  return { text: Buffer.concat(parts).toString('utf8'), files: attempts.map(({ log }) => log), truncated };
}

/** What is cut off at its beginning begins with a whole line, unless all of it is one. */
function fromFirstLine(bytes: Buffer): Buffer {
  const start = bytes.indexOf('\n') + 1;
  return start === bytes.length ? bytes : bytes.subarray(start);
}

/** The end of a log, whose own end may lie in pieces. */
async function readEnd(log: string, most: number): Promise<{ readonly bytes: Buffer; readonly cut: boolean }> {
  const pieces = await logPieces(log);
  if (pieces.length === 0) return { bytes: Buffer.from('(There is no log.)\n'), cut: false };
  const parts: Buffer[] = [];
  let room = most;
  let after: LogPiece | undefined;
  for (const piece of pieces.toReversed()) {
    const gap = after === undefined ? 0 : after.start - piece.end;
    const said = Buffer.from(gap > 0 ? `${leftOutLine(gap).text}\n` : '');
    if (room <= said.length) return { bytes: Buffer.concat(parts), cut: true };
    const length = Math.min(piece.end - piece.start, room - said.length);
    parts.unshift(await readPart(piece, length), said);
    room -= length + said.length;
    if (length < piece.end - piece.start) return { bytes: Buffer.concat(parts), cut: true };
    after = piece;
  }
  return { bytes: Buffer.concat(parts), cut: false };
}

async function readPart({ file, start, end }: LogPiece, length: number): Promise<Buffer> {
  try {
    await using handle = await open(file, 'r');
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, end - start - length);
    return buffer.subarray(0, bytesRead);
  } catch {
    return Buffer.alloc(0); // Gone since it was listed.
  }
}
