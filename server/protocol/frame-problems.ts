import * as z from 'zod';

/** What can be wrong with files that a render has left. */
export const frameProblemKindSchema = z.enum([
  'missing',
  /** It is there, but was not to be rendered. */
  'extra',
  /** A frame is there twice: with other padding, or in another letter case. */
  'duplicate',
  /** It was there before the render, or is older than it. */
  'stale',
  'empty',
  /** It is not complete, or its structure is damaged. */
  'torn',
  'unreadable',
  /** It changed while, or after, it was verified. */
  'changed',
  /** It is not what its manifest says. */
  'damaged',
  /** Another size, other channels or another type of values than the others have, or than was asked for. */
  'size',
  'channels',
  'type',
  /** A movie of another length or frame rate than it should have. */
  'length',
  'rate',
  /** It has far more or fewer bytes than the others. */
  'outlier',
  /** All frames are the same picture. */
  'identical',
  /** Others may not read it as they may the rest. */
  'permissions',
  /** Its bytes are known, but nothing looked whether they are a sound picture. */
  'not-verified',
]);
export type FrameProblemKind = z.output<typeof frameProblemKindSchema>;

/** One thing that is wrong with one file; errors alone keep a version from being made. */
export const frameProblemSchema = z.object({
  kind: frameProblemKindSchema,
  severity: z.enum(['error', 'warning', 'information']),
  /** The file's name without its folder, and its whole path. */
  file: z.string(),
  path: z.string(),
  frame: z.int().optional(),
  /** A sentence about the file. */
  message: z.string(),
});
export type FrameProblem = z.output<typeof frameProblemSchema>;
