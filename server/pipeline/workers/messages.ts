import type { TimedFrames } from '../../formats/renderers/frame-seconds.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import type { FrameChunk } from '../../protocol/jobs.ts';
import type { CommandSpec } from '../queue/job-spec.ts';

/** An attempt as a worker is told to make it. */
export interface AttemptOrder {
  /** Marks the attempt's processes, by the variable `COMPLINE_ATTEMPT` in their environment. */
  readonly marker: string;
  readonly command: CommandSpec;
  readonly frames: FrameChunk;
  /** Regular expressions with a group `frame` or `done`, asked before what the command's `reading` names. */
  readonly progress: readonly string[];
  /** Told back with everything that comes of the attempt; see `Attempt`. */
  readonly fence: number;
  /** Seconds that it may take. */
  readonly timeout?: number;
  /** Seconds until its first line of output. */
  readonly startTimeout?: number;
  /** Seconds without another frame finished. */
  readonly stallTimeout?: number;
  /** What it has to leave behind where it ends with one of these exit codes: files, all of them written by it. */
  readonly expects?: {
    readonly outputs: readonly string[];
    readonly successCodes: readonly number[];
    /** Pictures have to be complete by their structure too. */
    readonly whole?: boolean;
  };
  /** The file that keeps the output. */
  readonly log: string;
}

/** Which of its time limits ended an attempt. */
export type TimeLimit = 'start' | 'run' | 'stall';

/** How an attempt ended. `ended`: because the core wished it. `not-started`: there is no process of it. */
export type AttemptResult =
  | {
      readonly kind: 'exited';
      readonly exitCode: number;
      /** The first thing that the program said went wrong, for people: it decides nothing. */
      readonly said?: string;
      /** What is wrong with its outputs, in a sentence; looked at where the exit code is one of success. */
      readonly missing?: string;
    }
  | { readonly kind: 'signalled'; readonly signal: string }
  | { readonly kind: 'timed-out'; readonly limit?: TimeLimit }
  | { readonly kind: 'ended' }
  | { readonly kind: 'not-started'; readonly code: ErrorCode; readonly reason: string }
  /** `at`: when the core saw it, in milliseconds by its own steady clock (`performance.now`). */
  | { readonly kind: 'lost'; readonly reason: string; readonly at?: number };

/** From the core to a worker. One attempt at a time; `heartbeat` is in milliseconds. */
export type ToWorker =
  | { readonly type: 'run'; readonly order: AttemptOrder; readonly heartbeat: number }
  | { readonly type: 'end' };

/** What a worker tells of an attempt. */
export type WorkerNews =
  | { readonly type: 'started'; readonly process: number; readonly processStart?: string }
  | { readonly type: 'progress'; readonly framesDone: number; readonly times?: TimedFrames }
  | { readonly type: 'heartbeat' }
  | { readonly type: 'result'; readonly result: AttemptResult };

/** From a worker to the core. What has another fence than the attempt that the worker was given last is refused. */
export type FromWorker = WorkerNews & { readonly fence: number };
