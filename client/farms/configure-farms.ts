import * as vscode from 'vscode';
import type { CoreProjects } from '../core/core-projects.ts';
import type { CoreRequests } from '../core/pipeline-core.ts';

/** What a project's configuration is opened with. */
export interface ConfigureFarmsServices {
  readonly core: CoreRequests;
  readonly projects: Pick<CoreProjects, 'asOpened'>;
}

/**
 * Opens the configuration of a project where its farms are described; at a new one, by the snippet that everybody has,
 * where neither it nor what it builds on describes any.
 */
export async function configureFarms({ core, projects }: ConfigureFarmsServices, root: string): Promise<void> {
  const { project } = await core.request('project/status', { path: root });
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(projects.asOpened(project.config)));
  const at = lineOfFarms(document.getText());
  if (at !== undefined || project.farms.length > 0) {
    const selection = new vscode.Range(at ?? 0, 0, at ?? 0, 0);
    await vscode.window.showTextDocument(document, { selection });
    return;
  }
  const last = document.lineAt(document.lineCount - 1).range.end;
  const editor = await vscode.window.showTextDocument(document, { selection: new vscode.Range(last, last) });
  if (last.character > 0) await editor.edit((edit) => edit.insert(last, '\n'));
  await vscode.commands.executeCommand('editor.action.insertSnippet', { langId: 'compline-config', name: 'Farms' });
}

/** The line, from 0, that `farms` begins in. */
function lineOfFarms(text: string): number | undefined {
  const at = text.split(/\r\n?|\n/).findIndex((line) => /^(?:farms|"farms"|'farms')\s*:/.test(line));
  return at === -1 ? undefined : at;
}
