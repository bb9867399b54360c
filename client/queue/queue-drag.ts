import * as vscode from 'vscode';
import type { PipelineCore } from '../core/pipeline-core.ts';
import type { RowElement } from '../views/row-tree.ts';
import { compareJobs } from './groupings.ts';
import { isActive } from './job-look.ts';
import type { QueueModel } from './queue-model.ts';
import { jobOfRow } from './row-ids.ts';

/** What is dragged out of the view: ids of jobs. */
const JOBS = 'application/vnd.code.tree.compline.queue';

/** A step in which a job comes to its new place. */
export interface Move {
  readonly job: string;
  readonly to: 'before' | 'after' | 'last';
  readonly other?: string;
}

/**
 * How jobs that are dragged come to where they are dropped: before the job that they are dropped on where they come from
 * below it, after it where they come from above; at the end where they are dropped on none. Among themselves they keep
 * their order. Jobs that have ended have no place.
 */
export function movesOf(model: QueueModel, dragged: readonly string[], target: string | undefined): readonly Move[] {
  const jobs = dragged
    .flatMap((id) => model.job(id) ?? [])
    .filter(isActive)
    .sort(compareJobs);
  const other = target === undefined ? undefined : model.job(target);
  if (other === undefined) return jobs.map(({ id }) => ({ job: id, to: 'last' }));
  const [first, ...rest] = jobs;
  if (first === undefined || !isActive(other) || dragged.includes(other.id)) return [];
  const to = compareJobs(first, other) < 0 ? 'after' : 'before';
  const ids = [first, ...rest].map(({ id }) => id);
  return ids.map((job, at) =>
    at === 0 ? { job, to, other: other.id } : { job, to: 'after', other: ids[at - 1] ?? '' },
  );
}

/** Lets jobs be dragged to another place in the queue. */
export class QueueDrag implements vscode.TreeDragAndDropController<RowElement> {
  readonly dragMimeTypes = [JOBS];
  readonly dropMimeTypes = [JOBS];
  readonly #core: PipelineCore;
  readonly #model: QueueModel;

  constructor(core: PipelineCore, model: QueueModel) {
    this.#core = core;
    this.#model = model;
  }

  handleDrag(source: readonly RowElement[], data: vscode.DataTransfer): void {
    const jobs = source.flatMap(({ row }) => jobOfRow(row.id) ?? []);
    if (jobs.length > 0) data.set(JOBS, new vscode.DataTransferItem(jobs));
  }

  async handleDrop(target: RowElement | undefined, data: vscode.DataTransfer): Promise<void> {
    const dragged: unknown = data.get(JOBS)?.value;
    if (!Array.isArray(dragged)) return;
    const other = target === undefined ? undefined : jobOfRow(target.row.id);
    // A group, a layer or a chunk is no place in the queue.
    if (target !== undefined && other === undefined) return;
    const ids = dragged.filter((it) => typeof it === 'string');
    const moves = movesOf(this.#model, ids, other);
    if (moves.length === 0 && !ids.includes(other ?? '')) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Only jobs that wait or run have a place in the queue.'));
    }
    try {
      for (const move of moves) await this.#core.request('queue/move', move);
    } catch (error) {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }
}
