import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { createLanguageServer } from './server.ts';

/** The language server as a web worker: it talks to its client over the worker's own messages. */
const worker: ConstructorParameters<typeof BrowserMessageReader>[0] = globalThis;
createLanguageServer((options) =>
  createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker), options),
);
