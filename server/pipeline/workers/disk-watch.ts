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

const standardLeast = 512 * 2 ** 20; // bytes
const lookEvery = 10_000; // milliseconds

/** Looks how full a disk is, so that no render begins whose frames or log would find no space. */
export class DiskWatch {
  readonly #options: DiskWatchOptions;
  readonly #least: number;
  #free: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: DiskWatchOptions) {
    this.#options = options;
    this.#least = options.least ?? standardLeast;
  }

  /** Why nothing may start, in a sentence; undefined where there is space. */
  get held(): string | undefined {
    if (this.#free === undefined || this.#free >= this.#least) return undefined;
    const mebibytes = (bytes: number): string => `${Math.floor(bytes / 2 ** 20)} MiB`;
    return `The disk of ${this.#options.folder} has ${mebibytes(this.#free)} left; ${mebibytes(this.#least)} have to be free.`;
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

/** Of a folder that is not there yet the one that it would be made in. A disk that does not answer stops nothing. */
async function freeOn(folder: string): Promise<number | undefined> {
  for (let place = path.resolve(folder); ; place = path.dirname(place)) {
    try {
      const { bavail, bsize } = await statfs(place);
      return bavail * bsize;
    } catch {
      if (place === path.dirname(place)) return undefined;
    }
  }
}
