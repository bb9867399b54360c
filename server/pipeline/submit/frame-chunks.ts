import { FrameLimitError } from '../../formats/frames/frame-limit.ts';
import type { FrameList } from '../../formats/frames/frame-list.ts';
import { ascending, type FrameRun, isSolid, runCount } from '../../formats/frames/frame-run.ts';
import { distinctFrames } from '../../formats/frames/set-operations.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { FrameChunk } from '../../protocol/jobs.ts';

/** More tasks than this are a range that nobody meant, and a job that nobody can look after. */
const MOST_TASKS = 100_000;

/**
 * Frames as chunks of at most `size`, in the order in which they are named. Frames at steps are chunks at steps for a
 * renderer that can be told the step (`takesSteps`), and else a chunk each. Error `invalid-parameters` for more than
 * 100 000 chunks.
 */
export function frameChunks(frames: FrameList, size: number, takesSteps = false): FrameChunk[] {
  const all: FrameChunk[] = [];
  for (const run of solidRuns(distinct(frames))) {
    const most = isSolid(run) || takesSteps ? size : 1;
    if (all.length + Math.ceil(runCount(run) / most) > MOST_TASKS) throw tooMany(frames.count);
    all.push(...chunksOf(run, most));
  }
  return all;
}

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

function chunksOf(run: FrameRun, size: number): FrameChunk[] {
  const { first, last, step } = ascending(run);
  const chunks: FrameChunk[] = [];
  for (let from = first; from <= last; from += size * step) {
    const to = Math.min(last, from + (size - 1) * step);
    chunks.push({ first: from, last: to, ...(step > 1 && to > from && { step }) });
  }
  return run.first > run.last ? chunks.reverse() : chunks;
}
