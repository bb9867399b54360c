import path from 'node:path';
import * as vscode from 'vscode';
import type { Gate } from '../core/gate.ts';
import { COMP_LANGUAGE } from '../language/language-choice.ts';
import type { WorkspaceProjects } from './workspace-projects.ts';

/** Tells which files are in the projects of a window that may use the core. In any other window none is. */
export class ProjectFiles implements vscode.Disposable {
  readonly #gate: Gate;
  readonly #projects: WorkspaceProjects;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposable: vscode.Disposable;
  #roots: readonly string[] = [];

  constructor(gate: Gate, projects: WorkspaceProjects) {
    this.#gate = gate;
    this.#projects = projects;
    const read = (): void => void this.#read();
    this.#disposable = vscode.Disposable.from(
      this.#changed,
      projects.onDidChange(read),
      vscode.workspace.onDidGrantWorkspaceTrust(read),
    );
    read();
  }

  /** Fires when other files than before may be in a project. */
  get onDidChange(): vscode.Event<void> {
    return this.#changed.event;
  }

  has(file: string): boolean {
    return this.#roots.some((root) => isInside(root, file));
  }

  /** True for a comp or a setting that is a file of a project. */
  isComp({ languageId, uri }: vscode.TextDocument): boolean {
    return languageId === COMP_LANGUAGE && uri.scheme === 'file' && this.has(uri.fsPath);
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  async #read(): Promise<void> {
    this.#roots = (await this.#gate.closed()) === undefined ? await this.#projects.roots() : [];
    this.#changed.fire();
  }
}

function isInside(root: string, file: string): boolean {
  const way = path.relative(root, file);
  return way !== '' && !way.startsWith('..') && !path.isAbsolute(way);
}
