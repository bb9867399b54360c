import type { Dependency, FrameChunk, Needs } from '../../protocol/jobs.ts';
import type { OutputReading } from './call-facts.ts';
import type { Handing } from './handing.ts';

/** A job as it is submitted: complete in itself, so that the queue needs to know no project and no configuration. */
export interface JobSpec {
  readonly name: string;
  readonly kind: 'publish' | 'preview' | 'render';
  /** Root of the project; absolute. */
  readonly project: string;
  readonly comp: string;
  readonly owner: string;
  readonly layers: readonly LayerSpec[];
  /** Where it is rendered; `local`, this machine, where absent. */
  readonly farm?: string;
  /** What it is handed to a farm with; absent for this machine. */
  readonly handing?: Handing;
  /** 0 to 100; 50 where absent. */
  readonly priority?: number;
  readonly tags?: readonly string[];
  readonly comment?: string;
  /** What has to be done before any of its layers starts. */
  readonly dependsOn?: readonly Dependency[];
  /** Nothing starts until somebody resumes it. */
  readonly paused?: boolean;
  /** The submission that it was made from, so that it can be submitted again with other frames. */
  readonly submission?: string;
}

export interface LayerSpec {
  readonly name: string;
  readonly tasks: readonly TaskSpec[];
  /** How often a failed task is tried again. */
  readonly retries: number;
  /** Seconds before the first of these; each further one waits twice as long, up to ten minutes. At once where absent. */
  readonly backoff?: number;
  /** Regular expressions with a group `frame` or `done`; each line of output is searched for them. */
  readonly progress: readonly string[];
  readonly successCodes: readonly number[];
  /** Seconds one attempt may take. */
  readonly timeout?: number;
  /** Seconds until the program's first line of output. */
  readonly startTimeout?: number;
  /** Seconds that an attempt may go on without finishing another frame. */
  readonly stallTimeout?: number;
  readonly needs?: Needs;
  /** What has to be done before it starts. */
  readonly dependsOn?: readonly Dependency[];
}

export interface TaskSpec {
  readonly frames: FrameChunk;
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
}
