import * as vscode from 'vscode';

/** What is looked at again and again. */
export interface Polled {
  /** True while somebody sees it. */
  readonly isSeen: () => boolean;
  readonly look: () => Promise<void>;
}

/** A look that takes long, as on a large share, is followed by a pause of so many times its length. */
const PAUSE = 10;

/**
 * Looks at what is seen every so many seconds, as the setting `compline.locks.pollSeconds` says: shares tell of nothing
 * that happens on other machines. Nothing is looked at twice at once.
 */
export class LockPoll implements vscode.Disposable {
  readonly #polled: readonly Polled[];
  readonly #disposable: vscode.Disposable;
  readonly #timers = new Map<Polled, NodeJS.Timeout>();

  constructor(polled: readonly Polled[]) {
    this.#polled = polled;
    this.#disposable = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('compline.locks.pollSeconds')) this.#start();
    });
    this.#start();
  }

  dispose(): void {
    this.#stop();
    this.#disposable.dispose();
  }

  #stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #start(): void {
    this.#stop();
    const seconds = vscode.workspace.getConfiguration('compline').get<number>('locks.pollSeconds', 30);
    if (seconds > 0) for (const it of this.#polled) this.#wait(it, seconds * 1000, seconds * 1000);
  }

  #wait(it: Polled, pause: number, interval: number): void {
    const timer = setTimeout(async () => {
      const began = performance.now();
      if (it.isSeen()) await it.look().catch(() => {}); // Whoever looks has told of it.
      // Stopped, or started anew, meanwhile.
      if (this.#timers.get(it) !== timer) return;
      this.#wait(it, Math.max(interval, PAUSE * (performance.now() - began)), interval);
    }, pause);
    this.#timers.set(it, timer);
  }
}
