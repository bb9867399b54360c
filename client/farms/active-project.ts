import path from 'node:path';
import * as vscode from 'vscode';
import type { CoreProjects } from '../core/core-projects.ts';

/** The project of the file in the active editor, by the core's root of it; else the only one of the workspace. */
export async function activeProject(projects: CoreProjects): Promise<string | undefined> {
  const roots = await projects.roots();
  const uri = vscode.window.activeTextEditor?.document.uri;
  const file = uri?.scheme === 'file' ? uri.fsPath : undefined;
  const holds = (folder: string): boolean => file?.startsWith(folder + path.sep) === true;
  // A project may lie inside of another one: the innermost counts.
  const inner = [...roots].sort((left, right) => right.length - left.length);
  const found = inner.find((root) => holds(root) || holds(path.dirname(projects.asOpened(path.join(root, 'x')))));
  return found ?? (roots.length === 1 ? roots[0] : undefined);
}
