import * as vscode from 'vscode';
import type { WorkspaceProjects } from '../project/workspace-projects.ts';
import type { Gate } from './gate.ts';

/**
 * Keeps the context key `compline.project` (`found`, `none`) in step with the workspace, for menus and welcome texts.
 * Calls `changed` when there may be other projects, or trust was given.
 */
export function followContext(projects: WorkspaceProjects, gate: Gate, changed: () => void): vscode.Disposable {
  const show = async (): Promise<void> => {
    const closed = await gate.closed();
    const isFound = closed === undefined || (closed === 'untrusted' && (await projects.roots()).length > 0);
    await vscode.commands.executeCommand('setContext', 'compline.project', isFound ? 'found' : 'none');
  };
  const again = (): void => {
    void show();
    changed();
  };
  void show();
  return vscode.Disposable.from(projects.onDidChange(again), vscode.workspace.onDidGrantWorkspaceTrust(again));
}
