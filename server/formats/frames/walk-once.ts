import { coalesced } from './frame-group.ts';
import { type FrameRun, runCount } from './frame-run.ts';

/** What each run adds to those before it, found frame by frame. */
export function walkOnce(runs: readonly FrameRun[]): readonly (readonly FrameRun[])[] {
  const seen = new Set<number>();
  return runs.map((run) => [...coalesced(unseen(run, seen))]);
}

function* unseen(run: FrameRun, seen: Set<number>): Generator<number> {
  for (let at = 0, count = runCount(run); at < count; at++) {
    const frame = run.first + at * run.step;
    if (seen.has(frame)) continue;
    seen.add(frame);
    yield frame;
  }
}
