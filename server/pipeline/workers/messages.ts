import type { ErrorCode } from '../../protocol/errors.ts';
import type { FrameSpan } from '../../protocol/jobs.ts';
import type { CommandSpec } from '../queue/job-spec.ts';

/** An attempt as a worker is told to make it. */
export interface AttemptOrder {
  /** Marks the attempt's processes, by the variable `COMPLINE_ATTEMPT` in their environment. */
  readonly marker: string;
  readonly command: CommandSpec;
  readonly frames: FrameSpan;
  /** Regular expressions with a group `frame` or `done`, asked before what the command's `reading` names. */
  readonly progress: readonly string[];
  /** Seconds. */
  readonly timeout?: number;
  /** The file that keeps the output. */
  readonly log: string;
}

/** How an attempt ended. `ended`: because the core wished it. `not-started`: there is no process of it. */
export type AttemptResult =
  | {
      readonly kind: 'exited';
      readonly exitCode: number;
      /** The first thing that the program said went wrong, for people: it decides nothing. */
      readonly said?: string;
    }
  | { readonly kind: 'signalled'; readonly signal: string }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'not-started'; readonly code: ErrorCode; readonly reason: string }
  | { readonly kind: 'lost'; readonly reason: string };

/** From the core to a worker. One attempt at a time. */
export type ToWorker = { readonly type: 'run'; readonly order: AttemptOrder } | { readonly type: 'end' };

/** From a worker to the core. */
export type FromWorker =
  | { readonly type: 'started'; readonly process: number; readonly processStart?: string }
  | { readonly type: 'progress'; readonly framesDone: number }
  | { readonly type: 'heartbeat' }
  | { readonly type: 'result'; readonly result: AttemptResult };
