import path from 'node:path';
import type { Lock, LockAsking } from '../../protocol/locks.ts';
import { ClientWork } from './client-work.ts';
import { HeldTable } from './held-table.ts';
import { LettingGo } from './letting-go.ts';
import { LockAsks } from './lock-asks.ts';
import { LockBeat } from './lock-beat.ts';
import { lockFileError } from './lock-errors.ts';
import { LockGuard } from './lock-guard.ts';
import { LockKeeper, type LockParts } from './lock-keeper.ts';
import { LockNews } from './lock-news.ts';
import type { LockOwner } from './lock-owner.ts';
import { type LockPlace, LockShares } from './lock-shares.ts';
import { LockEyes, seenBy } from './lock-sight.ts';
import { LockTaking } from './lock-taking.ts';
import { LockWatch } from './lock-watch.ts';
import type { SaveGuard } from './save-guard.ts';
import type { SessionFile } from './session-file.ts';
import { STALE_SECONDS } from './share-clock.ts';
import type { TakeOver } from './take-over-record.ts';

/** What the locks are made of. */
export interface LocksOptions {
  readonly owner: LockOwner;
  readonly shares?: LockShares;
  /** Remembers what is held for the core that comes after this one. */
  readonly sessions?: SessionFile;
  readonly heartbeatSeconds?: number;
  readonly staleSeconds?: number;
  /** Puts a take-over on record. */
  readonly record?: (takeOver: TakeOver) => Promise<void>;
}

/** How a lock is asked for. */
export interface AcquireOptions {
  /** The lock stays when its client goes, until somebody lets it go. */
  readonly keep?: boolean | undefined;
  /** The session of the lock that the client held through a core that has ended. */
  readonly resume?: string | undefined;
  /** The session of a lock that is taken; one of the core's choice where absent. */
  readonly session?: string | undefined;
}

/**
 * The locks that the clients of this process hold, and a look at those of others. A lock belongs to one client, or is
 * kept for all. They are renewed in one pass over all of them, which also finds out what others have done. Paths are
 * absolute. Where a share does not answer the error is `share-unreachable`, or the state of the lock `unreachable`.
 */
export class Locks implements SaveGuard {
  readonly #parts: LockParts;
  readonly #taking: LockTaking;
  readonly #lettingGo: LettingGo;
  readonly #asks: LockAsks;
  readonly #watch: LockWatch;
  readonly #work = new ClientWork();
  readonly #guard: LockGuard;
  readonly #beat: LockBeat;
  readonly #owner: LockOwner;
  readonly #sessions: SessionFile | undefined;
  readonly #heartbeatSeconds: number;
  #timer: NodeJS.Timeout;

