import * as vscode from 'vscode';
import type { RowElement } from '../views/row-tree.ts';

/** The row's element where a command was given from a view. */
export function elementOf(argument: unknown): RowElement | undefined {
  if (typeof argument !== 'object' || argument === null || !('row' in argument)) return undefined;
  const { row } = argument;
  if (typeof row !== 'object' || row === null || !('id' in row) || typeof row.id !== 'string') return undefined;
  return argument as RowElement;
}

/** The file where a command was given on one: from the Explorer, a tab or a row; else the one in the active editor. */
export function fileOf(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  const path = elementOf(argument)?.row.path;
  return path === undefined ? vscode.window.activeTextEditor?.document.uri : vscode.Uri.file(path);
}
