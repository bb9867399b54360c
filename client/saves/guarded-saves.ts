import * as vscode from 'vscode';
import type { SaveConflict } from '../../server/protocol/saves.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import type { ProjectFiles } from '../project/project-files.ts';

/** Milliseconds that a save waits for the core at most. VS Code drops what keeps saves waiting for longer. */
const PATIENCE = 1_000;

/** What guarding saves needs. */
export interface GuardedSavesServices {
  readonly core: PipelineCore;
  readonly files: ProjectFiles;
  readonly log: vscode.LogOutputChannel;
  /** Told of each save that met somebody else. */
  readonly onConflict: (conflict: SaveConflict) => void;
}

/**
 * Has the core look at a comp before and after VS Code saves it, whatever makes it save. A core that does not answer in
 * time holds up no save: what it would have kept is then not known, and nothing is said of it.
 */
export class GuardedSaves implements vscode.Disposable {
  readonly #services: GuardedSavesServices;
  readonly #disposable: vscode.Disposable;
  /** The save that was begun, by file; one that was not begun in time is absent. */
  readonly #begun = new Map<string, string>();
  /** True after a core did not answer: it is not waited for again before it is reached. */
  #isAway = false;

  constructor(services: GuardedSavesServices) {
    this.#services = services;
    this.#disposable = vscode.Disposable.from(
      vscode.workspace.onWillSaveTextDocument((event) => {
        if (services.files.isComp(event.document)) event.waitUntil(this.#begin(event.document.uri.fsPath));
      }),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.scheme === 'file') void this.#end(uri.fsPath);
      }),
    );
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  async #begin(file: string): Promise<void> {
    const { core, log } = this.#services;
    this.#begun.delete(file);
    if (this.#isAway && core.state !== 'connected') return;
    let isLate = false;
    const asked = core.request('save/begin', { file }).then(
      ({ save }) => {
        this.#isAway = false;
        if (!isLate) this.#begun.set(file, save);
      },
      (error: unknown) => {
        this.#isAway = true;
        log.warn(`The save of ${file} is not watched:`, error);
      },
    );
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      isLate = true;
      this.#isAway = true;
      resolve();
    }, PATIENCE);
    await Promise.race([asked, late]);
    clearTimeout(timer);
  }

  async #end(file: string): Promise<void> {
    const save = this.#begun.get(file);
    if (save === undefined) return;
    this.#begun.delete(file);
    try {
      const { conflict } = await this.#services.core.request('save/end', { save });
      if (conflict !== undefined) this.#services.onConflict(conflict);
    } catch (error) {
      this.#services.log.warn(`Nobody has looked at ${file} after its save:`, error);
    }
  }
}
