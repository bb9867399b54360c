import * as vscode from 'vscode';

/** What an item of the status bar says. */
export interface ShownStatus {
  readonly text: string;
  readonly tooltip: string | vscode.MarkdownString;
  /** What a screen reader says. */
  readonly spoken: string;
  readonly isWarning: boolean;
}

/** Shows a status in an item of the status bar; hides it where there is none. */
export function showStatus(item: vscode.StatusBarItem, status: ShownStatus | undefined): void {
  if (status === undefined) {
    item.hide();
    return;
  }
  const { text, tooltip, spoken, isWarning } = status;
  item.text = text;
  item.tooltip = tooltip;
  item.backgroundColor = isWarning ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  item.accessibilityInformation = { label: spoken, role: 'button' };
  item.show();
}
