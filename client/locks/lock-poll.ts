import * as vscode from 'vscode';

/** What is looked at again and again. */
export interface Polled {
  /** True while somebody sees it. */
  readonly isSeen: () => boolean;
  readonly look: () => void;
}

/**
 * Looks at what is seen every so many seconds, as the setting `compline.locks.pollSeconds` says: shares tell of nothing
 * that happens on other machines.
 */
export class LockPoll implements vscode.Disposable {
  readonly #polled: readonly Polled[];
  readonly #disposable: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;

  constructor(polled: readonly Polled[]) {
    this.#polled = polled;
    this.#disposable = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('compline.locks.pollSeconds')) this.#start();
    });
    this.#start();
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#disposable.dispose();
  }

  #start(): void {
    clearInterval(this.#timer);
    const seconds = vscode.workspace.getConfiguration('compline').get<number>('locks.pollSeconds', 30);
    if (seconds > 0) this.#timer = setInterval(() => this.#look(), seconds * 1000);
  }

  #look(): void {
    for (const it of this.#polled) if (it.isSeen()) it.look();
  }
}
