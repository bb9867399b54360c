import { randomUUID } from 'node:crypto';
import { ComplineError } from '../protocol/errors.ts';
import type { EventData, EventName } from '../protocol/events.ts';
import { type Lock, lockOfError } from '../protocol/locks.ts';
import type { RequestName, RequestParams, RequestResult } from '../protocol/requests.ts';

/** A core that is found or started again when it has ended, as `CoreClient` reaches it. */
export interface LastingCore {
  request<Name extends RequestName>(name: Name, params: RequestParams<Name>): Promise<RequestResult<Name>>;
  onEvent<Name extends EventName>(name: Name, listener: (data: EventData<Name>) => void): { dispose(): void };
  onStateChange(listener: (state: 'disconnected' | 'connecting' | 'connected') => void): { dispose(): void };
}

type Listener = (lock: Lock) => void;

/** A lock as it can be resumed. */
interface HeldSession {
  readonly session: string;
  readonly keep: boolean;
  /** It was asked for, and no answer has come yet. */
  readonly isAskedFor: boolean;
}

/** `keep` and `unsaved` as in `lock/acquire`. */
interface Taking {
  readonly keep?: boolean;
  readonly unsaved?: boolean;
}

const pauseBeforeRetry = 2_000; // milliseconds
const longestPause = 60_000;

/**
 * The locks that one client holds, whichever core it reaches: when a core has ended, the next one is asked to go on with
 * the same locks. Those that could not be kept are told as lost.
 */
export class HeldLocks {
  readonly #core: LastingCore;
  readonly #retryAfter: number;
  #pause: number;
  /** The session of each lock, by file. */
  readonly #sessions = new Map<string, HeldSession>();
  readonly #lost = new Set<Listener>();
  readonly #changed = new Set<Listener>();
  readonly #subscriptions: readonly { dispose(): void }[];
  #watched: readonly string[] = [];
  /** Whether a core has ended since the locks were last known to be held by the one that is reached. */
  #isBroken = false;
  #resuming: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #disposed = false;

  /** `retryAfter`: milliseconds until a core that could not be reached is tried again; then twice as long, and so on. */
  constructor(core: LastingCore, { retryAfter = pauseBeforeRetry }: { readonly retryAfter?: number } = {}) {
    this.#core = core;
    this.#retryAfter = retryAfter;
    this.#pause = retryAfter;
    this.#subscriptions = [
      core.onEvent('lock/changed', ({ lock }) => this.#heard(lock)),
      core.onStateChange((state) => {
        if (state === 'disconnected') {
          this.#isBroken = true;
          this.#resumeLater();
        }
        if (state === 'connected' && this.#isBroken) void this.resume();
      }),
    ];
  }

  /** The files whose locks are held, or asked for. */
  get files(): readonly string[] {
    return [...this.#sessions.keys()];
  }

  isHeld(file: string): boolean {
    return this.#sessions.has(file);
  }

  /** Takes a lock, or tells of one that is held that the file begins to be changed anew. Errors: those of `lock/acquire`. */
  async acquire(file: string, { keep = false, unsaved = false }: Taking = {}): Promise<Lock> {
    return await this.#take(file, keep, async (session) => {
      return (await this.#core.request('lock/acquire', { file, keep, unsaved, session })).lock;
    });
  }

  /** Takes a lock over. Errors: those of `lock/take-over`. */
  async takeOver(
    file: string,
    { keep = false, unsaved = false, reason }: Taking & { readonly reason?: string } = {},
  ): Promise<Lock> {
    return await this.#take(file, keep, async (session) => {
      const params = { file, keep, unsaved, session, ...(reason !== undefined && { reason }) };
      return (await this.#core.request('lock/take-over', params)).lock;
    });
  }

