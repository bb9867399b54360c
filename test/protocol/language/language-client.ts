import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type {
  ClientCapabilities,
  Diagnostic,
  DocumentDiagnosticReport,
  InitializeResult,
  PublishDiagnosticsParams,
} from 'vscode-languageserver';

/** The language server's program, run from its source. */
export const SERVER_PROGRAM = fileURLToPath(new URL('../../../server/language/node.ts', import.meta.url));

/** The version the server is started as. */
export const SERVER_VERSION = '1.2.3';

/** What VS Code says of itself, as far as this server looks at it. */
export const FULL_CLIENT: ClientCapabilities = {
  textDocument: {
    diagnostic: { relatedInformation: true },
    publishDiagnostics: { relatedInformation: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    definition: { linkSupport: true },
    declaration: { linkSupport: true },
    typeDefinition: { linkSupport: true },
    rename: { prepareSupport: true },
    foldingRange: { rangeLimit: 5_000, lineFoldingOnly: true },
    rangeFormatting: { rangesSupport: true },
    semanticTokens: {
      requests: { full: { delta: true }, range: true },
      tokenTypes: [],
      tokenModifiers: [],
      formats: ['relative'],
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: {
      completionItem: {
        snippetSupport: true,
        commitCharactersSupport: true,
        documentationFormat: ['markdown', 'plaintext'],
        insertReplaceSupport: true,
        insertTextModeSupport: { valueSet: [1, 2] },
        labelDetailsSupport: true,
      },
      completionList: { itemDefaults: ['commitCharacters', 'editRange', 'insertTextFormat', 'insertTextMode', 'data'] },
    },
    signatureHelp: {
      signatureInformation: {
        documentationFormat: ['markdown', 'plaintext'],
        parameterInformation: { labelOffsetSupport: true },
        activeParameterSupport: true,
        noActiveParameterSupport: true,
      },
    },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor', 'source.fixAll'] } },
      dataSupport: true,
      disabledSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
    documentLink: { tooltipSupport: true },
  },
  workspace: {
    diagnostics: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    workspaceEdit: { documentChanges: true },
    applyEdit: true,
    executeCommand: {},
  },
};

/** A client as old as the protocol: it can only be pushed to, and shows text and lists. */
export const PLAIN_CLIENT: ClientCapabilities = {};

/** An editor for tests: it starts the real server over stdio and speaks the protocol with it. */
export class LanguageClient implements AsyncDisposable {
  readonly connection: MessageConnection;
  readonly process: ChildProcessWithoutNullStreams;
  /** Everything the server pushed, oldest first. */
  readonly pushed: PublishDiagnosticsParams[] = [];
  /** Every line the server wrote to the client's log. */
  readonly log: string[] = [];
  /** What the server wrote to standard error. */
  errors = '';
  readonly #exit: Promise<number | null>;
  #wake: (() => void)[] = [];
  #nextVersion = 1;

  /** Starts a server; `nodeOptions` go before its program, whose own arguments may follow it. */
  constructor(nodeOptions: readonly string[] = [], program: readonly string[] = [SERVER_PROGRAM]) {
    this.process = spawn(process.execPath, [...nodeOptions, ...program, '--stdio'], {
      stdio: 'pipe',
      env: { ...process.env, COMPLINE_VERSION: SERVER_VERSION },
    });
    this.process.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      this.errors += chunk;
    });
    this.#exit = once(this.process, 'close').then(([code]: unknown[]) => (typeof code === 'number' ? code : null));
    this.connection = createMessageConnection(
      new StreamMessageReader(this.process.stdout),
      new StreamMessageWriter(this.process.stdin),
    );
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.pushed.push(params);
      this.wake();
    });
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.log.push(message);
      this.wake();
    });
    // A server that ends while something is written to it is what some tests are about.
    this.connection.onError(() => {});
    this.process.stdin.on('error', () => {});
    this.connection.listen();
  }

  /** Starts a server and introduces a client with these abilities to it. */
  static async start(
    capabilities: ClientCapabilities = FULL_CLIENT,
    initializationOptions?: unknown,
  ): Promise<LanguageClient> {
    const client = new LanguageClient();
    await client.initialize(capabilities, initializationOptions);
    return client;
  }

  /** Introduces the client. */
  async initialize(capabilities: ClientCapabilities, initializationOptions?: unknown): Promise<InitializeResult> {
    const result = await this.request<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities,
      ...(initializationOptions !== undefined && { initializationOptions }),
    });
    await this.notify('initialized', {});
    return result;
  }

  request<Result>(method: string, params?: unknown): Promise<Result> {
    return params === undefined
      ? this.connection.sendRequest<Result>(method)
      : this.connection.sendRequest<Result>(method, params);
  }

  notify(method: string, params?: unknown): Promise<void> {
    return params === undefined
      ? this.connection.sendNotification(method)
      : this.connection.sendNotification(method, params);
  }

  /** Opens a document. */
  async open(uri: string, text: string, languageId = 'fusion-comp', version = this.#nextVersion++): Promise<void> {
    await this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  }

  /** Sends changes of an open document as the protocol has them. */
  async change(uri: string, contentChanges: readonly unknown[], version = this.#nextVersion++): Promise<void> {
    await this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  async close(uri: string): Promise<void> {
    await this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** Asks for a document's diagnostics. */
  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.request('textDocument/diagnostic', {
      textDocument: { uri },
      ...(previousResultId !== undefined && { previousResultId }),
    });
  }

  /** Asks for a document's diagnostics and expects all of them. */
  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    if (report.kind !== 'full') throw new Error(`expected a full report, got ${report.kind}`);
    return report.items;
  }

  /** Waits until `find` finds something, asking again after everything the server says. */
  async until<Found>(find: () => Found | undefined): Promise<Found> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.#wake.push(resolve);
      });
    }
  }

  /** Tells `until` that something has happened; for what a test hears of itself. */
  wake(): void {
    const waiting = this.#wake;
    this.#wake = [];
    for (const resolve of waiting) resolve();
  }

  /** The server's exit code, once it has ended and all it said is here; null when a signal ended it. */
  exited(): Promise<number | null> {
    return this.#exit;
  }

  /** Says goodbye as the protocol wants it, and returns the exit code. */
  async stop(): Promise<number | null> {
    await this.request('shutdown');
    await this.notify('exit');
    return this.exited();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.connection.dispose();
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.process.stdin.end();
      this.process.kill('SIGKILL');
      await this.#exit;
    }
  }
}
