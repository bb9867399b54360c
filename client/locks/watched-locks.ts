import type * as vscode from 'vscode';
import type { HeldLocks } from '../../server/link/held-locks.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import type { KnownLocks } from './known-locks.ts';
import type { OpenComps } from './open-comps.ts';

/** What the watching of locks needs. */
export interface WatchedLocksServices {
  readonly core: PipelineCore;
  readonly held: HeldLocks;
  readonly comps: OpenComps;
  readonly known: KnownLocks;
  readonly log: vscode.LogOutputChannel;
}

/** Has the core tell how the locks of the open comps change, and of no others. */
export class WatchedLocks implements vscode.Disposable {
  readonly #services: WatchedLocksServices;
  readonly #subscriptions: readonly { dispose(): void }[];
  #watched: readonly string[] = [];
  #asking: Promise<void> | undefined;

  constructor(services: WatchedLocksServices) {
    this.#services = services;
    const { core, comps } = services;
    this.#subscriptions = [
      comps.onDidChange(() => this.#follow()),
      comps.onDidEdit(() => this.#follow()),
      // What was being watched the held locks have watched again; what could not be asked for is asked for now.
      core.onStateChange((state) => {
        if (state === 'connected') this.#follow();
      }),
    ];
  }

  has(file: string): boolean {
    return this.#watched.includes(file);
  }

  /** Asks how the locks of all that is watched stand. */
  async lookAgain(): Promise<void> {
    await this.look(this.#watched);
  }

  /** Asks how the locks of these comps stand, for what no event tells. */
  async look(files: readonly string[]): Promise<void> {
    const { core, known, log } = this.#services;
    if (core.state !== 'connected' || files.length === 0) return;
    try {
      await known.ask(async () => (await core.request('lock/status', { files: [...files] })).locks);
    } catch (error) {
      log.warn('The locks of the comps that are seen are not known:', error);
    }
  }

  dispose(): void {
    for (const it of this.#subscriptions) it.dispose();
  }

  #follow(): void {
    if (!this.#isCurrent()) void this.#start();
  }

  #start(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  #isCurrent(): boolean {
    return this.#services.comps.all.join('\0') === this.#watched.join('\0');
  }

  async #ask(): Promise<void> {
    const { comps, held, known, log } = this.#services;
    do {
      const files = comps.all;
      try {
        await known.ask(() => held.watch(files));
      } catch (error) {
        log.warn('The locks of the open comps are not known:', error);
        return;
      }
      this.#watched = files;
    } while (!this.#isCurrent());
  }
}
