import * as vscode from 'vscode';
import type { Gate } from '../core/gate.ts';
import { LiveData } from '../core/live-data.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import type { Row } from './row.ts';
import { type RowElement, RowTree } from './row-tree.ts';

/** What every view needs. */
export interface ViewServices {
  readonly core: PipelineCore;
  readonly gate: Gate;
  readonly log: vscode.LogOutputChannel;
}

/** What makes one view different from another. */
export interface ViewContent {
  /** The view's id in the manifest. */
  readonly id: string;
  /** Reads everything the view shows. */
  readonly load: () => Promise<void>;
  /** The rows under one, or the outermost, of what is known. */
  readonly rows: (parent: string | undefined) => Promise<readonly Row[]> | readonly Row[];
  /** More of a row's tooltip, in Markdown, asked for when it is shown. */
  readonly more?: (row: Row) => Promise<string>;
  /** What people have to know of what is shown as a whole; asked when it was read. */
  readonly notice?: () => string | undefined;
  /** Everything that is known is read again, not only what has changed since. */
  readonly forget?: () => void;
  /** True where `load` has the rows drawn again that it has found changed, so that nobody else needs to. */
  readonly isIncremental?: boolean;
  /** How the view may be worked with, beside what every view allows. */
  readonly options?: Pick<vscode.TreeViewOptions<RowElement>, 'canSelectMany' | 'dragAndDropController'>;
}

/** A tree view of what the core tells. Without a core it shows what was last known, and says so. */
export class LiveView implements vscode.Disposable {
  readonly tree: RowTree;
  readonly view: vscode.TreeView<RowElement>;
  readonly #data: LiveData;
  readonly #content: ViewContent;

  constructor({ core, gate, log }: ViewServices, content: ViewContent) {
    this.#content = content;
    this.#data = new LiveData({
      core,
      gate,
      load: content.load,
      stale: () => this.#stale(log),
      reached: (reached) => this.#reached(reached),
      log: (error) => log.warn(`${content.id}:`, error),
    });
    this.tree = new RowTree({ rows: (parent) => this.rows(parent), more: content.more });
    this.view = vscode.window.createTreeView(content.id, {
      ...content.options,
      treeDataProvider: this.tree,
      showCollapseAll: true,
    });
  }

  /** The rows as the view shows them, once they are current. */
  async rows(parent?: string): Promise<readonly Row[]> {
    await this.#data.ready();
    return this.#content.rows(parent);
  }

  /** Reads everything anew if the view is seen, else when it is next. */
  refresh(): void {
    this.#content.forget?.();
    this.#data.invalidate();
  }

  dispose(): void {
    this.#data.dispose();
    this.view.dispose();
    this.tree.dispose();
  }

  // Rows that are drawn already stay: what has changed meanwhile is drawn again when it is read.
  #stale(log: vscode.LogOutputChannel): void {
    if (this.#content.isIncremental !== true || !this.view.visible || !this.tree.hasElements) {
      this.tree.refresh();
      return;
    }
    this.rows().catch((error: unknown) => log.warn(`${this.#content.id}:`, error));
  }

  #reached(reached: boolean): void {
    void vscode.commands.executeCommand('setContext', 'compline.core', reached ? 'reached' : 'unreachable');
    const hasRows = !reached && this.tree.hasElements;
    const notice = reached ? this.#content.notice?.() : undefined;
    const unreached = vscode.l10n.t('The pipeline core is not reached. This is what was last known.');
    this.view.message = hasRows ? unreached : (notice ?? '');
  }
}
