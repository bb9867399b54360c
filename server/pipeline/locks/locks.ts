import { randomUUID } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { ComplineError } from '../../protocol/errors.ts';
import type { Lock, LockFile } from '../../protocol/locks.ts';
import { fileError } from '../files/file-error.ts';
import { findLockedFiles } from './find-locks.ts';
import { type FoundLock, lockPathOf, readLock } from './lock-file.ts';
import { releaseLock } from './release-lock.ts';
import { renewLock } from './renew-lock.ts';
import { STALE_SECONDS } from './share-clock.ts';
import { ageOf, takeLock } from './take-lock.ts';

/** Who takes the locks: what everybody else reads in them. */
export interface LockOwner {
  readonly user: string;
  readonly machine: string;
  readonly process: number;
  readonly application: string;
}

interface Held {
  readonly file: string;
  readonly client: string;
  readonly owner: LockFile;
}

type Listener = (client: string, lock: Lock) => void;

/**
 * The locks that the clients of this process hold, and a look at those of others. A lock belongs to one client and is
 * renewed in one pass over all of them; one that turns out to be somebody else's is told as lost. Paths are absolute.
 */
export class Locks {
  readonly #owner: LockOwner;
  readonly #staleSeconds: number;
  /** By path of the lock file. */
  readonly #held = new Map<string, Held>();
  readonly #listeners = new Set<Listener>();
  /** The last work on each lock file, so that what is asked for one file happens in turn. */
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #timer: NodeJS.Timeout;
  #beating: Promise<void> | undefined;

  constructor(options: {
    readonly owner: LockOwner;
    readonly heartbeatSeconds?: number;
    readonly staleSeconds?: number;
  }) {
    this.#owner = options.owner;
    this.#staleSeconds = options.staleSeconds ?? STALE_SECONDS;
    this.#timer = setInterval(() => void this.heartbeat(), (options.heartbeatSeconds ?? 30) * 1000);
    this.#timer.unref();
  }

