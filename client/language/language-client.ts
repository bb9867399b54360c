import * as vscode from 'vscode';
import {
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  ExecuteCommandRequest,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
  vsdiag,
} from 'vscode-languageclient/node';
import { Notice } from '../core/error-reporter.ts';
import { CrashBudget } from './crash-budget.ts';
import { followReloads } from './follow-reloads.ts';
import { SERVED_DOCUMENTS } from './served-languages.ts';

/** `idle` until a document needs the server; `failed` when it has crashed too often or could not start. */
export type LanguageServerState = 'idle' | 'starting' | 'running' | 'failed';

/** Read-only copies of files, which show another's findings a second time. */
const COPIES: ReadonlySet<string> = new Set(['git', 'gitfs', 'gitlens', 'pr', 'review', 'vscode-local-history']);

const MINUTE = 60_000;

function uriOf(document: vscode.TextDocument | vscode.Uri): vscode.Uri {
  return document instanceof vscode.Uri ? document : document.uri;
}

/** The language server of this window: started when the first document opens that it serves, and again when it crashes. */
export class LanguageServer implements vscode.Disposable {
  readonly #module: string;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<LanguageServerState>();
  readonly #opened: vscode.Disposable;
  #client: LanguageClient | undefined;
  #reloads: vscode.Disposable | undefined;
  #state: LanguageServerState = 'idle';
  #wanted = false;
  #serial: Promise<void> = Promise.resolve();

  /** `module` is the path of the server's bundle. */
  constructor(module: string, log: vscode.LogOutputChannel) {
    this.#module = module;
    this.#log = log;
    this.#opened = vscode.workspace.onDidOpenTextDocument((document) => this.#startFor(document));
    for (const document of vscode.workspace.textDocuments) this.#startFor(document);
  }

  get state(): LanguageServerState {
    return this.#state;
  }

  /** Fires after every change of the state. */
  get onDidChangeState(): vscode.Event<LanguageServerState> {
    return this.#changed.event;
  }

  /** Ends the server, if it runs, and starts a new one. Resolves when that runs. */
  restart(): Promise<void> {
    this.#wanted = true;
    this.#serial = this.#serial.then(async () => {
      await this.#stop();
      await this.#start();
    });
    return this.#serial;
  }

  /**
   * Has the server carry out one of its commands, once it runs where it is being started; its edits come back by
   * themselves. Throws `Notice` where the server does not run, and what the server says where it cannot do it.
   */
  async execute(command: string, ...args: readonly string[]): Promise<unknown> {
    await this.#serial;
    const client = this.#client;
    if (client === undefined || this.#state !== 'running') {
      throw new Notice(vscode.l10n.t('The language server is not running yet. Try again in a moment.'));
    }
    return client.sendRequest(ExecuteCommandRequest.type, { command, arguments: [...args] });
  }

  /** Ends the server. */
  async stop(): Promise<void> {
    this.#opened.dispose();
    await this.#serial;
    await this.#stop();
  }

  dispose(): void {
    void this.stop();
    this.#changed.dispose();
  }

  #startFor(document: vscode.TextDocument): void {
    if (this.#wanted || vscode.languages.match(SERVED_DOCUMENTS, document) === 0) return;
    this.#wanted = true;
    this.#serial = this.#serial.then(() => this.#start());
  }

  async #start(): Promise<void> {
    const client = this.#create();
    this.#client = client;
    client.onDidChangeState(({ newState }) => {
      if (this.#client !== client) return;
      if (newState === State.Starting) this.#become('starting');
      if (newState === State.Running) this.#become('running');
    });
    try {
      await client.start();
      this.#reloads = followReloads(client);
    } catch (error) {
      this.#log.error('The language server could not be started:', error);
      this.#become('failed');
    }
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#reloads?.dispose();
    if (client === undefined) return;
    try {
      await client.dispose();
    } catch (error) {
      this.#log.warn('The language server did not end in order:', error);
    }
    this.#become('idle');
  }

  #create(): LanguageClient {
    const budget = new CrashBudget({ crashes: 4, within: 3 * MINUTE }, Date.now);
    return new LanguageClient(
      'compline',
      'Compline',
      { run: this.#program(), debug: this.#program() },
      {
        documentSelector: [...SERVED_DOCUMENTS],
        // Other editors do not have the extension's commands; the server offers them only to who says so.
        initializationOptions: { commands: true },
        outputChannel: this.#log,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        middleware: {
          provideDiagnostics: (document, previous, token, next) =>
            COPIES.has(uriOf(document).scheme)
              ? { kind: vsdiag.DocumentDiagnosticReportKind.full, items: [] }
              : next(document, previous, token),
        },
        errorHandler: {
          error: () => ({ action: ErrorAction.Continue, handled: true }),
          closed: () => this.#closed(budget),
        },
      },
    );
  }

  #program() {
    return { module: this.#module, transport: TransportKind.ipc };
  }

  #closed(budget: CrashBudget): CloseHandlerResult {
    if (budget.spend()) {
      this.#log.warn('The language server has ended unexpectedly and is started again.');
      return { action: CloseAction.Restart, handled: true };
    }
    this.#log.error('The language server has ended unexpectedly too often and is not started again.');
    this.#become('failed');
    void this.#tellFailed();
    return { action: CloseAction.DoNotRestart, handled: true };
  }

  async #tellFailed(): Promise<void> {
    const restart = vscode.l10n.t('Restart');
    const showLog = vscode.l10n.t('Show Log');
    const message = vscode.l10n.t('The Compline language server has crashed several times and was not started again.');
    const choice = await vscode.window.showErrorMessage(message, restart, showLog);
    if (choice === restart) await this.restart();
    if (choice === showLog) this.#log.show();
  }

  #become(state: LanguageServerState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#changed.fire(state);
  }
}
