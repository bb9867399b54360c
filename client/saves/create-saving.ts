import type * as vscode from 'vscode';
import { elementOf, fileOf } from '../commands/arguments.ts';
import type { CommandRegistry } from '../commands/command-registry.ts';
import type { ErrorReporter } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { diskFile } from '../locks/disk-file.ts';
import type { ReadonlyEditors } from '../locks/readonly-editors.ts';
import type { ProjectFiles } from '../project/project-files.ts';
import { ConflictResolver } from './conflict-resolver.ts';
import { conflictOfRow } from './conflict-rows.ts';
import { GuardedSaves } from './guarded-saves.ts';
import type { SaveConflicts } from './save-conflicts.ts';
import { saveVersion } from './save-version.ts';

/** What saves are watched with. */
export interface SavingServices {
  readonly core: PipelineCore;
  readonly files: ProjectFiles;
  readonly conflicts: SaveConflicts;
  readonly readonly: ReadonlyEditors;
  readonly memento: vscode.Memento;
  readonly errors: ErrorReporter;
  readonly log: vscode.LogOutputChannel;
}

/** Watches saves, and registers what can be done about them. */
export function createSaving(services: SavingServices, commands: CommandRegistry): vscode.Disposable {
  const { conflicts } = services;
  const resolver = new ConflictResolver(services);
  const conflictOf = (argument: unknown) => {
    const id = conflictOfRow(elementOf(argument)?.row.id);
    if (id !== undefined) return conflicts.get(id);
    const file = fileOf(argument);
    return file === undefined ? undefined : conflicts.of(file.fsPath);
  };
  commands.withCore('compline.saveVersion', (argument) => saveVersion(services, diskFile(argument)));
  commands.withCore('compline.resolveSaveConflict', (argument) => resolver.choose(conflictOf(argument)));
  commands.withCore('compline.compareSaveConflict', async (argument) => {
    const conflict = conflictOf(argument);
    if (conflict !== undefined) await resolver.compare(conflict);
  });
  return new GuardedSaves({
    ...services,
    onConflict: (conflict) => {
      conflicts.add(conflict);
      void resolver.tell(conflict);
    },
  });
}
