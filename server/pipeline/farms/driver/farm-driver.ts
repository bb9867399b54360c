import type { FarmConfig } from '../../../formats/config/farm-schema.ts';
import type { FarmOffers } from '../../../protocol/farms.ts';
import type { FrameChunk, Needs } from '../../../protocol/jobs.ts';
import type { CommandSpec } from '../../queue/job-spec.ts';

/** A farm as a project's configuration describes it, under the name that it has there. Holds no secret. */
export interface FarmSettings extends FarmConfig {
  readonly name: string;
}

/** What a kind of farm can do, so that more is never asked of it. */
export interface DriverCapabilities {
  /** What can be done with its jobs beside cancelling them. */
  readonly controls: ReadonlySet<'pause' | 'resume' | 'priority'>;
  /** What a chunk can be said to need. */
  readonly needs: ReadonlySet<keyof Needs>;
  /** Who tries a failed chunk again: the farm by itself, `retries` times, or the core, which hands it over anew. */
  readonly retries: 'farm' | 'core';
  /**
   * `each`: every chunk has a call of its own. `template`: there is one call for all chunks, in which the farm puts the
   * frames; the desk hands over only orders for which `order.template` is there.
   */
  readonly calls: 'each' | 'template';
  /** `regular`: an order's chunks have to follow each other, of the same size and step but for a shorter last one. */
  readonly chunks: 'any' | 'regular';
  /** Chunks in one order. */
  readonly mostTasks: number;
}

/** A chunk as it is handed over. Paths are those of the farm's platform. */
export interface OrderTask {
  /** The id of the task in the core's record, `1.3`. */
  readonly id: string;
  readonly frames: FrameChunk;
}

