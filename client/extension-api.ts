import type * as vscode from 'vscode';
import type { PipelineCore } from './core/pipeline-core.ts';
import type { FarmBarText } from './farms/farm-status-bar.ts';
import type { LanguageServerState } from './language/language-client.ts';
import type { LockStatus } from './locks/lock-status-bar.ts';
import type { Row } from './views/row.ts';

/** What `activate` returns: what the extension's own tests look at. It is no promise to other extensions. */
export interface ExtensionApi {
  readonly core: PipelineCore;
  /** The rows of each view, as it shows them. */
  readonly rows: {
    queue(parent?: string): Promise<readonly Row[]>;
    locks(parent?: string): Promise<readonly Row[]>;
    publish(parent?: string): Promise<readonly Row[]>;
    system(parent?: string): Promise<readonly Row[]>;
  };
  /** What marks a file as locked; `undefined` where it is not known to be. */
  decoration(uri: vscode.Uri): vscode.FileDecoration | undefined;
  /** What the status bar says of the lock of the comp in the active editor. */
  lockStatus(): LockStatus | undefined;
  /** What the status bar says of the farms of the active project. */
  farmStatus(): FarmBarText | undefined;
  /** True for a file whose editors are kept read-only. */
  isReadonly(file: string): boolean;
  /** Calls `listener` with every new state of the language server. */
  onLanguageServerState(listener: (state: LanguageServerState) => void): { dispose(): void };
  readonly languageServerState: () => LanguageServerState;
}
