import { words } from './word.ts';

/** What stands in the `Flags` of a keyframe. */
export const KEY_FRAME_FLAGS = words(
  ['Linear', 'boolean', 'Straight to the next key.'],
  ['LockedY', 'boolean', 'The value of the key is locked.'],
  ['StepIn', 'boolean', 'Jumps to the value when the key is reached.'],
  ['StepOut', 'boolean', 'Jumps to the next value right after the key.'],
  ['Loop', 'boolean', 'The keys are repeated after the last one.'],
  ['PreLoop', 'boolean', 'The keys are repeated before the first one.'],
  ['LoopRel', 'boolean', 'The keys are repeated after the last one, each time from where it ended.'],
  ['PreLoopRel', 'boolean', 'The keys are repeated before the first one, each time from where it ended.'],
  ['Pingpong', 'boolean', 'The keys are repeated to and fro after the last one.'],
  ['PrePingpong', 'boolean', 'The keys are repeated to and fro before the first one.'],
);

/** What stands beside the value in a keyframe. */
export const KEY_FRAME_FIELDS = words(
  ['LH', 'table', 'The left handle.'],
  ['RH', 'table', 'The right handle.'],
  ['Flags', 'table', 'How the curve goes on from the key.'],
);
