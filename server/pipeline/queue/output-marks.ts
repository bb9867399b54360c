import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileError, systemCode } from '../files/file-error.ts';
import { sweepFolder } from '../files/sweep.ts';
import { shareNow } from '../locks/share-clock.ts';

/** What a file is before an attempt; one that is written anew is another afterwards. */
type Mark = Pick<BigIntStats, 'dev' | 'ino' | 'birthtimeNs' | 'size' | 'mtimeNs'>;

/** The files that stood where an attempt writes when it began, by their paths. */
export type OutputMarks = ReadonlyMap<string, Mark>;

/** So many files are looked at at the same time. */
export const OUTPUTS_AT_ONCE = 16;

const SECOND = 1_000_000_000n; // nanoseconds

/** FAT, with the coarsest times there are, tells seconds by twos; systems that tell more are exact to a tick of the kernel. */
const COARSE = 2_000; // milliseconds
const FINE = 20; // milliseconds

/** How the marks are made. */
export interface MarkOptions {
  /** The time by the clock that gives the files of a folder theirs, in milliseconds; undefined where nobody knows. */
  readonly now?: (folder: string) => Promise<number | undefined>;
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

/**
 * Marks the files that are there before an attempt writes. What was written within the last moment by the clock of its
 * own file system is waited for: a file that is written once more would have the same time. Errors: those of
 * `fileError`, where a file cannot be looked at.
 */
export async function markOutputs(outputs: readonly string[], options: MarkOptions = {}): Promise<OutputMarks> {
  const marks = new Map<string, Mark>();
  for (let start = 0; start < outputs.length; start += OUTPUTS_AT_ONCE) {
    const batch = outputs.slice(start, start + OUTPUTS_AT_ONCE);
    const found = await Promise.all(batch.map(markOf));
    for (const [index, mark] of found.entries()) if (mark !== undefined) marks.set(batch[index] ?? '', mark);
  }
  const [first] = marks.keys();
  if (first === undefined) return marks;
  // An attempt that was killed while it asked the share for the time has left the file that it asked with.
  await sweepFolder(path.dirname(first)).catch(() => undefined);
  await passMoment([...marks.values()], path.dirname(first), options);
  return marks;
}

/**
 * True where a file is still the one that was marked. A number of a file that alone is another proves nothing: some
 * shares make the numbers up, and forget them.
 */
export function isAsMarked(now: Mark, before: Mark | undefined): boolean {
  if (before === undefined || now.size !== before.size || now.mtimeNs !== before.mtimeNs) return false;
  const isOther = now.ino !== before.ino || now.dev !== before.dev;
  const isKnown = now.birthtimeNs > 0n && before.birthtimeNs > 0n;
  return !(isOther && (!isKnown || now.birthtimeNs !== before.birthtimeNs));
}

async function markOf(file: string): Promise<Mark | undefined> {
  try {
    return await stat(file, { bigint: true });
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return undefined;
    throw fileError(error, file, 'reading');
  }
}

async function passMoment(marks: readonly Mark[], folder: string, options: MarkOptions): Promise<void> {
  const now = await (options.now ?? shareNow)(folder);
  if (now === undefined) return;
  const newest = marks.reduce((latest, { mtimeNs }) => Math.max(latest, Number(mtimeNs / 1_000_000n)), 0);
  const span = marks.every(({ mtimeNs }) => mtimeNs % SECOND === 0n) ? COARSE : FINE;
  const left = newest + span - now;
  // Somebody may have given a file a time that is still to come: what is written now has another.
  if (left > 0 && left <= span + FINE) await (options.wait ?? wait)(Math.ceil(left));
}
