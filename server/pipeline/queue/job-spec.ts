import type { FrameSpan } from '../../protocol/jobs.ts';
import type { OutputReading, ResourceWish } from './call-facts.ts';

/** A job as it is submitted: complete in itself, so that the queue needs to know no project and no configuration. */
export interface JobSpec {
  readonly name: string;
  readonly kind: 'publish' | 'preview';
  /** Root of the project; absolute. */
  readonly project: string;
  readonly comp: string;
  readonly owner: string;
  readonly layers: readonly LayerSpec[];
}

export interface LayerSpec {
  readonly name: string;
  readonly tasks: readonly TaskSpec[];
  /** How often a failed task is tried again. */
  readonly retries: number;
  /** Regular expressions with a group `frame` or `done`; each line of output is searched for them. */
  readonly progress: readonly string[];
  readonly successCodes: readonly number[];
  /** Seconds one attempt may take. */
  readonly timeout?: number;
}

export interface TaskSpec {
  readonly frames: FrameSpan;
  readonly command: CommandSpec;
  /** The files a successful attempt leaves behind, one a frame (or one for a movie); absolute. */
  readonly outputs: readonly string[];
}

/** A program and its arguments; never a shell line. */
export interface CommandSpec {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Added to the core's own environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** How its output is read; as that of any command where absent. */
  readonly reading?: OutputReading;
  /** What it has of the machine; as much as it takes where absent. */
  readonly resources?: ResourceWish;
}
