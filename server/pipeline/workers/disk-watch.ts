import { statfs } from 'node:fs/promises';
import path from 'node:path';

/** What the watch asks and tells. */
export interface DiskWatchOptions {
  /** The folder whose disk has to have space. */
  readonly folder: string;
  /** Bytes that have to be free. */
  readonly least?: number;
  /** Free bytes of the disk of a folder; undefined where nobody knows. */
  readonly freeOn?: (folder: string) => Promise<number | undefined>;
  /** There is space again. */
  readonly freed: () => void;
}

/** What has to be free on a disk, where nobody says otherwise; bytes. */
export const STANDARD_LEAST = 512 * 2 ** 20;
const lookEvery = 10_000; // milliseconds

/** Looks how full a disk is, so that no render begins whose frames or log would find no space. */
export class DiskWatch {
  readonly #options: DiskWatchOptions;
  readonly #least: number;
  #free: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: DiskWatchOptions) {
    this.#options = options;
    this.#least = options.least ?? STANDARD_LEAST;
  }

  /** Why nothing may start, in a sentence; undefined where there is space. */
  get held(): string | undefined {
    return tooFull(this.#options.folder, this.#free, this.#least);
  }

  /** Looks now, and then every ten seconds. */
  async begin(): Promise<void> {
    await this.look();
    this.#timer = setInterval(() => void this.look(), lookEvery);
    this.#timer.unref();
  }

  /** Looks once. */
  async look(): Promise<void> {
    const wasHeld = this.held !== undefined;
    this.#free = await (this.#options.freeOn ?? freeOn)(this.#options.folder);
    if (wasHeld && this.held === undefined) this.#options.freed();
  }

  /** Looks no more. */
  end(): void {
    clearInterval(this.#timer);
  }
}

/** Why nothing may start whose files come onto the disk of a folder, in a sentence; undefined where there is room. */
export function tooFull(folder: string, free: number | undefined, least: number): string | undefined {
  if (free === undefined || free >= least) return undefined;
  const mebibytes = (bytes: number): string => `${Math.floor(bytes / 2 ** 20)} MiB`;
  return `The disk of ${folder} has ${mebibytes(free)} left; ${mebibytes(least)} have to be free.`;
}

/**
 * Free bytes of the disk of a folder; of one that is not there yet the one that it would be made in. A disk that does not
 * answer stops nothing.
 */
export async function freeOn(folder: string): Promise<number | undefined> {
  for (let place = path.resolve(folder); ; place = path.dirname(place)) {
    try {
      const { bavail, bsize } = await statfs(place);
      return bavail * bsize;
    } catch {
      if (place === path.dirname(place)) return undefined;
    }
  }
}
