import * as vscode from 'vscode';

/** The file that is edited in a tab; of two that are compared it is the one on the right. */
export function fileOfTab(tab: vscode.Tab | undefined): string | undefined {
  const input: unknown = tab?.input;
  if (input instanceof vscode.TabInputText) return onDisk(input.uri);
  if (input instanceof vscode.TabInputTextDiff) return onDisk(input.modified);
  if (input instanceof vscode.TabInputCustom) return onDisk(input.uri);
  return undefined;
}

/** True for a tab of one file that stays when another file is looked at: neither a preview nor a comparison. */
export function isKept(tab: vscode.Tab): boolean {
  const input: unknown = tab.input;
  return !tab.isPreview && (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom);
}

/** Every tab of the window. */
export function allTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs);
}

/** The tab that has the focus, or had it last. */
export function activeTab(): vscode.Tab | undefined {
  return vscode.window.tabGroups.activeTabGroup.activeTab;
}

function onDisk(uri: vscode.Uri): string | undefined {
  return uri.scheme === 'file' ? uri.fsPath : undefined;
}
