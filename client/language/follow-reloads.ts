import * as vscode from 'vscode';
import { DidSaveTextDocumentNotification, type LanguageClient } from 'vscode-languageclient/node';
import { SERVED_DOCUMENTS } from './served-languages.ts';

/** How long, in milliseconds, after a change a document that is clean still counts as read anew: the first letter that
 * somebody types may be told before the document is dirty. */
const QUIET_TIME = 100;

/**
 * Tells the server of documents that another program has changed on disk and VS Code has read anew, as of saved ones:
 * they are again what their files hold. The protocol has no word of its own for it.
 */
export function followReloads(client: LanguageClient): vscode.Disposable {
  return vscode.workspace.onDidChangeTextDocument(({ document }) => {
    if (document.isDirty || vscode.languages.match(SERVED_DOCUMENTS, document) === 0) return;
    const { version } = document;
    setTimeout(() => {
      if (document.isClosed || document.isDirty || document.version !== version) return;
      const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
      // A server that has ended meanwhile is told everything anew when it starts.
      client.sendNotification(DidSaveTextDocumentNotification.type, { textDocument }).catch(() => undefined);
    }, QUIET_TIME);
  });
}
