// A language server that only mirrors the texts of documents, with the text document of vscode-languageserver, and
// answers every pull of diagnostics with an empty list: the least that an answer can cost.
import process from 'node:process';
import { createConnection, TextDocumentSyncKind } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

const connection = createConnection(process.stdin, process.stdout);
const documents = new Map<string, TextDocument>();

connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
  },
}));
connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
  documents.set(uri, TextDocument.create(uri, languageId, version, text));
});
connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
  const document = documents.get(uri);
  if (document !== undefined) TextDocument.update(document, contentChanges, version);
});
connection.languages.diagnostics.on(({ textDocument }) => {
  // A server that reads the text at all asks for it.
  documents.get(textDocument.uri)?.getText();
  return { kind: 'full', items: [] };
});
connection.listen();