/** One call for all chunks of an order: arguments in which tokens stand for the frames of a chunk. */
export interface CallTemplate {
  readonly program: string;
  /** Each argument in parts; `first` and `last` stand for the frame numbers of a chunk. */
  readonly args: readonly (readonly TemplatePart[])[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
}

export type TemplatePart = string | { readonly frame: 'first' | 'last' };

/** What a farm is handed in one request, and makes one job of: chunks of one layer. */
export interface FarmOrder {
  /** Names the order among all orders of all machines: letters, digits and `-`, at most 120 of them. The farm's job
   * carries it, so that it is found again by `find`. */
  readonly key: string;
  readonly job: {
    readonly id: string;
    readonly name: string;
    readonly project: string;
    /** The short id that the project has in its configuration, letters and digits. */
    readonly projectId?: string;
    readonly owner: string;
    readonly comment: string;
    /** 0 to 100, 50 is the usual one; a farm with other numbers has them translated by its driver. */
    readonly priority: number;
    readonly paused: boolean;
  };
  readonly layer: {
    readonly name: string;
    readonly retries: number;
    readonly successCodes: readonly number[];
    /** Seconds that one attempt may take. */
    readonly timeout?: number;
    readonly needs: Needs;
  };
  readonly tasks: readonly (OrderTask & {
    readonly command: CommandSpec;
    /** The files that it leaves behind; absolute. */
    readonly outputs: readonly string[];
  })[];
  /** Always there where the driver's `calls` is `template`. */
  readonly template?: CallTemplate;
  readonly pool?: string;
  readonly group?: string;
  readonly limits: readonly string[];
  /** A folder on the share for the files of the order: its logs where the farm writes them, its scripts. Absolute, as
   * this machine calls it, and as the farm does. It is there. */
  readonly folder: { readonly here: string; readonly there: string };
}

/** An order that the farm has taken. */
export interface TakenOrder {
  readonly key: string;
  /** The farm's id of its job. */
  readonly id: string;
  readonly tasks: readonly OrderTask[];
  readonly folder: { readonly here: string; readonly there: string };
}

/**
 * What a farm says of a chunk now. `waiting`: it will be started, or started again. `failed` and `cancelled` are final:
 * the farm will do nothing more about it by itself.
 */
export type TaskStanding = 'waiting' | 'running' | 'completed' | 'failed' | 'cancelled';

export interface TaskSighting {
  /** The place of the chunk in the order's `tasks`. */
  readonly task: number;
  readonly standing: TaskStanding;
  /** How often the farm has started it, where it says so: another number is another attempt. */
  readonly run?: number;
  /** The machine that it is or was on. */
  readonly host?: string;
  readonly exitCode?: number;
  /** The farm's own word or sentence for why it failed or waits, for people. */
  readonly reason?: string;
  /** Milliseconds since 1970, by the farm's clock. */
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** Frames of the chunk that are finished, where the farm says so. */
  readonly framesDone?: number;
}

/** What a farm says of an order. `forgotten`: there is no such job, now. */
export type OrderSighting =
  | { readonly kind: 'forgotten' }
  /** Chunks that are not named are as they were when they were told last. */
  | { readonly kind: 'seen'; readonly tasks: readonly TaskSighting[] };

/** What is done with an order that the farm has. `cancel` of some chunks, by their places in `tasks`, or of all. */
export type OrderCommand =
  | { readonly action: 'cancel'; readonly tasks?: readonly number[] }
  | { readonly action: 'pause' }
  | { readonly action: 'resume' }
  | { readonly action: 'priority'; readonly priority: number };

/** Where the output of an attempt is: in a file of the share, as this machine calls it; in what the farm was asked for. */
export type FarmLog = { readonly file: string } | { readonly text: string };

/**
 * Talks to one farm. A file for each kind, and a line in `farm-kinds.ts`. It keeps nothing that has to survive: whatever
 * it needs is in the orders.
 *
 * Errors of all of them: `farm-unreachable` where there was no answer, none in time, one that cannot be understood or one
 * that says to come back later (seconds in `details.retryAfter`): it is not known what happened. `farm-refused` where the
 * farm said no: nothing happened. `farm-credential` where it wants another credential.
 */
export interface FarmDriver {
  readonly capabilities: DriverCapabilities;
  /** Asks whether it answers, and what there is to choose from. */
  offers(signal: AbortSignal): Promise<FarmOffers>;
  /** Refuses what the farm would refuse, or could never run: a dry run. Nothing is submitted. */
  check(order: FarmOrder, signal: AbortSignal): Promise<void>;
  /** Hands an order over, and answers the farm's id of its job. */
  submit(order: FarmOrder, signal: AbortSignal): Promise<string>;
  /** The farm's ids of the jobs that carry a key, the oldest first: those that it has not forgotten. */
  find(key: string, signal: AbortSignal): Promise<readonly string[]>;
  /** Asks for all of these in as few questions as it takes. What is not in the answer was not asked for this time. */
  look(orders: readonly TakenOrder[], signal: AbortSignal): Promise<ReadonlyMap<string, OrderSighting>>;
  /** Does something with an order. Resolves when the farm has said yes; what comes of it is told by `look`. */
  control(order: TakenOrder, command: OrderCommand, signal: AbortSignal): Promise<void>;
  /** Has the farm do chunks anew that have ended, in the same job; absent where that cannot be: the core then hands
   * them over in an order of their own. */
  requeue?(order: TakenOrder, tasks: readonly number[], signal: AbortSignal): Promise<void>;
  /** The output of a chunk's newest attempt; undefined where there is none. */
  log(order: TakenOrder, task: number, signal: AbortSignal): Promise<FarmLog | undefined>;
  /** The address of the job in the farm's web interface, where that is known without `web` in the configuration. */
  page?(order: TakenOrder): string | undefined;
}

/** What a driver is made with. */
export interface DriverParts {
  readonly settings: FarmSettings;
  /** The root of the project whose configuration describes it: relative paths are below it. */
  readonly root: string;
  /** The credential, asked for with every request and never kept; undefined where nobody has given one. */
  readonly secret: () => string | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The variables of the core's environment, for credentials that a studio's programs have in common (`AWS_…`). */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** A kind of farm. */
export interface FarmKind {
  /** What the credential is, for whoever sets it; undefined where the farm knows none. */
  readonly credential: { readonly name: string; readonly isNeeded: boolean } | undefined;
  /** The address of its web interface, where that follows from its settings. */
  home?(settings: FarmConfig): string | undefined;
  create(parts: DriverParts): FarmDriver;
}
