import type { ArrayExpression } from './array-expression.ts';

/** What Slurm is asked to make a job of; lengths of time in minutes, memory in MB. */
export interface JobWish {
  readonly script: string;
  readonly name: string;
  readonly comment: string;
  /** As Slurm writes indices: `0-99`. */
  readonly array: string;
  readonly folder: string;
  /** The file for what the job prints, in Slurm's pattern. */
  readonly output: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly nice: number;
  readonly hold: boolean;
  readonly partition?: string;
  readonly qos?: string;
  readonly account?: string;
  readonly licenses?: string;
  readonly timeLimit?: number;
  readonly cpus?: number;
  readonly memory?: number;
  readonly gpus?: number;
}

/** What Slurm says of a job that Compline has made, or of elements of it. */
export interface SlurmJob {
  /** The id of the whole array. */
  readonly id: string;
  readonly elements: ArrayExpression;
  readonly states: readonly string[];
  readonly reason?: string;
  /** As a shell has it: 128 and the signal where one ended it. */
  readonly exitCode?: number;
  /** How often it was started again. */
  readonly restarts: number;
  readonly host?: string;
  /** Milliseconds since 1970. */
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly nice: number;
  /** 0: it is held. */
  readonly priority: number;
  readonly comment: string;
  readonly user: string;
}

/** A machine of the cluster; memory in MB. */
export interface SlurmNode {
  readonly name: string;
  readonly isUp: boolean;
  readonly cpus: number;
  readonly memory: number;
  readonly gpus: number;
  readonly partitions: readonly string[];
}

export interface SlurmPartition {
  readonly name: string;
  /** Undefined where this is not told. */
  readonly isDefault?: boolean;
  /** Minutes; undefined where there is no limit. */
  readonly timeLimit?: number;
}

/** What there is to render on. */
export interface SlurmCluster {
  readonly version?: string;
  readonly nodes: readonly SlurmNode[];
  readonly partitions: readonly SlurmPartition[];
  readonly licenses?: readonly string[];
}

/** What the comments of Compline's jobs begin with; the key of the order follows, and nothing else. */
export const COMMENT = 'compline:';

/** A way to talk to Slurm. Errors are those of `FarmDriver`. */
export interface SlurmWay {
  /** Answers the id of the job. */
  submit(wish: JobWish, signal: AbortSignal): Promise<string>;
  /** Refuses what Slurm would refuse, as far as this way can ask it. */
  test(wish: JobWish, signal: AbortSignal): Promise<void>;
  /** The jobs that Compline has made, at least those with these ids; those of other programs are left out. */
  jobs(signal: AbortSignal, ids?: readonly string[]): Promise<readonly SlurmJob[]>;
  /** Cancels elements, or all. What has ended is as good. */
  cancel(id: string, indices: string | undefined, signal: AbortSignal): Promise<void>;
  /** Holds or releases what waits of a job, or changes how far it stands behind others. */
  change(id: string, change: JobChange, signal: AbortSignal): Promise<void>;
  cluster(signal: AbortSignal): Promise<SlurmCluster>;
}

export type JobChange = { readonly hold: boolean } | { readonly nice: number };
