import * as vscode from 'vscode';

/** A link of Markdown to a file or a command; a backslash keeps the next character from meaning anything. */
const LINK = /\[(?<label>(?:\\.|[^\]\\\n])*)\]\((?<address>(?:file|command):[^)\s]*)\)/g;

/** Makes the links of a report work in its text: to files, lines and commands. */
export const reportLinks: vscode.DocumentLinkProvider = {
  provideDocumentLinks(document) {
    return [...document.getText().matchAll(LINK)].map((found) => {
      const { label = '', address = '' } = found.groups ?? {};
      const start = document.positionAt(found.index + 1);
      const end = document.positionAt(found.index + 1 + label.length);
      return new vscode.DocumentLink(new vscode.Range(start, end), vscode.Uri.parse(address));
    });
  },
};
