import { descends, type FrameGroup, firstOf, lastOf, runsOfGroup } from './frame-group.ts';
import { FrameLimitError } from './frame-limit.ts';
import { FrameList } from './frame-list.ts';
import { type FrameRun, frameRun, runCount } from './frame-run.ts';
import { intersectionOf } from './set-operations.ts';

/**
 * The runs of a list without duplicates, for a dialect that takes a frame where it comes first: what a range leaves of
 * frames that came before is the whole range again (`1-9x3,1-9`), and not a run for every gap.
 */
export function* compactRuns(frames: FrameList): Generator<FrameRun> {
  for (const [at, group] of frames.groups.entries()) {
    const whole = group.length > 2 ? wholeRange(group, frames.groups.slice(0, at)) : undefined;
    if (whole === undefined) yield* runsOfGroup(group);
    else yield whole;
  }
}

/** The range that a group is without the frames that came before; undefined where it is no such range. */
function wholeRange(group: FrameGroup, earlier: readonly FrameGroup[]): FrameRun | undefined {
  const step = group.reduce((divisor, run) => gcd(divisor, gcd(run.step, run.first - firstOf(group))), 0);
  const range = frameRun(firstOf(group), lastOf(group), descends(group) ? -step : step);
  const missing = runCount(range) - group.reduce((sum, run) => sum + runCount(run), 0);
  try {
    const before = intersectionOf(FrameList.of([range]), FrameList.ofGroups(earlier));
    return before.count === missing ? range : undefined;
  } catch (error) {
    if (error instanceof FrameLimitError) return undefined;
    throw error;
  }
}

function gcd(a: number, b: number): number {
  let [divisor, rest] = [Math.abs(a), Math.abs(b)];
  while (rest !== 0) [divisor, rest] = [rest, divisor % rest];
  return divisor;
}
