import * as vscode from 'vscode';
import { linksInText } from './numbered-links.ts';

/** Makes the links of a report work in its text: to files, lines and commands. */
export const reportLinks: vscode.DocumentLinkProvider = {
  provideDocumentLinks(document) {
    return linksInText(document.getText()).map(({ start, end, address }) => {
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      return new vscode.DocumentLink(range, vscode.Uri.parse(address));
    });
  },
};
