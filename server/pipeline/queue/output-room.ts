import { ShareLanes } from '../locks/share-lanes.ts';
import { readShareMap, type ShareMap } from '../locks/share-map.ts';
import { freeOn, STANDARD_LEAST, tooFull } from '../workers/disk-watch.ts';

/** What is known of the room where a job writes. */
export interface Room {
  /** False until the disks were asked once. */
  readonly isKnown: boolean;
  /** Why nothing may start, in a sentence. */
  readonly held?: string;
}

/** Tells whether there is room where jobs write. */
export interface RoomKeeper {
  roomIn(folders: Iterable<string>): Room;
}

/** What the room of outputs is found out with. */
export interface OutputRoomOptions {
  /** Bytes that have to be free. */
  readonly least?: number;
  /** Free bytes of the disk of a folder; undefined where nobody knows. */
  readonly freeOn?: (folder: string) => Promise<number | undefined>;
  readonly lanes?: ShareLanes;
  readonly shareMap?: () => Promise<ShareMap>;
  /** More is known, or there is more or less room. */
  readonly changed: () => void;
}

const lookEvery = 10_000; // milliseconds

/**
 * Knows how full the disks are that jobs write to. Each is asked in the lane of its share, so that one that hangs holds
 * up its own jobs alone, and these no longer than it takes to see that it does not answer: they are started then, as
 * where nobody knows.
 */
export class OutputRoom implements RoomKeeper {
  readonly #options: OutputRoomOptions;
  readonly #lanes: ShareLanes;
  /** Of each folder that was asked why it is held, or undefined. */
  readonly #known = new Map<string, string | undefined>();
  readonly #asked = new Map<string, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: OutputRoomOptions) {
    this.#options = options;
    this.#lanes = options.lanes ?? new ShareLanes();
  }

  roomIn(folders: Iterable<string>): Room {
    let isKnown = true;
    for (const folder of folders) {
      const held = this.#known.get(folder);
      if (held !== undefined) return { isKnown: true, held };
      if (this.#known.has(folder)) continue;
      isKnown = false;
      void this.#ask(folder);
    }
    return { isKnown };
  }

  /** Looks at some folders anew, and forgets the others. Resolves when all have answered or are known not to. */
  async look(folders: ReadonlySet<string>): Promise<void> {
    for (const folder of this.#known.keys()) if (!folders.has(folder)) this.#known.delete(folder);
    await Promise.all([...folders].map((folder) => this.#ask(folder)));
  }

  /** Looks every ten seconds at the folders that are `wanted` then. */
  begin(wanted: () => ReadonlySet<string>): void {
    this.#timer = setInterval(() => void this.look(wanted()), lookEvery);
    this.#timer.unref();
  }

  /** Looks no more. */
  end(): void {
    clearInterval(this.#timer);
  }

  /** One question for a folder is enough at a time. */
  #ask(folder: string): Promise<void> {
    const asked = this.#asked.get(folder) ?? this.#answer(folder).finally(() => this.#asked.delete(folder));
    this.#asked.set(folder, asked);
    return asked;
  }

  async #answer(folder: string): Promise<void> {
    const { least = STANDARD_LEAST, shareMap = readShareMap, changed } = this.#options;
    const free = await (async () => {
      const share = (await shareMap())(folder);
      return await this.#lanes.run(share, () => (this.#options.freeOn ?? freeOn)(folder), { about: folder });
    })().catch(() => undefined);
    const held = tooFull(folder, free, least);
    const isNews = !this.#known.has(folder) || this.#known.get(folder) !== held;
    this.#known.set(folder, held);
    if (isNews) changed();
  }
}
