import type { FrameError, ParsedFrames } from './dialect.ts';
import type { FrameGroup } from './frame-group.ts';
import { FrameLimitError } from './frame-limit.ts';
import { FrameList } from './frame-list.ts';
import { distinctFrames, sortedFrames } from './set-operations.ts';

/** The frames of the groups of a text, one after the other, as they are. */
export function gatherAll(groups: readonly FrameGroup[], text: string): ParsedFrames {
  return gathered(() => FrameList.ofGroups(groups), text);
}

/** The frames of the groups of a text where they come first. */
export function gatherOnce(groups: readonly FrameGroup[], text: string): ParsedFrames {
  return gathered(() => distinctFrames(FrameList.ofGroups(groups)), text);
}

/** The frames of the groups of a text from the least to the greatest, each once. */
export function gatherSorted(groups: readonly FrameGroup[], text: string): ParsedFrames {
  return gathered(() => sortedFrames(FrameList.ofGroups(groups)), text);
}

function gathered(gather: () => FrameList, text: string): ParsedFrames {
  const fail = (code: FrameError['code'], message: string): ParsedFrames => ({
    frames: undefined,
    errors: [{ code, message, start: 0, end: text.length }],
  });
  try {
    const frames = gather();
    if (Number.isSafeInteger(frames.count)) return { frames, errors: [] };
    return fail('too-many-frames', `There are more than ${Number.MAX_SAFE_INTEGER} frames.`);
  } catch (error) {
    if (error instanceof FrameLimitError) return fail(error.code, error.message);
    throw error;
  }
}