  constructor(options: LocksOptions) {
    const { owner, shares = new LockShares(), staleSeconds = STALE_SECONDS, heartbeatSeconds = 30, sessions } = options;
    const parts = {
      table: new HeldTable(),
      shares,
      eyes: new LockEyes(shares, staleSeconds),
      news: new LockNews(),
    };
    const keeper = new LockKeeper(parts);
    this.#parts = parts;
    this.#owner = owner;
    this.#sessions = sessions;
    this.#taking = new LockTaking({ parts, keeper, owner, staleSeconds, record: options.record ?? (async () => {}) });
    this.#lettingGo = new LettingGo(parts);
    this.#asks = new LockAsks(parts, owner);
    this.#watch = new LockWatch(parts);
    this.#guard = new LockGuard(parts);
    this.#beat = new LockBeat(parts, {
      keeper,
      asks: this.#asks,
      lettingGo: this.#lettingGo,
      watch: this.#watch,
    });
    this.#heartbeatSeconds = heartbeatSeconds;
    this.#timer = this.#startTimer();
  }

  /**
   * Takes the lock of a file for a client. A stale lock is taken over where the same user left it. Errors: `locked`, with
   * the lock for `lockOfError`; `lock-lost` where a lock to resume was somebody else's since, or was let go;
   * `no-permission`, `disk-full`, `share-unreachable`; `not-found` where the folder is missing.
   */
  async acquire(file: string, client: string, { keep = false, resume, session }: AcquireOptions = {}): Promise<Lock> {
    return await this.#taken(file, client, (place) => {
      const wish = { place, client, keep, session };
      return resume === undefined ? this.#taking.acquire(wish) : this.#taking.resume(wish, resume);
    });
  }

  /**
   * Takes a lock over: one that is stale, or that another client of this core holds; with a reason any other one too.
   * What is free is simply taken. Every take-over is put on record. Errors: as for `acquire`.
   */
  async takeOver(
    file: string,
    client: string,
    { keep = false, session, reason }: Omit<AcquireOptions, 'resume'> & { readonly reason?: string | undefined } = {},
  ): Promise<Lock> {
    const said = reason?.trim();
    return await this.#taken(file, client, (place) =>
      this.#taking.takeOver({ place, client, keep, session }, said === '' ? undefined : said),
    );
  }

  /** Lets a client's lock go, or a kept one; a lock that is somebody else's stays and is told as it is. */
  async release(file: string, client: string): Promise<Lock> {
    return await this.#saved(this.#lettingGo.release(await this.#placeOf(file), client));
  }

  /** Lets every lock of this core go, whoever of its clients holds it. Answers the files. */
  async releaseEvery(): Promise<string[]> {
    return await this.#saved(this.#lettingGo.releaseWhere(() => true));
  }

  /** A client has gone: its locks are let go, but those that are kept. */
  async clientEnded(client: string): Promise<void> {
    // What it asked for a moment ago may be its own only now.
    await this.#work.ended(client);
    this.#watch.forget(client);
    await this.#saved(this.#lettingGo.clientEnded(client));
  }

  /** How the locks of files stand, as a client sees them. */
  async status(files: readonly string[], client: string): Promise<Lock[]> {
    const looks = await Promise.all(files.map((file) => this.#watch.look(file)));
    return looks.map(({ file, sight }) => seenBy(client, file, sight));
  }

  /**
   * Every lock under a project's root, as a client sees them. Errors: `not-found` where that is no folder,
   * `no-permission`, `share-unreachable`.
   */
  async list(projectRoot: string, client: string): Promise<Lock[]> {
    const root = path.resolve(projectRoot);
    const files = await this.#parts.shares.lockedFilesIn(root).catch((error: unknown) => {
      throw lockFileError(error, root, 'reading');
    });
    const locks = await this.status(files, client);
    return locks.filter(({ state }) => state !== 'free');
  }

  /** From now on a client is told how the locks of these files change, and of no others but its own. */
  async watch(files: readonly string[], client: string): Promise<Lock[]> {
    return await this.#work.run(client, () => this.#watch.watch(files, client));
  }

  /** Asks whoever holds a lock to let it go. Errors: `wrong-state` where there is nobody to ask. */
  async ask(file: string, client: string, message: string): Promise<void> {
    const place = await this.#placeOf(file);
    await this.#asks.ask(place, client, message).catch((error: unknown) => {
      throw lockFileError(error, file, 'asking for the lock of');
    });
  }

  async fenceOf(file: string, client: string): Promise<number | undefined> {
    return await this.#guard.fenceOf(await this.#placeOf(file), client);
  }

  heldCount(): number {
    return this.#parts.table.size;
  }

  /** Calls back when a client's lock, or one that it watches, was taken, let go, or lost, or is out of reach. */
  onChange(listener: (client: string, lock: Lock) => void): { dispose(): void } {
    return this.#parts.news.onChange(listener);
  }

  /** Calls back when a client is asked to let a lock go. */
  onAsked(listener: (client: string, asking: LockAsking) => void): { dispose(): void } {
    return this.#asks.onAsked(listener);
  }

  /**
   * Takes up the locks of the core before this one. The next heartbeat renews them; who held them may claim them until
   * the one after that lets go of those that nobody has claimed. Kept ones go on without a client.
   */
  async restore(): Promise<void> {
    const { table, shares } = this.#parts;
    for (const { file, lockPath, kept, lock } of (await this.#sessions?.read()) ?? []) {
      const share = await shares.shareNow(lockPath);
      const renewed = { ...lock, ...this.#owner };
      table.put({ file, lockPath, share, kept, lock: renewed, isReachable: true, ...(!kept && { unclaimedFor: 0 }) });
    }
    clearInterval(this.#timer);
    this.#timer = this.#startTimer();
  }

  /** Renews every lock once and tells what has changed; resolves when it is done, whatever shares do. */
  async heartbeat(): Promise<void> {
    await this.#saved(this.#beat.beat());
  }

  /** Stops the heartbeat and lets every lock go but those that are kept: the next core goes on with them. */
  async dispose(): Promise<void> {
    clearInterval(this.#timer);
    await this.#beat.ended();
    await this.#saved(this.#lettingGo.releaseWhere(({ kept }) => !kept));
  }

  #startTimer(): NodeJS.Timeout {
    return setInterval(() => void this.heartbeat(), this.#heartbeatSeconds * 1000).unref();
  }

  async #placeOf(file: string): Promise<LockPlace> {
    return await this.#parts.shares.placeOf(path.resolve(file));
  }

  async #taken(file: string, client: string, take: (place: LockPlace) => Promise<Lock>): Promise<Lock> {
    return await this.#work.run(client, async () => {
      const place = await this.#placeOf(file);
      await this.#lettingGo.settle(place);
      return await this.#saved(take(place));
    });
  }

  /** Does what may change the set of held locks, and has the state folder know of it before it is answered. */
  async #saved<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } finally {
      await this.#sessions?.save(() => this.#parts.table.all());
    }
  }
}
