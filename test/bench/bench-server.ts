import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';

/** The program of the language server, as its source stands. */
export const LANGUAGE_SERVER = fileURLToPath(new URL('../../server/language/node.ts', import.meta.url));

/** The same as it is shipped; `npm run build` makes it. Modules that it loads late are quicker there. */
export const BUILT_SERVER = fileURLToPath(new URL('../../dist/language-server.cjs', import.meta.url));

/** What a change replaces, and by what. */
export interface Change {
  readonly line: number;
  readonly character: number;
  /** Code units of the line that are replaced; 0 to insert. */
  readonly length: number;
  readonly text: string;
}

/** A server over stdio and the editor that asks it, with one document. */
export class BenchServer {
  readonly uri: string;
  readonly #process: ChildProcess;
  readonly #connection: MessageConnection;
  #version = 1;

  /** `nodeOptions` go before the program; a module that is loaded so can be asked with `probe`. */
  constructor(program: string, nodeOptions: readonly string[] = [], uri = 'file:///bench/shot.comp') {
    this.uri = uri;
    this.#process = spawn(process.execPath, [...nodeOptions, program, '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
    });
    this.#process.once('exit', (code) => {
      if (code !== null && code !== 0) throw new Error(`${program} ended with ${code}.`);
    });
    const { stdout, stdin } = pipesOf(this.#process);
    this.#connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.#connection.listen();
  }

  /** Introduces a client, with the folders of its window, and comes back with what the server says of itself. */
  async start(
    capabilities: object = { textDocument: { diagnostic: {} } },
    options?: object,
    workspaceFolders: readonly object[] | null = null,
  ): Promise<unknown> {
    const params = {
      processId: process.pid,
      rootUri: null,
      capabilities,
      initializationOptions: options,
      workspaceFolders,
    };
    const result = await this.#connection.sendRequest('initialize', params);
    await this.#connection.sendNotification('initialized', {});
    return result;
  }

  async open(text: string): Promise<void> {
    const textDocument = { uri: this.uri, languageId: 'fusion-comp', version: this.#version, text };
    await this.#connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  async close(): Promise<void> {
    await this.#connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri } });
  }

  async change({ line, character, length, text }: Change): Promise<void> {
    this.#version += 1;
    await this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri, version: this.#version },
      contentChanges: [{ range: { start: { line, character }, end: { line, character: character + length } }, text }],
    });
  }

  /** Asks about the document. */
  ask(method: string, params: object = {}): Promise<unknown> {
    return this.request(method, { textDocument: { uri: this.uri }, ...params });
  }

  /** Asks about anything. */
  request(method: string, params: object): Promise<unknown> {
    return this.#connection.sendRequest(method, params);
  }

  /** Tells of anything. */
  notify(method: string, params: object): Promise<void> {
    return this.#connection.sendNotification(method, params);
  }

  /** Asks for what is wrong with the document. */
  pull(): Promise<unknown> {
    return this.ask('textDocument/diagnostic');
  }

  /** Sends a word to the module that is loaded beside the program and waits for its answer. */
  probe(word: string): Promise<unknown> {
    return new Promise((resolve) => {
      this.#process.once('message', resolve);
      this.#process.send(word);
    });
  }

  end(): void {
    this.#connection.dispose();
    this.#process.kill();
  }
}

function pipesOf({ stdout, stdin }: ChildProcess): { readonly stdout: Readable; readonly stdin: Writable } {
  if (stdout === null || stdin === null) throw new Error('The server has no pipes.');
  return { stdout, stdin };
}
