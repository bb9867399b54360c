import { stat } from 'node:fs/promises';
import path from 'node:path';
import { FrameList } from '../../formats/frames/frame-list.ts';
import { printFrames } from '../../formats/frames/parse-frames.ts';
import type { FrameChunk } from '../../protocol/jobs.ts';
import { systemCode } from '../files/file-error.ts';
import { countFrames } from './frame-chunk.ts';
import type { TaskRecord } from './job-record.ts';
import { isAsMarked, OUTPUTS_AT_ONCE, type OutputMarks } from './output-marks.ts';
import { whereTorn } from './torn-picture.ts';

/** What is wrong with an output, said of one file and of several. */
interface Fault {
  readonly one: string;
  readonly several: string;
  /** What more is to be said of the first file. */
  readonly detail?: string;
}

const MISSING: Fault = { one: 'is missing', several: 'are missing' };
const NO_FILE: Fault = { one: 'is not a file', several: 'are no files' };
const EMPTY: Fault = { one: 'is empty', several: 'are empty' };
const TORN: Fault = { one: 'is not complete', several: 'are not complete' };
const OLD: Fault = {
  one: 'was there before and was not rendered anew',
  several: 'were there before and were not rendered anew',
};

/** The times of files are as coarse as two seconds on some shares. Milliseconds. */
const COARSEST = 2_000;

const noMarks: OutputMarks = new Map();

/** How outputs are looked at. */
export interface OutputChecks {
  /** The files that stood there before the attempt. */
  readonly before?: OutputMarks | undefined;
  /** What is older was there before: milliseconds since 1970, by the clock of the share. */
  readonly since?: number | undefined;
  /** Pictures are read, and have to be complete by their structure. */
  readonly whole?: boolean | undefined;
}

/**
 * Looks whether a task's outputs are all there, not empty, none of those that were there before its attempt, and, where
 * that is asked for, no torn pictures. Returns what is wrong, in one sentence that names the frames, or undefined.
 */
export async function missingOutputs(
  { frames, outputs }: Pick<TaskRecord, 'frames' | 'outputs'>,
  { before = noMarks, since, whole = false }: OutputChecks = {},
): Promise<string | undefined> {
  const faults = new Map<string, { readonly fault: Fault; readonly at: number[] }>();
  let count = 0;
  for (let start = 0; start < outputs.length; start += OUTPUTS_AT_ONCE) {
    const batch = outputs.slice(start, start + OUTPUTS_AT_ONCE);
    const found = await Promise.all(batch.map((file) => faultOf(file, { before, since, whole })));
    for (const [offset, fault] of found.entries()) {
      if (fault === undefined) continue;
      count += 1;
      const known = faults.get(fault.one);
      if (known === undefined) faults.set(fault.one, { fault, at: [start + offset] });
      else known.at.push(start + offset);
    }
  }
  const [first] = faults.values();
  if (first === undefined) return undefined;
  const { fault, at } = first;
  const file = path.basename(outputs[at[0] ?? 0] ?? '');
  const names = outputs.length === countFrames(frames) ? framesAt(frames, at) : 'the output';
  const detail = fault.detail === undefined ? '' : `: ${fault.detail}`;
  const said = `${names} ${at.length === 1 ? fault.one : fault.several} (${file}${at.length === 1 ? '' : ' and more'}${detail})`;
  return count === at.length ? `${said}.` : `${said}, and ${count - at.length} more of ${outputs.length} files.`;
}

/** Frames of a chunk by their places in it, in words: `frame 3`, `frames 1-5,7`. */
function framesAt({ first, step = 1 }: FrameChunk, at: readonly number[]): string {
  const frames = at.map((it) => first + it * step);
  if (frames.length === 1) return `frame ${frames[0]}`;
  const printed = printFrames(FrameList.ofFrames(frames));
  return 'refused' in printed ? `${frames.length} frames from ${frames[0]} on` : `frames ${printed.text}`;
}

async function faultOf(
  file: string,
  { before = noMarks, since, whole = false }: OutputChecks,
): Promise<Fault | undefined> {
  try {
    const found = await stat(file, { bigint: true });
    if (!found.isFile()) return NO_FILE;
    if (found.size === 0n) return EMPTY;
    if (isAsMarked(found, before.get(file))) return OLD;
    if (since !== undefined && Number(found.mtimeMs) + COARSEST < since) return OLD;
    const torn = whole ? await whereTorn(file) : undefined;
    return torn === undefined ? undefined : { ...TORN, detail: torn };
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return MISSING;
    return { one: `cannot be looked at: ${code ?? error}`, several: `cannot be looked at: ${code ?? error}` };
  }
}
