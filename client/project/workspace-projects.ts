import path from 'node:path';
import * as vscode from 'vscode';

/** The name of a project's configuration. */
export const CONFIG_FILE = 'compline.yaml';

/** How many projects of a workspace are looked for. */
const MOST_PROJECTS = 100;

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}

/** The nearest folder at or above `folder` that holds a configuration. */
async function projectAbove(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = path.dirname(at)) {
    if (await exists(vscode.Uri.file(path.join(at, CONFIG_FILE)))) return at;
    if (at === path.dirname(at)) return undefined;
  }
}

/** Finds the projects of the workspace: folders with a `compline.yaml` in its folders or above them. */
export class WorkspaceProjects implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposable: vscode.Disposable;
  #found: Promise<readonly string[]> | undefined;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${CONFIG_FILE}`, false, true, false);
    const forget = (): void => {
      this.#found = undefined;
      this.#changed.fire();
    };
    this.#disposable = vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(forget),
      watcher.onDidDelete(forget),
      vscode.workspace.onDidChangeWorkspaceFolders(forget),
      this.#changed,
    );
  }

  /** Fires when there may be other projects than before. */
  get onDidChange(): vscode.Event<void> {
    return this.#changed.event;
  }

  /** The roots of the projects, sorted. */
  roots(): Promise<readonly string[]> {
    this.#found ??= this.#find();
    return this.#found;
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  async #find(): Promise<readonly string[]> {
    const folders = (vscode.workspace.workspaceFolders ?? []).filter((it) => it.uri.scheme === 'file');
    if (folders.length === 0) return [];
    const inside = await vscode.workspace.findFiles(`**/${CONFIG_FILE}`, '**/node_modules/**', MOST_PROJECTS);
    const above = await Promise.all(folders.map((it) => projectAbove(it.uri.fsPath)));
    const roots = [...inside.filter((it) => it.scheme === 'file').map((it) => path.dirname(it.fsPath)), ...above];
    return [...new Set(roots.filter((it) => it !== undefined))].sort();
  }
}
