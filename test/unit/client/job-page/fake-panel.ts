import { settle } from '../fake-core.ts';
import { vscode } from '../fake-vscode.ts';

interface FakeUri {
  readonly fsPath: string;
}

/** A panel of the editor area, whose page is the test. */
export class FakePanel {
  title: string;
  iconPath: FakeUri | undefined;
  visible = true;
  isClosed = false;
  revealed = 0;
  /** What the page was told. */
  readonly told: { readonly type: string }[] = [];
  readonly #received = new vscode.EventEmitter<unknown>();
  readonly #viewState = new vscode.EventEmitter<void>();
  readonly #disposed = new vscode.EventEmitter<void>();
  readonly webview = {
    options: {},
    html: '',
    cspSource: 'vscode-resource:',
    asWebviewUri: ({ fsPath }: FakeUri) => `vscode-resource:${fsPath}`,
    onDidReceiveMessage: this.#received.event,
    postMessage: async (message: { readonly type: string }) => this.told.push(message),
  };
  readonly onDidChangeViewState = this.#viewState.event;
  readonly onDidDispose = this.#disposed.event;

  constructor(title: string) {
    this.title = title;
  }

  reveal(): void {
    this.revealed += 1;
  }

  dispose(): void {
    this.isClosed = true;
    this.#disposed.fire();
  }

  /** The page says something; resolves when everything has come of it. */
  async say(message: unknown): Promise<void> {
    this.#received.fire(message);
    await settle();
  }

  show(isVisible: boolean): void {
    this.visible = isVisible;
    this.#viewState.fire();
  }
}

/** The panels that were opened, in their order. */
export const panels: FakePanel[] = [];

/** What stands in for the module `vscode`, with panels. */
export const vscodeWithPanels = {
  ...vscode,
  ViewColumn: { Active: -1 },
  Position: class {},
  Range: class {},
  Uri: Object.assign(vscode.Uri, {
    joinPath: ({ fsPath }: FakeUri, ...parts: readonly string[]) => vscode.Uri.file([fsPath, ...parts].join('/')),
  }),
  env: { ...vscode.env, language: 'en' },
  window: {
    ...vscode.window,
    registerWebviewPanelSerializer: () => ({ dispose: () => {} }),
    createWebviewPanel: (_type: string, title: string) => {
      const panel = new FakePanel(title);
      panels.push(panel);
      return panel;
    },
  },
};