  /**
   * Takes the lock of a file for a client; a stale lock is taken over. Errors: `locked` with the lock in `details`,
   * `no-permission`, `disk-full`, `not-found` where the folder is missing.
   */
  async acquire(file: string, client: string): Promise<Lock> {
    const lockPath = await this.#lockPath(file);
    return await this.#inTurn(lockPath, async () => {
      const held = this.#held.get(lockPath);
      if (held?.client === client && (await this.#isOurs(lockPath, held))) return mine(file, held);
      if (held !== undefined && held.client !== client) throw lockedError(this.#ofOther(file, held));
      const now = new Date().toISOString();
      const owner: LockFile = { version: 1, ...this.#owner, session: randomUUID(), acquired: now, renewed: now };
      const taking = await takeLock(lockPath, owner, { over: 'stale', staleSeconds: this.#staleSeconds }).catch(
        (error: unknown) => {
          throw fileError(error, file, 'locking');
        },
      );
      if (!taking.taken) throw lockedError(await this.#describe(file, lockPath, taking.found));
      const taken = { file, client, owner: taking.lock };
      this.#held.set(lockPath, taken);
      const lock = mine(file, taken);
      this.#tell(client, lock);
      return lock;
    });
  }

  /** Lets a client's lock go; a lock that is not the client's stays and is told as it is. */
  async release(file: string, client: string): Promise<Lock> {
    const lockPath = await this.#lockPath(file);
    return await this.#inTurn(lockPath, async () => {
      const held = this.#held.get(lockPath);
      if (held?.client === client) {
        await releaseLock(lockPath, held.owner.session).catch((error: unknown) => {
          throw fileError(error, file, 'unlocking');
        });
        this.#held.delete(lockPath);
        this.#tell(client, { file, state: 'free' });
      }
      return await this.#status(file, lockPath, client);
    });
  }

  /** Lets all locks of a client go. */
  async releaseAll(client: string): Promise<void> {
    const files = [...this.#held.values()].filter((held) => held.client === client).map(({ file }) => file);
    await Promise.all(files.map((file) => this.release(file, client)));
  }

  /** How the locks of files stand, as a client sees them. */
  async status(files: readonly string[], client: string): Promise<Lock[]> {
    return await Promise.all(files.map(async (file) => this.#status(file, await this.#lockPath(file), client)));
  }

  /** Every lock under a project's root, as a client sees them. */
  async list(projectRoot: string, client: string): Promise<Lock[]> {
    const locks = await this.status(await findLockedFiles(projectRoot), client);
    return locks.filter(({ state }) => state !== 'free');
  }

  heldCount(): number {
    return this.#held.size;
  }

  /** Calls back when a client's lock was taken, let go, or lost to somebody else. */
  onChange(listener: Listener): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Renews every lock once; resolves when it is done. The timer calls it, and whoever wants to know now. */
  async heartbeat(): Promise<void> {
    this.#beating ??= this.#renewAll().finally(() => {
      this.#beating = undefined;
    });
    return await this.#beating;
  }

  /** Stops the heartbeat and lets every lock go. */
  async dispose(): Promise<void> {
    clearInterval(this.#timer);
    await this.#beating;
    await Promise.allSettled([...this.#held.values()].map(({ file, client }) => this.release(file, client)));
  }

  async #renewAll(): Promise<void> {
    await Promise.all(
      [...this.#held.keys()].map((lockPath) => this.#inTurn(lockPath, () => this.#renew(lockPath)).catch(() => {})),
    );
  }

  async #renew(lockPath: string): Promise<void> {
    const held = this.#held.get(lockPath);
    if (held === undefined) return;
    const owner = { ...held.owner, renewed: new Date().toISOString() };
    // A share that cannot be reached for a moment is no lost lock: the next heartbeat tries again.
    if (await renewLock(lockPath, owner)) {
      this.#held.set(lockPath, { ...held, owner });
      return;
    }
    this.#held.delete(lockPath);
    this.#tell(held.client, await this.#status(held.file, lockPath, held.client));
  }

  async #isOurs(lockPath: string, held: Held): Promise<boolean> {
    if ((await readLock(lockPath))?.identity === held.owner.session) return true;
    this.#held.delete(lockPath);
    return false;
  }

  async #status(file: string, lockPath: string, client: string): Promise<Lock> {
    const found = await readLock(lockPath).catch((error: unknown) => {
      throw fileError(error, lockPath, 'reading the lock');
    });
    const held = this.#held.get(lockPath);
    if (found !== undefined && held !== undefined && held.owner.session === found.identity) {
      return held.client === client ? mine(file, held) : this.#ofOther(file, held);
    }
    return await this.#describe(file, lockPath, found);
  }

  async #describe(file: string, lockPath: string, found: FoundLock | undefined): Promise<Lock> {
    if (found === undefined) return { file, state: 'free' };
    const age = await ageOf(lockPath, found);
    const isStale = age !== undefined && age > this.#staleSeconds;
    const alive = found.owner === undefined ? 'unreadable' : 'held';
    return {
      file,
      state: isStale ? 'stale' : alive,
      ...(found.owner !== undefined && { owner: found.owner }),
      ...(age !== undefined && { ageSeconds: age }),
    };
  }

  #ofOther(file: string, held: Held): Lock {
    return { file, state: 'held', owner: held.owner };
  }

  /** One file has one lock, whatever links lead to its folder. */
  async #lockPath(file: string): Promise<string> {
    const folder = path.dirname(path.resolve(file));
    const real = await realpath(folder).catch(() => folder);
    return lockPathOf(path.join(real, path.basename(file)));
  }

  async #inTurn<Result>(lockPath: string, work: () => Promise<Result>): Promise<Result> {
    const turn = (this.#turns.get(lockPath) ?? Promise.resolve()).then(work, work);
    this.#turns.set(lockPath, turn);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(lockPath) === turn) this.#turns.delete(lockPath);
    }
  }

  #tell(client: string, lock: Lock): void {
    for (const listener of this.#listeners) listener(client, lock);
  }
}

function mine(file: string, { owner }: Held): Lock {
  return { file, state: 'mine', owner, ageSeconds: 0 };
}

function lockedError(lock: Lock): ComplineError {
  const { owner, file } = lock;
  const who = owner === undefined ? 'by a lock file that cannot be read' : `by ${owner.user} on ${owner.machine}`;
  const nextStep =
    owner === undefined
      ? 'Try again in two minutes: a lock that nobody renews may then be taken over.'
      : `Ask ${owner.user} to let it go (${owner.application}), or wait until it is stale.`;
  const message = `${path.basename(file)} is locked ${who}.`;
  return new ComplineError({ code: 'locked', message, nextStep, path: file, details: { lock } });
}
