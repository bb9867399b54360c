import * as z from 'zod';

/** How much a line of a log matters. `core`: the queue says it, not the renderer. */
export const logLevelSchema = z.enum(['error', 'warning', 'info', 'debug', 'core']);
export type LogLevel = z.output<typeof logLevelSchema>;

/** A line of the log of an attempt. */
export const logLineSchema = z.object({
  /** Milliseconds since 1970; absent where the log does not say. */
  at: z.number().optional(),
  level: logLevelSchema,
  text: z.string(),
  task: z.string(),
  attempt: z.int(),
  /** The file that the line names, where it is on disk, and the line in it, from 1. */
  place: z.object({ file: z.string(), line: z.int().positive().optional() }).optional(),
});
export type LogLine = z.output<typeof logLineSchema>;

/** Part of a job's log, oldest line first. */
export const logPageSchema = z.object({
  lines: z.array(logLineSchema),
  /** What to ask with as `after` for what is written next; it grows old with no line of the log. */
  next: z.string(),
  /** There are lines before these that were left out. */
  truncated: z.boolean(),
  /** Nothing more is written for now: none of the attempts asked for runs. */
  ended: z.boolean(),
});
export type LogPage = z.output<typeof logPageSchema>;
