import * as vscode from 'vscode';
import { type Row, sameRow, tooltipMarkdown } from './row.ts';

/** What VS Code keeps of a row: the same object as long as the row is there. */
export interface RowElement {
  row: Row;
}

/** Where the rows of a view come from. */
export interface RowSource {
  /** The rows under the row with the id `parent`, or the outermost ones. */
  rows(parent: string | undefined): Promise<readonly Row[]>;
  /** More of a row's tooltip, in Markdown, asked for when it is shown. */
  readonly more?: ((row: Row) => Promise<string>) | undefined;
}

const EXPANSION = {
  none: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
} as const;

function itemOf(element: RowElement): vscode.TreeItem {
  const { row } = element;
  const item = new vscode.TreeItem(row.label, EXPANSION[row.expansion ?? 'none']);
  item.id = row.id;
  item.description = row.description;
  item.iconPath = new vscode.ThemeIcon(
    row.icon.id,
    row.icon.color === undefined ? undefined : new vscode.ThemeColor(row.icon.color),
  );
  item.contextValue = row.context;
  item.accessibilityInformation = { label: row.spoken };
  if (row.command !== undefined) {
    item.command = { command: row.command.id, title: row.command.title, arguments: [element] };
  }
  return item;
}

/** Shows rows as a native tree. Rows keep their identity, and only those that look different are drawn again. */
export class RowTree implements vscode.TreeDataProvider<RowElement>, vscode.Disposable {
  readonly #source: RowSource;
  readonly #elements = new Map<string, RowElement>();
  readonly #changed = new vscode.EventEmitter<RowElement | RowElement[] | undefined>();

  constructor(source: RowSource) {
    this.#source = source;
  }

  get onDidChangeTreeData(): vscode.Event<RowElement | RowElement[] | undefined> {
    return this.#changed.event;
  }

  async getChildren(parent?: RowElement): Promise<RowElement[]> {
    const rows = await this.#source.rows(parent?.row.id);
    return rows.map((row) => this.#elementOf(row));
  }

  getTreeItem(element: RowElement): vscode.TreeItem {
    return itemOf(element);
  }

  getParent(element: RowElement): RowElement | undefined {
    return element.row.parent === undefined ? undefined : this.#elements.get(element.row.parent);
  }

  async resolveTreeItem(item: vscode.TreeItem, { row }: RowElement): Promise<vscode.TreeItem> {
    const more = (await this.#source.more?.(row)) ?? '';
    item.tooltip = new vscode.MarkdownString(`${tooltipMarkdown(row)}${more === '' ? '' : `\n\n${more}`}`);
    return item;
  }

  /** True if a row has ever been shown. */
  get hasElements(): boolean {
    return this.#elements.size > 0;
  }

  /** The element of a row that has been shown. */
  element(id: string): RowElement | undefined {
    return this.#elements.get(id);
  }

  /** Rows are new, gone or in another order: all of them are asked for again. */
  refresh(): void {
    this.#changed.fire(undefined);
  }

  /** Draws a row again if it is shown and looks different from before. */
  update(row: Row): void {
    const element = this.#elements.get(row.id);
    if (element === undefined || sameRow(element.row, row)) return;
    element.row = row;
    this.#changed.fire(element);
  }

  /**
   * Draws rows again in one go: those of `rows` that look different, and those of `under` whatever they look like, with
   * what stands under them. In one go, since a row that goes from one parent to another may at no moment be under both.
   */
  redraw(rows: readonly Row[], under: ReadonlySet<string>): void {
    const changed = rows.flatMap((row) => {
      const element = this.#elements.get(row.id);
      if (element === undefined || (sameRow(element.row, row) && !under.has(row.id))) return [];
      element.row = row;
      return element;
    });
    const given = new Set(rows.map((it) => it.id));
    const others = [...under].filter((id) => !given.has(id));
    const elements = [...changed, ...others.flatMap((id) => this.#elements.get(id) ?? [])];
    if (elements.length > 0) this.#changed.fire(elements);
  }

  /** Rows are gone for good. */
  forget(ids: readonly string[]): void {
    for (const id of ids) this.#elements.delete(id);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #elementOf(row: Row): RowElement {
    const known = this.#elements.get(row.id);
    if (known !== undefined) {
      known.row = row;
      return known;
    }
    const element = { row };
    this.#elements.set(row.id, element);
    return element;
  }
}
