import * as vscode from 'vscode';
import type { Lock } from '../../server/protocol/locks.ts';
import type { CoreProjects } from '../core/core-projects.ts';
import { LiveView, type ViewServices } from '../views/live-view.ts';
import { tellLost, tellTaken } from './lock-losses.ts';
import { LockModel } from './lock-model.ts';
import { lockRow } from './lock-rows.ts';

const LOCK_FILES = '**/.~*.lock';

/** The view of the locks under the workspace's projects. */
export class LocksView implements vscode.Disposable {
  readonly model = new LockModel();
  readonly live: LiveView;
  readonly #services: ViewServices;
  readonly #projects: CoreProjects;
  readonly #changed = new vscode.EventEmitter<readonly string[]>();
  readonly #disposable: vscode.Disposable;
  #untilStale: NodeJS.Timeout | undefined;

  constructor(services: ViewServices, projects: CoreProjects) {
    this.#services = services;
    this.#projects = projects;
    this.live = new LiveView(services, {
      id: 'compline.locks',
      load: () => this.#load(),
      rows: (parent) => (parent === undefined ? this.model.locks.map(lockRow) : []),
    });
    const watcher = vscode.workspace.createFileSystemWatcher(LOCK_FILES, false, true, false);
    this.#disposable = vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(() => this.live.refresh()),
      watcher.onDidDelete(() => this.live.refresh()),
      services.core.onEvent('lock/changed', ({ lock }) => this.#hear(lock)),
      services.core.onStateChange((state) => {
        if (state === 'disconnected') this.#loseMine();
      }),
    );
  }

  /** Fires with the files whose lock has changed. */
  get onDidChange(): vscode.Event<readonly string[]> {
    return this.#changed.event;
  }

  /** Takes up a lock that is new or has changed. */
  take(lock: Lock): void {
    this.model.apply(lock);
    this.live.tree.refresh();
    this.#changed.fire([lock.file]);
  }

  dispose(): void {
    clearTimeout(this.#untilStale);
    this.#disposable.dispose();
    this.#changed.dispose();
    this.live.dispose();
  }

  #hear(lock: Lock): void {
    const wasMine = this.model.lock(lock.file)?.state === 'mine';
    this.take(lock);
    if (wasMine && lock.state !== 'mine' && lock.state !== 'free') void tellTaken(lock);
  }

  #loseMine(): void {
    const files = this.model.loseMine();
    if (files.length === 0) return;
    this.#changed.fire(files);
    this.live.tree.refresh();
    void tellLost(files);
  }

  async #load(): Promise<void> {
    const roots = await this.#projects.roots();
    const { core } = this.#services;
    const lists = await Promise.all(roots.map((project) => core.request('lock/list', { project })));
    this.#changed.fire(this.model.replace(lists.flatMap((it) => it.locks)));
    this.#expectStale();
  }

  // A lock that is no longer renewed gives no sign of it, so it is looked at once more when it may have become stale.
  #expectStale(): void {
    clearTimeout(this.#untilStale);
    const seconds = this.model.nextStale;
    if (seconds !== undefined) this.#untilStale = setTimeout(() => this.live.refresh(), seconds * 1000);
  }
}