  /**
   * Lets a lock go; answers how it stands then. One that turns out to be lost, because the core that had it has ended, is
   * told as lost. Errors: those of `lock/release`.
   */
  async release(file: string): Promise<Lock> {
    // The next core lets go of what it knows to be this client's.
    if (this.#sessions.has(file) && (this.#isBroken || this.#resuming !== undefined)) await this.resume();
    const held = this.#sessions.get(file);
    this.#sessions.delete(file);
    const release = async () => (await this.#core.request('lock/release', { file })).lock;
    return await release().catch(async (error: unknown) => {
      // A core that ended this very moment has not let go.
      if (held === undefined || !ComplineError.is(error, 'core-unreachable')) throw error;
      await this.#claim(file, held);
      return await release();
    });
  }

  /** Has the core that is reached now go on with a lock, or tells that it is lost. Errors: any but that. */
  async #claim(file: string, { session, isAskedFor }: HeldSession): Promise<void> {
    try {
      await this.#core.request('lock/acquire', { file, resume: session });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (!isAskedFor) this.#tell(this.#lost, lockOfError(error) ?? { file, state: 'free' });
    }
  }

  /** Has changes of the locks on these files told, instead of those watched before; also by the cores to come. */
  async watch(files: readonly string[]): Promise<readonly Lock[]> {
    this.#watched = [...files];
    return (await this.#core.request('lock/watch', { files: [...files] })).locks;
  }

  /** Calls back with each lock that is held no more though nobody let it go here; `state` and `owner` say why. */
  onLost(listener: Listener): { dispose(): void } {
    this.#lost.add(listener);
    return { dispose: () => void this.#lost.delete(listener) };
  }

  /** Calls back with every lock, held or watched, whose state has changed or is known anew: lost ones too. */
  onChange(listener: Listener): { dispose(): void } {
    this.#changed.add(listener);
    return { dispose: () => void this.#changed.delete(listener) };
  }

  /**
   * Asks the core that is reached now to go on with every lock, and to watch what was watched. Done by itself after a
   * core has ended; never fails: a core that cannot be reached is tried again later.
   */
  async resume(): Promise<void> {
    clearTimeout(this.#retry);
    this.#resuming ??= this.#resumeAll().finally(() => {
      this.#resuming = undefined;
    });
    await this.#resuming;
  }

  /** Stops listening. The locks stay with the connection, and end with it. */
  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#retry);
    for (const it of this.#subscriptions) it.dispose();
    this.#lost.clear();
    this.#changed.clear();
  }

  /** The session is known before it is asked for: should the core end without an answer, the next one goes on with it. */
  async #take(file: string, keep: boolean, ask: (session: string) => Promise<Lock>): Promise<Lock> {
    const before = this.#sessions.get(file);
    const asked = before ?? { session: randomUUID(), keep, isAskedFor: true };
    this.#sessions.set(file, asked);
    try {
      return this.#remember(await ask(asked.session), file, keep);
    } catch (error) {
      if (before !== undefined) throw error;
      if (isUnanswered(error)) {
        this.#isBroken = true;
        this.#resumeLater();
      } else if (this.#sessions.get(file) === asked) this.#sessions.delete(file);
      throw error;
    }
  }

  #remember(lock: Lock, file: string, keep: boolean): Lock {
    if (lock.owner !== undefined) this.#sessions.set(file, { session: lock.owner.session, keep, isAskedFor: false });
    return lock;
  }

  #heard(lock: Lock): void {
    const held = this.#sessions.get(lock.file);
    if (held !== undefined) {
      if (lock.state === 'mine') this.#remember(lock, lock.file, held.keep);
      // A share that does not answer may come back with the lock still on it.
      else if (lock.state !== 'unreachable' && !held.isAskedFor) this.#lose(lock);
    }
    this.#tell(this.#changed, lock);
  }

  #lose(lock: Lock): void {
    if (this.#sessions.delete(lock.file)) this.#tell(this.#lost, lock);
  }

  async #resumeAll(): Promise<void> {
    this.#isBroken = false;
    const tries = [...this.#sessions].map(async ([file, { session, keep, isAskedFor }]) => {
      try {
        const lock = await this.#resume(file, { session, keep, isAskedFor });
        // Let go of meanwhile: the new connection does not need it either. Another session alone is no sign of that: a lock
        // that was taken anew has one, and is told before this answer.
        if (!this.#sessions.has(file)) await this.#core.request('lock/release', { file });
        else this.#tell(this.#changed, this.#remember(lock, file, keep));
        return true;
      } catch (error) {
        if (!isRefusal(error)) return false;
        const lock = lockOfError(error) ?? { file, state: 'free' as const };
        if (this.#sessions.get(file)?.session === session) this.#lose(lock);
        this.#tell(this.#changed, lock);
        return true;
      }
    });
    const done = await Promise.all([...tries, this.#watchAgain()]);
    if (done.every(Boolean)) {
      this.#pause = this.#retryAfter;
      return;
    }
    this.#pause = Math.min(this.#pause * 2, longestPause);
    this.#isBroken = true;
    this.#resumeLater();
  }

  async #resume(file: string, { session, keep, isAskedFor }: HeldSession): Promise<Lock> {
    try {
      return (await this.#core.request('lock/acquire', { file, keep, resume: session })).lock;
    } catch (error) {
      // It was not taken before the core ended.
      if (!isAskedFor || !ComplineError.is(error, 'lock-lost')) throw error;
      return (await this.#core.request('lock/acquire', { file, keep, session, unsaved: true })).lock;
    }
  }

  async #watchAgain(): Promise<boolean> {
    if (this.#watched.length === 0) return true;
    try {
      for (const lock of await this.watch(this.#watched)) this.#tell(this.#changed, lock);
      return true;
    } catch {
      return false;
    }
  }

  #resumeLater(): void {
    clearTimeout(this.#retry);
    if (this.#disposed || this.#sessions.size === 0) return;
    this.#retry = setTimeout(() => void this.resume(), this.#pause);
  }

  #tell(listeners: ReadonlySet<Listener>, lock: Lock): void {
    if (this.#disposed) return;
    for (const listener of [...listeners]) listener(lock);
  }
}

/** Whether nobody knows what came of a request: the core has ended before it answered, or could not be reached. */
function isUnanswered(error: unknown): boolean {
  return !ComplineError.is(error) || error.code === 'core-unreachable';
}

/** Whether the core has said that the lock cannot be had, as against not being there to say anything. */
function isRefusal(error: unknown): boolean {
  return (
    ComplineError.is(error, 'locked') || ComplineError.is(error, 'lock-lost') || ComplineError.is(error, 'not-found')
  );
}
