import * as vscode from 'vscode';
import type { JobSummary } from '../../server/protocol/jobs.ts';
import type { JobChange } from './queue-model.ts';

/** Where the window remembers what was seen. */
const SEEN = 'compline.queue.failuresSeen';

/** Counts the jobs that have failed since somebody last looked at the view, on the view's badge. */
export class FailedBadge {
  readonly #view: Pick<vscode.TreeView<unknown>, 'visible' | 'badge'>;
  readonly #memento: vscode.Memento;
  /** When each job has failed that has not been seen yet, by the core's clock. */
  readonly #unseen = new Map<string, number>();

  constructor(view: Pick<vscode.TreeView<unknown>, 'visible' | 'badge'>, memento: vscode.Memento) {
    this.#view = view;
    this.#memento = memento;
  }

  /** Takes up changes of jobs. */
  apply(changes: readonly JobChange[]): void {
    const seen = this.#memento.get<number>(SEEN, 0);
    for (const { before, after } of changes) {
      const failedAt = after === undefined ? undefined : failureOf(after);
      if (after !== undefined && failedAt !== undefined && failedAt > seen) this.#unseen.set(after.id, failedAt);
      else if (before !== undefined) this.#unseen.delete(before.id);
    }
    this.look();
  }

  /** Shows the count; where the view is seen, everything in it is. */
  look(): void {
    if (this.#view.visible && this.#unseen.size > 0) {
      void this.#memento.update(SEEN, Math.max(...this.#unseen.values()));
      this.#unseen.clear();
    }
    const { size } = this.#unseen;
    const tooltip = size === 1 ? vscode.l10n.t('1 job has failed') : vscode.l10n.t('{0} jobs have failed', size);
    this.#view.badge = size === 0 ? undefined : { value: size, tooltip };
  }
}

function failureOf({ state, archived, endedAt, createdAt }: JobSummary): number | undefined {
  return state === 'failed' && !archived ? (endedAt ?? createdAt) : undefined;
}
