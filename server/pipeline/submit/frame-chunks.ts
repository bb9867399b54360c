import { FrameLimitError } from '../../formats/frames/frame-limit.ts';
import type { FrameList } from '../../formats/frames/frame-list.ts';
import { ascending, type FrameRun, isSolid, runCount } from '../../formats/frames/frame-run.ts';
import { distinctFrames } from '../../formats/frames/set-operations.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { FrameSpan } from '../../protocol/jobs.ts';

/** More tasks than this are a range that nobody meant, and a job that nobody can look after. */
const MOST_TASKS = 100_000;

/**
 * Frames as chunks of at most `size` that follow each other, in the order in which they are named: frames at steps are a
 * chunk each, since a renderer is told a first and a last one. Error `invalid-parameters` for more than 100 000 chunks.
 */
export function frameChunks(frames: FrameList, size: number): FrameSpan[] {
  const spans: FrameSpan[] = [];
  for (const run of solidRuns(distinct(frames))) {
    const chunks = Math.ceil(runCount(run) / (isSolid(run) ? size : 1));
    if (spans.length + chunks > MOST_TASKS) throw tooMany(frames.count);
    if (isSolid(run)) spans.push(...solidChunks(run, size));
    else for (let at = 0; at < chunks; at += 1) spans.push(single(run.first + at * run.step));
  }
  return spans;
}

const single = (frame: number): FrameSpan => ({ first: frame, last: frame });

const tooMany = (count: number): ComplineError =>
  new ComplineError({
    code: 'invalid-parameters',
    message: `${count} frames are more than ${MOST_TASKS} chunks.`,
    nextStep: 'Name fewer frames, or make the chunks longer.',
  });

function distinct(frames: FrameList): FrameList {
  try {
    return distinctFrames(frames);
  } catch (error) {
    if (!(error instanceof FrameLimitError)) throw error;
    throw new ComplineError({ code: 'invalid-parameters', message: error.message, nextStep: 'Name simpler frames.' });
  }
}

/** Runs of which those that go on where the one before ends are put together: `1,2,3` is one run. */
function* solidRuns(frames: FrameList): Generator<FrameRun> {
  let open: FrameRun | undefined;
  for (const run of frames.runs()) {
    if (open !== undefined && open.step === 1 && run.step === 1 && run.first === open.last + 1) {
      open = { first: open.first, last: run.last, step: 1 };
      continue;
    }
    if (open !== undefined) yield open;
    open = run;
  }
  if (open !== undefined) yield open;
}

function solidChunks(run: FrameRun, size: number): FrameSpan[] {
  const { first, last } = ascending(run);
  const chunks: FrameSpan[] = [];
  for (let from = first; from <= last; from += size)
    chunks.push({ first: from, last: Math.min(last, from + size - 1) });
  return run.first > run.last ? chunks.reverse() : chunks;
}
