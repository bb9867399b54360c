import * as vscode from 'vscode';
import type { SaveConflict } from '../../server/protocol/saves.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { spellings } from '../locks/lock-context.ts';
import type { ProjectFiles } from '../project/project-files.ts';

/** What reading the conflicts needs. */
export interface SaveConflictsServices {
  readonly core: PipelineCore;
  readonly files: ProjectFiles;
  readonly log: vscode.LogOutputChannel;
}

/** The saves of this workspace's files that nobody has decided on yet, also those of earlier sessions. */
export class SaveConflicts implements vscode.Disposable {
  readonly #services: SaveConflictsServices;
  readonly #conflicts = new Map<string, SaveConflict>();
  readonly #changed = new vscode.EventEmitter<readonly string[]>();
  readonly #subscription: { dispose(): void };

  constructor(services: SaveConflictsServices) {
    this.#services = services;
    this.#subscription = services.core.onStateChange((state) => {
      if (state === 'connected') void this.read();
    });
  }

  /** Fires with the files whose conflicts are others than before. */
  get onDidChange(): vscode.Event<readonly string[]> {
    return this.#changed.event;
  }

  /** The conflicts, the newest first. */
  get all(): readonly SaveConflict[] {
    return [...this.#conflicts.values()].sort((a, b) => (a.at < b.at ? 1 : -1));
  }

  get(id: string): SaveConflict | undefined {
    return this.#conflicts.get(id);
  }

  /** The newest conflict of a file. */
  of(file: string): SaveConflict | undefined {
    return this.#conflicts.size === 0 ? undefined : this.all.find((it) => it.file === file);
  }

  add(conflict: SaveConflict): void {
    this.#conflicts.set(conflict.id, conflict);
    this.#tell([conflict.file]);
  }

  /** A conflict is decided. */
  remove({ id, file }: SaveConflict): void {
    if (this.#conflicts.delete(id)) this.#tell([file]);
  }

  /** Reads them from the core. */
  async read(): Promise<void> {
    const { core, files, log } = this.#services;
    try {
      const { conflicts } = await core.request('save/conflicts', {});
      const here = conflicts.filter(({ file }) => files.has(file));
      const touched = [...this.all, ...here].map(({ file }) => file);
      this.#conflicts.clear();
      for (const it of here) this.#conflicts.set(it.id, it);
      if (touched.length > 0) this.#tell([...new Set(touched)]);
    } catch (error) {
      log.warn('The saves to decide on are not known:', error);
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #tell(files: readonly string[]): void {
    // What menus ask for.
    void vscode.commands.executeCommand(
      'setContext',
      'compline.saves.conflicts',
      this.all.flatMap((it) => spellings(it.file)),
    );
    this.#changed.fire(files);
  }
}
