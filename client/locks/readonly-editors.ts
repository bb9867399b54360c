import * as vscode from 'vscode';
import { InTurn } from '../../server/link/in-turn.ts';
import { activeTab, fileOfTab } from './tab-files.ts';

const SET = 'workbench.action.files.setActiveEditorReadonlyInSession';
const RESET = 'workbench.action.files.resetActiveEditorReadonlyInSession';

/** Where the files are kept that are read-only now: the window keeps them so when only the extension is started anew. */
const REMEMBERED = 'compline.readonly';

/**
 * Makes editors read-only for the session, and writable again. VS Code has commands for the active editor alone, so an
 * editor is made what it has to be as soon as it is active, which is before anybody can type in it. Files that were
 * never asked for are left as the user has them.
 */
export class ReadonlyEditors implements vscode.Disposable {
  readonly #memento: vscode.Memento;
  readonly #log: vscode.LogOutputChannel;
  readonly #wanted = new Set<string>();
  /** What VS Code was told last, by file: `unsure` where the active editor changed while it was told. */
  readonly #told: Map<string, 'readonly' | 'unsure'>;
  readonly #turns = new InTurn();
  readonly #disposable: vscode.Disposable;

  constructor(memento: vscode.Memento, log: vscode.LogOutputChannel) {
    this.#memento = memento;
    this.#log = log;
    this.#told = new Map(memento.get<readonly string[]>(REMEMBERED, []).map((file) => [file, 'unsure']));
    const apply = (): void => void this.apply();
    this.#disposable = vscode.Disposable.from(
      vscode.window.tabGroups.onDidChangeTabs(apply),
      vscode.window.tabGroups.onDidChangeTabGroups(apply),
      vscode.window.onDidChangeActiveTextEditor(apply),
    );
  }

  /** True for a file that has to be read-only. */
  has(file: string): boolean {
    return this.#wanted.has(file);
  }

  /** From now on the editors of a file are read-only, also where the user has made one writable. */
  async set(file: string): Promise<void> {
    this.#wanted.add(file);
    if (this.#told.get(file) === 'readonly') this.#told.set(file, 'unsure');
    await this.apply();
  }

  /** The editors of a file are again what they are without. */
  async reset(file: string): Promise<void> {
    this.#wanted.delete(file);
    await this.apply();
  }

  /** Makes the active editor what it has to be. */
  async apply(): Promise<void> {
    await this.#turns.run('', () => this.#applyToActive());
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  async #applyToActive(): Promise<void> {
    const file = fileOfTab(activeTab());
    if (file === undefined) return;
    const wanted = this.#wanted.has(file);
    const told = this.#told.get(file);
    if (wanted ? told === 'readonly' : told === undefined) return;
    try {
      await vscode.commands.executeCommand(wanted ? SET : RESET);
    } catch (error) {
      this.#log.warn(`${file} could not be made ${wanted ? 'read-only' : 'writable'}:`, error);
      return;
    }
    const after = fileOfTab(activeTab());
    if (after !== file) {
      // Nobody knows which of the two it was: both are told again when they are active.
      this.#told.set(file, 'unsure');
      if (after !== undefined) this.#told.set(after, 'unsure');
    } else if (wanted) this.#told.set(file, 'readonly');
    else this.#told.delete(file);
    await this.#memento.update(REMEMBERED, [...this.#told.keys()]);
  }
}
