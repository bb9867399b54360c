import * as vscode from 'vscode';
import type { ProjectFiles } from '../project/project-files.ts';
import { activeTab, allTabs, fileOfTab, isKept } from './tab-files.ts';

/**
 * The comps of the projects that this window works on: those in a tab, and those with unsaved changes. What an
 * extension, a search or a hover reads without a tab is not among them.
 */
export class OpenComps implements vscode.Disposable {
  readonly #files: ProjectFiles;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #edited = new vscode.EventEmitter<string>();
  readonly #dirty = new Set<string>();
  readonly #disposable: vscode.Disposable;

  constructor(files: ProjectFiles) {
    this.#files = files;
    const changed = (): void => this.#changed.fire();
    const look = (document: vscode.TextDocument): void => this.#look(document);
    this.#disposable = vscode.Disposable.from(
      this.#changed,
      this.#edited,
      files.onDidChange(() => this.#lookAtAll()),
      vscode.window.tabGroups.onDidChangeTabs(changed),
      vscode.window.tabGroups.onDidChangeTabGroups(changed),
      vscode.workspace.onDidOpenTextDocument((document) => {
        look(document);
        if (files.isComp(document)) changed();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
      vscode.workspace.onDidSaveTextDocument(look),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document.uri.scheme === 'file') this.#dirty.delete(document.uri.fsPath);
        changed();
      }),
    );
  }

  /** Fires when other comps may be open than before, or in other tabs. */
  get onDidChange(): vscode.Event<void> {
    return this.#changed.event;
  }

  /** Fires with a comp that has got its first unsaved change, or is found with some. */
  get onDidEdit(): vscode.Event<string> {
    return this.#edited.event;
  }

  /** The comps that are open. */
  get all(): readonly string[] {
    const open = new Set([...allTabs().flatMap((tab) => fileOfTab(tab) ?? []), ...this.#dirty]);
    const comps = vscode.workspace.textDocuments.filter((it) => this.#files.isComp(it)).map((it) => it.uri.fsPath);
    return [...new Set(comps)].filter((file) => open.has(file)).sort();
  }

  /** Those of them that somebody has opened to stay: neither previews nor comparisons. */
  get kept(): readonly string[] {
    const kept = new Set(allTabs().flatMap((tab) => (isKept(tab) ? (fileOfTab(tab) ?? []) : [])));
    return this.all.filter((file) => kept.has(file));
  }

  /** The comp in the active tab. */
  get active(): string | undefined {
    const file = fileOfTab(activeTab());
    return file !== undefined && this.document(file) !== undefined ? file : undefined;
  }

  /** The document of a comp of a project that is loaded, in a tab or not. */
  document(file: string): vscode.TextDocument | undefined {
    return vscode.workspace.textDocuments.find((it) => it.uri.fsPath === file && this.#files.isComp(it));
  }

  /** True for a file in any tab, or with unsaved changes. */
  isOpen(file: string): boolean {
    return this.isDirty(file) || allTabs().some((tab) => fileOfTab(tab) === file);
  }

  isDirty(file: string): boolean {
    return vscode.workspace.textDocuments.some(
      (it) => it.uri.scheme === 'file' && it.uri.fsPath === file && it.isDirty,
    );
  }

  /** Those of them that can be seen in an editor now. */
  get seen(): readonly string[] {
    return this.all.filter((file) => this.isSeen(file));
  }

  /** True for a comp that can be seen in an editor now. */
  isSeen(file: string): boolean {
    return vscode.window.visibleTextEditors.some(
      ({ document: { uri } }) => uri.scheme === 'file' && uri.fsPath === file,
    );
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  #lookAtAll(): void {
    for (const document of vscode.workspace.textDocuments) this.#look(document);
    this.#changed.fire();
  }

  // Asked at every keystroke.
  #look(document: vscode.TextDocument): void {
    const file = document.uri.fsPath;
    if (document.uri.scheme !== 'file' || document.isDirty === this.#dirty.has(file)) return;
    if (!document.isDirty) {
      this.#dirty.delete(file);
      this.#changed.fire();
    } else if (this.#files.isComp(document)) {
      this.#dirty.add(file);
      this.#edited.fire(file);
    }
  }
}
