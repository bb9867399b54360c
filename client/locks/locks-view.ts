import * as vscode from 'vscode';
import { ComplineError } from '../../server/protocol/errors.ts';
import type { CoreProjects } from '../core/core-projects.ts';
import { conflictRow } from '../saves/conflict-rows.ts';
import type { SaveConflicts } from '../saves/save-conflicts.ts';
import { LiveView, type ViewServices } from '../views/live-view.ts';
import type { KnownLocks } from './known-locks.ts';
import { lockRows } from './lock-rows.ts';
import type { WatchedLocks } from './watched-locks.ts';

/** What the view shows, and what it needs to read it. */
export interface LocksViewServices extends ViewServices {
  readonly projects: CoreProjects;
  readonly known: KnownLocks;
  readonly watched: WatchedLocks;
  readonly conflicts: SaveConflicts;
}

/** The view of the locks under the workspace's projects, and of the saves that somebody has to decide on. */
export class LocksView implements vscode.Disposable {
  readonly live: LiveView;
  readonly #services: LocksViewServices;
  readonly #disposable: vscode.Disposable;
  readonly #state: { dispose(): void };
  #untilStale: NodeJS.Timeout | undefined;

  constructor(services: LocksViewServices) {
    this.#services = services;
    const { core, known, conflicts } = services;
    this.live = new LiveView(services, {
      id: 'compline.locks',
      load: () => this.#load(),
      rows: (parent) =>
        parent === undefined ? [...conflicts.all.map(conflictRow), ...lockRows(known.model.locks)] : [],
    });
    this.#disposable = vscode.Disposable.from(
      known.onDidChange(() => this.live.tree.refresh()),
      conflicts.onDidChange(() => {
        this.live.tree.refresh();
        this.#showBadge();
      }),
    );
    // What marks files in the Explorer is read when somebody has begun to work with the core, view or no view.
    this.#state = core.onStateChange((state) => {
      if (state === 'connected') void this.live.rows();
    });
  }

  /** Reads everything anew. */
  async look(): Promise<void> {
    this.live.refresh();
    await this.live.rows();
  }

  dispose(): void {
    clearTimeout(this.#untilStale);
    this.#state.dispose();
    this.#disposable.dispose();
    this.live.dispose();
  }

  async #load(): Promise<void> {
    const { core, known, projects, watched } = this.#services;
    // Decided on in another window, perhaps.
    void this.#services.conflicts.read();
    const since = known.model.moment;
    const roots = await projects.roots();
    const lists = await Promise.all(
      roots.map((project) =>
        core.request('lock/list', { project }).catch((error: unknown) => {
          // A project that cannot be read hides nothing of the others.
          if (ComplineError.is(error, 'core-unreachable')) throw error;
          return { locks: [] };
        }),
      ),
    );
    const locks = lists.flatMap((it) => it.locks).map((lock) => ({ ...lock, file: projects.asOpened(lock.file) }));
    known.replace(locks, { since, keep: (file) => watched.has(file) });
    // Of the watched ones more is known than a list tells, and nothing tells of one that has become stale meanwhile.
    await watched.lookAgain();
    this.#expectStale();
  }

  // A lock that is no longer renewed gives no sign of it, so it is looked at once more when it may have become stale.
  #expectStale(): void {
    clearTimeout(this.#untilStale);
    const seconds = this.#services.known.model.nextStale;
    if (seconds !== undefined) this.#untilStale = setTimeout(() => this.live.refresh(), seconds * 1000);
  }

  #showBadge(): void {
    const { length } = this.#services.conflicts.all;
    const tooltip =
      length === 1 ? vscode.l10n.t('1 save to decide on') : vscode.l10n.t('{0} saves to decide on', length);
    this.live.view.badge = length === 0 ? undefined : { value: length, tooltip };
  }
}
