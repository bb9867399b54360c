import * as vscode from 'vscode';
import type { HeldLocks } from '../../server/link/held-locks.ts';
import { InTurn } from '../../server/link/in-turn.ts';
import { ComplineError } from '../../server/protocol/errors.ts';
import { type Lock, lockOfError } from '../../server/protocol/locks.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import type { KnownLocks } from './known-locks.ts';
import type { OpenComps } from './open-comps.ts';

/** Milliseconds that a closed comp may take to appear in another tab: a tab that is moved closes and opens. */
const MOVING = 300;

/** Why a lock is wanted: a saved comp gets its first change, one with changes has no lock any more, one is opened. */
type Want = 'begun' | 'again' | 'opened';

/** What the keeper needs. */
export interface LockKeeperServices {
  readonly core: PipelineCore;
  readonly held: HeldLocks;
  readonly comps: OpenComps;
  readonly known: KnownLocks;
  readonly log: vscode.LogOutputChannel;
}

/**
 * Takes the lock of a comp at its first edit, or when it is opened where the user wants that, and lets it go when the
 * comp is closed. What is done about one file is done in turn; nothing waits for it.
 */
export class LockKeeper implements vscode.Disposable {
  readonly #services: LockKeeperServices;
  readonly #turns = new InTurn();
  /** Files that were locked by a command: they are let go by a command. */
  readonly #byHand = new Set<string>();
  /** Files that were let go by a command, with their changes unsaved. */
  readonly #letGo = new Set<string>();
  /** Kept open files that were asked for once: somebody else's lock is not asked for at every change of a tab. */
  readonly #opened = new Set<string>();
  readonly #failures = new Map<string, string>();
  readonly #refused = new vscode.EventEmitter<Lock>();
  readonly #failed = new vscode.EventEmitter<void>();
  readonly #subscriptions: readonly { dispose(): void }[];
  #closing: NodeJS.Timeout | undefined;

  constructor(services: LockKeeperServices) {
    this.#services = services;
    const { core, comps, held, known } = services;
    this.#subscriptions = [
      this.#refused,
      this.#failed,
      comps.onDidEdit((file) => {
        this.#letGo.delete(file);
        this.#want(file, 'begun');
      }),
      comps.onDidChange(() => this.#follow()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('compline.locks.onOpen')) this.#follow();
      }),
      known.onDidChange((changes) => {
        for (const { lock } of changes) {
          if (lock.state === 'free') this.#wantAgain(lock.file);
          if (lock.state === 'mine') this.#fail(lock.file, undefined);
        }
      }),
      held.onLost(({ file }) => this.#byHand.delete(file)),
      core.onStateChange((state) => {
        if (state === 'connected') for (const file of this.#failures.keys()) this.#wantAgain(file);
      }),
    ];
  }

  /** Fires with a lock that somebody else has, when the user begins to edit its file all the same. */
  get onDidRefuse(): vscode.Event<Lock> {
    return this.#refused.event;
  }

  /** Fires when another file than before could not be locked. */
  get onDidFail(): vscode.Event<void> {
    return this.#failed.event;
  }

  /** Why a file could not be locked, though nobody holds it; `undefined` for any other. */
  failure(file: string): string | undefined {
    return this.#failures.get(file);
  }

  /** Takes a lock by the user's command. Errors: those of `lock/acquire`. */
  async acquire(file: string): Promise<void> {
    const unsaved = this.#services.comps.isDirty(file);
    await this.#byCommand(file, () => this.#services.held.acquire(file, { unsaved }));
  }

  /** Takes a lock over. Errors: those of `lock/take-over`. */
  async takeOver(file: string, reason?: string): Promise<void> {
    const options = { unsaved: this.#services.comps.isDirty(file), ...(reason !== undefined && { reason }) };
    await this.#byCommand(file, () => this.#services.held.takeOver(file, options));
  }

  /** Lets a lock go by the user's command; it is taken again by the next edit of a saved comp. */
  async release(file: string): Promise<void> {
    await this.#turns.run(file, async () => {
      if (this.#services.comps.isDirty(file)) this.#letGo.add(file);
      this.#byHand.delete(file);
      this.#services.known.take(await this.#services.held.release(file));
    });
  }

  /** Tries again what could not be locked. */
  retry(): void {
    for (const file of [...this.#failures.keys()]) this.#wantAgain(file);
  }

  dispose(): void {
    clearTimeout(this.#closing);
    for (const it of this.#subscriptions) it.dispose();
  }

  async #byCommand(file: string, take: () => Promise<Lock>): Promise<void> {
    const { comps, known } = this.#services;
    await this.#turns.run(file, async () => {
      try {
        known.take(await take());
      } catch (error) {
        this.#learn(error);
        throw error;
      }
      this.#letGo.delete(file);
      if (!comps.isOpen(file)) this.#byHand.add(file);
      this.#fail(file, undefined);
    });
  }

  #want(file: string, why: Want): void {
    void this.#turns.run(file, () => this.#take(file, why));
  }

  #wantAgain(file: string): void {
    if (this.#services.comps.isDirty(file) && !this.#letGo.has(file)) this.#want(file, 'again');
    else this.#fail(file, undefined);
  }

  async #take(file: string, why: Want): Promise<void> {
    const { comps, held, known, log } = this.#services;
    // One that is held and begins to be changed anew is told of: what its save is compared with is what stands there now.
    if (!comps.isOpen(file) || (held.isHeld(file) && why !== 'begun')) return;
    try {
      known.take(await held.acquire(file, { unsaved: why === 'again' }));
      this.#fail(file, undefined);
    } catch (error) {
      const lock = this.#learn(error);
      if (lock !== undefined && comps.isDirty(file)) this.#refused.fire(lock);
      if (lock === undefined) log.warn(`${file} is not locked:`, error);
      this.#fail(file, lock === undefined ? String(error instanceof Error ? error.message : error) : undefined);
    }
    if (!comps.isOpen(file)) this.#follow();
  }

  /** The lock that an error tells of. */
  #learn(error: unknown): Lock | undefined {
    const lock = ComplineError.is(error, 'locked') ? lockOfError(error) : undefined;
    if (lock !== undefined) this.#services.known.take(lock);
    return lock;
  }

  #fail(file: string, why: string | undefined): void {
    if (this.#failures.get(file) === why) return;
    if (why === undefined) this.#failures.delete(file);
    else this.#failures.set(file, why);
    this.#failed.fire();
  }

  #follow(): void {
    clearTimeout(this.#closing);
    this.#closing = setTimeout(() => this.#letClosedGo(), MOVING);
    if (!vscode.workspace.getConfiguration('compline').get<boolean>('locks.onOpen', false)) return;
    for (const file of this.#services.comps.kept) {
      if (this.#opened.has(file)) continue;
      this.#opened.add(file);
      this.#want(file, 'opened');
    }
  }

  #letClosedGo(): void {
    const { comps, held, log } = this.#services;
    for (const file of this.#opened) if (!comps.isOpen(file)) this.#opened.delete(file);
    for (const file of held.files) {
      if (comps.isOpen(file) || this.#byHand.has(file)) continue;
      void this.#turns
        .run(file, async () => {
          if (!comps.isOpen(file) && held.isHeld(file)) this.#services.known.take(await held.release(file));
        })
        .catch((error: unknown) => log.warn(`${file} is not let go:`, error));
    }
  }
}
