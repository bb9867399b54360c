/** Chunks of one layer, of which a template is made. Paths are those of the machines that run it. */
export interface OpenJdOrder {
  readonly job: { readonly name: string; readonly comment: string };
  readonly layer: {
    readonly name: string;
    /** Seconds that one attempt may take. */
    readonly timeout?: number;
    /** `memory` in bytes. */
    readonly needs: {
      readonly threads?: number | undefined;
      readonly memory?: number | undefined;
      readonly gpus?: number | undefined;
    };
  };
  readonly tasks: readonly (OpenJdChunk & { readonly command: OpenJdCommand })[];
  /** One call for all chunks, where there is one. */
  readonly template?: {
    readonly program: string;
    readonly args: readonly (readonly (string | { readonly frame: 'first' | 'last' })[])[];
    readonly cwd: string;
    readonly environment: Readonly<Record<string, string>>;
  };
  /** Licences and the like that each chunk takes one of; `amount.` is put before those that do not have it. */
  readonly limits: readonly string[];
}

export interface OpenJdChunk {
  readonly frames: { readonly first: number; readonly last: number };
}

export interface OpenJdCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The system of the machines, as OpenJD calls it (`attr.worker.os.family`). */
export type OpenJdSystem = 'linux' | 'windows' | 'macos';

/** Elements that a list of values of a task parameter may have (§3.4.1). */
export const MOST_LISTED = 1_024;

/**
 * The places of chunks in the order in which a template counts them. So many as can be listed keep their order; more are
 * told as ranges, which OpenJD sorts.
 */
export function chunkOrder(tasks: readonly OpenJdChunk[]): readonly number[] {
  const places = [...tasks.keys()];
  if (tasks.length <= MOST_LISTED) return places;
  const firstOf = (place: number): number => tasks[place]?.frames.first ?? 0;
  return places.sort((left, right) => firstOf(left) - firstOf(right) || left - right);
}
