import * as z from 'zod';
import type { JobFrames } from '../../server/protocol/job-frames.ts';
import { type LogLine, logLevelSchema } from '../../server/protocol/job-logs.ts';
import type { PageHead } from './page-head.ts';
import type { PageTexts } from './page-texts.ts';

/** What the buttons of a page do. `requeue` and `skip` are about the selected frames. */
export const pageActionSchema = z.enum([
  'pause',
  'resume',
  'cancel',
  'retry',
  'retryFailed',
  'requeue',
  'skip',
  'openOutput',
]);
export type PageAction = z.output<typeof pageActionSchema>;

/** Which part of the log a page shows. */
export const logWishSchema = z.strictObject({
  /** A task of the job; all of them where it is absent. */
  task: z.string().min(1).max(100).optional(),
  levels: z.array(logLevelSchema),
  search: z.string().max(1_000),
});
export type LogWish = z.output<typeof logWishSchema>;

/** What a page tells the extension. Whatever does not fit is refused. */
export const fromPageSchema = z.discriminatedUnion('type', [
  /** It is built, and knows nothing of the job yet. */
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({
    type: z.literal('action'),
    action: pageActionSchema,
    /** In Compline's dialect. */
    frames: z
      .string()
      .regex(/^[-\d,]+$/)
      .optional(),
  }),
  z.strictObject({ type: z.literal('log'), wish: logWishSchema }),
  /** A job of the farm that the page shows. */
  z.strictObject({ type: z.literal('farm-job'), id: z.string().min(1).max(1_000) }),
  /** A place that a line of the log has named. */
  z.strictObject({ type: z.literal('open'), file: z.string().min(1), line: z.int().positive().optional() }),
]);
export type FromPage = z.output<typeof fromPageSchema>;

/** What a page shows of a job's farm. */
export interface PageFarm {
  /** What it is called there; those with a page of their own can be opened. */
  readonly jobs: readonly { readonly id: string; readonly about: string; readonly hasPage: boolean }[];
  /** The machines that it runs on now. */
  readonly hosts: readonly string[];
}

/** What the extension tells a page. */
export type ToPage =
  | { readonly type: 'setup'; readonly job: string; readonly texts: PageTexts }
  | { readonly type: 'head'; readonly head: PageHead }
  | { readonly type: 'frames'; readonly frames: JobFrames }
  /** Told of jobs on a farm alone. */
  | { readonly type: 'farm'; readonly farm: PageFarm }
  | {
      readonly type: 'log';
      /** The lines are all there are so far; else they come after those before. */
      readonly whole: boolean;
      readonly lines: readonly LogLine[];
      readonly truncated: boolean;
    }
  /** The log cannot be shown. */
  | { readonly type: 'no-log'; readonly why: string }
  /** Why what is shown may be old; absent where it is current. */
  | { readonly type: 'notice'; readonly text?: string };
