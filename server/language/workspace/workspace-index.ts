import type { FileFact } from '../answers/file-facts.ts';
import type { LanguageSupport } from '../language-support.ts';
import { pauses } from '../pausing.ts';
import { addressKey } from './address.ts';
import { eachAtOnce } from './at-once.ts';
import type { FileStamp, WorkspaceFiles } from './workspace-files.ts';
import type { WorkspaceListing } from './workspace-listing.ts';

/** So many files are read at once. */
const MOST_READS = 8;

/** After so many milliseconds the folders are listed again: not every change of a disk is told. */
const LISTING_AGE = 30_000;

/** What is remembered of one file. */
export interface IndexedFile {
  readonly uri: string;
  readonly stamp: FileStamp;
  readonly support: LanguageSupport;
  readonly facts: readonly FileFact[];
}

/** Tells how far the reading is. */
export interface ReadingProgress {
  /** `done` of `all` files are read. */
  report(done: number, all: number): void;
  end(): void;
}

/** What the index takes from where it runs. */
export interface IndexHost {
  /** Absent where no files can be read. */
  readonly files: WorkspaceFiles | undefined;
  readonly listing: WorkspaceListing;
  languageOf(uri: string, text: string): LanguageSupport | undefined;
  startProgress(): ReadingProgress;
  /** A clock in milliseconds. */
  now(): number;
}

/** One reading of the workspace, which goes on for as long as somebody waits for it. */
interface Reading {
  waiting: number;
  readonly done: Promise<void>;
}

/** Somebody who waits, and may give up. */
export interface Waiter {
  readonly isCancellationRequested: boolean;
  onCancellationRequested(listener: () => void): { dispose(): void };
}

/**
 * Facts about the files below the workspace's folders. They are read when they are first asked for, and
 * later where the disk has changed; nothing of a file is kept but its facts.
 */
export class WorkspaceIndex {
  readonly #host: IndexHost;
  readonly #files = new Map<string, IndexedFile>();
  /** The keys of all files in the order of the folders, in which they are not read. */
  #listed: readonly string[] = [];
  #reading: Reading | undefined;
  #listedAt = Number.NEGATIVE_INFINITY;

  constructor(host: IndexHost) {
    this.#host = host;
  }

  /** Something on disk or in the list of folders has changed. */
  changed(): void {
    this.#listedAt = Number.NEGATIVE_INFINITY;
  }

  /** The files of the workspace as they are now; those known so far when the waiter has given up. */
  async read(waiter: Waiter): Promise<readonly IndexedFile[]> {
    const { files } = this.#host;
    if (files === undefined) return [];
    // Again where something has changed meanwhile.
    while (!waiter.isCancellationRequested && (this.#reading !== undefined || this.#isOld)) {
      await this.#waitFor(this.#reading ?? this.#start(files), waiter);
    }
    return this.#listed.flatMap((key) => this.#files.get(key) ?? []);
  }

  get #isOld(): boolean {
    return this.#host.now() - this.#listedAt > LISTING_AGE;
  }

  /** Waits for a reading; one that nobody waits for any longer stops where it is. */
  #waitFor(reading: Reading, waiter: Waiter): Promise<void> {
    reading.waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        giveUp.dispose();
        reading.waiting -= 1;
        resolve();
      };
      const giveUp = waiter.onCancellationRequested(leave);
      reading.done.then(leave, reject);
    });
  }

  #start(files: WorkspaceFiles): Reading {
    const startedAt = this.#host.now();
    const reading = { waiting: 0, done: Promise.resolve() };
    const isWanted = (): boolean => reading.waiting > 0;
    // What changes while the reading goes on is read by the next one.
    this.#listedAt = startedAt;
    reading.done = Promise.resolve()
      .then(() => this.#readAll(files, isWanted))
      .then((isWhole) => {
        if (!isWhole) this.changed();
      })
      .finally(() => {
        this.#reading = undefined;
      });
    this.#reading = reading;
    return reading;
  }

  /** Brings all files up to date; false where it stopped before the end. */
  async #readAll(files: WorkspaceFiles, isWanted: () => boolean): Promise<boolean> {
    const listed = await this.#host.listing.list(addressKey, isWanted);
    if (!isWanted()) return false;
    const uris = [...listed.values()];
    this.#listed = [...listed.keys()];
    for (const key of this.#files.keys()) if (!listed.has(key)) this.#files.delete(key);
    const progress = this.#host.startProgress();
    let done = 0;
    try {
      await eachAtOnce(uris, MOST_READS, isWanted, async (uri) => {
        await this.#readOne(files, uri, isWanted);
        done += 1;
        progress.report(done, uris.length);
      });
    } finally {
      progress.end();
    }
    return isWanted();
  }

  async #readOne(files: WorkspaceFiles, uri: string, isWanted: () => boolean): Promise<void> {
    const key = addressKey(uri);
    const stamp = await this.#host.listing.stamp(uri);
    const known = this.#files.get(key);
    if (stamp !== undefined && known?.stamp.modified === stamp.modified && known.stamp.size === stamp.size) return;
    this.#files.delete(key);
    if (stamp === undefined) return;
    const text = await files.read(uri);
    const support = text === undefined ? undefined : this.#host.languageOf(uri, text);
    if (text === undefined || support?.facts === undefined) return;
    const facts: FileFact[] = [];
    for await (const fact of pauses(await support.facts(text))) {
      if (!isWanted()) return;
      facts.push(fact);
    }
    this.#files.set(key, { uri, stamp, support, facts });
  }
}
