import { l10n } from './fake-l10n.ts';
import {
  DataTransferItem,
  DocumentLink,
  EventEmitter,
  FileDecoration,
  MarkdownString,
  Position,
  Range,
  TabInputCustom,
  TabInputText,
  TabInputTextDiff,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  Uri,
} from './fake-vscode-values.ts';

/** A document as far as the extension looks at one. */
export interface FakeDocument {
  readonly uri: Uri;
  readonly languageId: string;
  isDirty: boolean;
  text: string;
  readonly lineCount: number;
  getText(): string;
  lineAt(line: number): { readonly text: string; readonly range: Range };
  save(): Promise<boolean>;
}

/** A tab of the window. */
export interface FakeTab {
  readonly input: TabInputText | TabInputTextDiff;
  isPreview: boolean;
}

const events = {
  tabs: new EventEmitter<void>(),
  activeEditor: new EventEmitter<void>(),
  visibleEditors: new EventEmitter<void>(),
  files: new EventEmitter<Uri>(),
  opened: new EventEmitter<FakeDocument>(),
  changed: new EventEmitter<{ document: FakeDocument }>(),
  willSave: new EventEmitter<{ document: FakeDocument; waitUntil: (work: Promise<unknown>) => void }>(),
  saved: new EventEmitter<FakeDocument>(),
  closed: new EventEmitter<FakeDocument>(),
  cancelled: new EventEmitter<void>(),
  changedFiles: new EventEmitter<void>(),
  configuration: new EventEmitter<{ affectsConfiguration: (section: string) => boolean }>(),
};

/** An editor that shows a page. */
export class FakePanel {
  readonly disposed = new EventEmitter<void>();
  readonly received = new EventEmitter<unknown>();
  readonly posted: unknown[] = [];
  title: string;
  reveals = 0;
  readonly webview = {
    html: '',
    options: {},
    cspSource: 'https://page.test',
    asWebviewUri: (uri: Uri) => uri,
    onDidReceiveMessage: this.received.event,
    postMessage: async (message: unknown) => this.posted.push(message),
  };
  readonly onDidDispose = this.disposed.event;

  constructor(title: string) {
    this.title = title;
  }

  reveal(): void {
    this.reveals += 1;
  }

  dispose(): void {
    this.disposed.fire();
  }
}

interface FakeSerializer {
  deserializeWebviewPanel(panel: FakePanel, state: unknown): Promise<void>;
}

/** An item of the status bar. */
export class FakeStatusItem {
  readonly id: string;
  text = '';
  tooltip: unknown;
  backgroundColor: unknown;
  accessibilityInformation: { label: string } | undefined;
  isShown = false;

  constructor(id: string) {
    this.id = id;
  }

  show(): void {
    this.isShown = true;
  }

  hide(): void {
    this.isShown = false;
  }

  dispose(): void {
    this.isShown = false;
  }
}

/** A window of VS Code that a test works in as a person does, and asks what was shown. One for each test file. */
export class FakeEditor {
  documents: FakeDocument[] = [];
  tabs: FakeTab[] = [];
  panels: FakePanel[] = [];
  /** What brings pages back, by their kind. */
  serializers = new Map<string, FakeSerializer>();
  active: FakeTab | undefined;
  settings: Record<string, unknown> = {};
  /** What notifications, inputs and lists said: the kind, the text, what was offered. */
  shown: string[][] = [];
  /** What inputs said of an answer. */
  said: string[] = [];
  /** The commands that were run. */
  ran: unknown[][] = [];
  /** What is chosen or written, in the order of the questions; every question beyond is called off. */
  answers: (string | undefined)[] = [];
  /** Told of each command that is run. */
  onCommand: (id: string) => void = () => {};
  /** Tells of a file that has appeared on the disk. */
  readonly onFile = (uri: Uri): void => events.files.fire(uri);
  /** What long work is called off by. */
  token = { isCancellationRequested: false, onCancellationRequested: events.cancelled.event };
  /** The items of the status bar, as they are now. */
  statusItems: FakeStatusItem[] = [];
  /** Calls off the work that is under way. */
  readonly cancel = (): void => events.cancelled.fire();
  /** Tells that a file has changed on the disk. */
  readonly onFileChange = (): void => events.changedFiles.fire();
  /** Whether VS Code saves. */
  saves = true;
  isTrusted = true;
  /** What gives the texts of read-only documents, by their schemes. */
  readonly contents = new Map<string, { provideTextDocumentContent(uri: Uri): Promise<string> }>();
  /** The last line that the visible editor shows. */
  lastVisible = 0;
  /** The lines that editors were made to show. */
  revealed: number[] = [];

  reset(): void {
    const listeners = Object.values(events);
    for (const it of listeners) it.dispose();
    Object.assign(this, new FakeEditor());
  }

  /** Loads a document without showing it, as an extension may. */
  load(file: string, { language = 'fusion-comp', isDirty = false, text = 'old' } = {}): FakeDocument {
    const document: FakeDocument = {
      uri: Uri.file(file),
      languageId: language,
      isDirty,
      text,
      get lineCount() {
        return document.text.split('\n').length;
      },
      getText: () => document.text,
      lineAt: (line) => {
        const row = document.text.split('\n')[line] ?? '';
        return { text: row, range: new Range(line, 0, line, row.length) };
      },
      save: () => this.save(document),
    };
    this.documents.push(document);
    events.opened.fire(document);
    return document;
  }

  /** Opens a file in a tab. */
  open(file: string, { isPreview = false, diff = false } = {}): FakeDocument {
    const document = this.documents.find(({ uri }) => uri.fsPath === file) ?? this.load(file);
    const input = diff ? new TabInputTextDiff(new Uri('git', file), document.uri) : new TabInputText(document.uri);
    const tab = { input, isPreview };
    this.tabs.push(tab);
    this.activate(tab);
    return document;
  }

  activate(tab: FakeTab | undefined): void {
    this.active = tab;
    events.tabs.fire();
    events.activeEditor.fire();
    events.visibleEditors.fire();
  }

  /** Opens a read-only document, whose text somebody gives. */
  async openRead(uri: Uri): Promise<FakeDocument> {
    const known = this.documents.find((it) => it.uri.toString() === uri.toString());
    if (known !== undefined) return known;
    if (uri.scheme === 'file') return this.load(uri.fsPath);
    const text = (await this.contents.get(uri.scheme)?.provideTextDocumentContent(uri)) ?? '';
    const document = this.load(uri.fsPath, { language: 'log', text });
    return Object.assign(document, { uri });
  }

  /** The document of a file with this name. */
  documentOf(name: string): FakeDocument {
    const document = this.documents.find(({ uri }) => uri.fsPath.endsWith(`/${name}`));
    if (document === undefined) throw new Error(`There is no document ${name}.`);
    return document;
  }

  /** Shows the tab of a file. */
  show(file: string): void {
    this.activate(this.tabs.find((tab) => fileOf(tab) === file));
  }

  /** Closes the tabs of a file, and its document where nothing is unsaved in it. */
  close(file: string): void {
    this.tabs = this.tabs.filter((tab) => fileOf(tab) !== file);
    this.activate(this.tabs.at(-1));
    const document = this.documents.find(({ uri, isDirty }) => uri.fsPath === file && !isDirty);
    if (document === undefined) return;
    this.documents = this.documents.filter((it) => it !== document);
    events.closed.fire(document);
  }

  type(document: FakeDocument, text = 'new'): void {
    Object.assign(document, { text, isDirty: true });
    events.changed.fire({ document });
  }

  undo(document: FakeDocument): void {
    document.isDirty = false;
    events.changed.fire({ document });
  }

  async save(document: FakeDocument): Promise<boolean> {
    const waiting: Promise<unknown>[] = [];
    events.willSave.fire({ document, waitUntil: (work) => waiting.push(work) });
    await Promise.all(waiting);
    if (!this.saves) return false;
    document.isDirty = false;
    events.saved.fire(document);
    return true;
  }

  set(setting: string, value: unknown): void {
    this.settings[setting] = value;
    events.configuration.fire({ affectsConfiguration: (section) => section === `compline.${setting}` });
  }

  /** What notifications said. */
  get messages(): string[] {
    return this.shown.flatMap(([kind, text]) => (/^(information|warning|error)$/.test(kind ?? '') ? [text ?? ''] : []));
  }

  ask(kind: string, text: string, offered: readonly string[]): string | undefined {
    this.shown.push([kind, text, ...offered]);
    return this.answers.shift();
  }
}

function fileOf({ input }: FakeTab): string {
  return input instanceof TabInputText ? input.uri.fsPath : input.modified.fsPath;
}

/** The window. */
export const editor = new FakeEditor();

const message =
  (kind: string) =>
  async (text: string, ...rest: (string | object)[]): Promise<string | undefined> =>
    editor.ask(
      kind,
      text,
      rest.filter((it) => typeof it === 'string'),
    );

type Problem = string | { readonly message: string } | undefined;

interface FakeInput {
  readonly title: string;
  /** Several are chosen at once, by their labels with commas between them. */
  readonly canPickMany?: boolean;
  readonly validateInput?: (text: string) => Problem | Promise<Problem>;
}

/** What stands in for the module `vscode`. */
export const vscode = {
  l10n,
  EventEmitter,
  Uri,
  Position,
  Range,
  DocumentLink,
  MarkdownString,
  ConfigurationTarget: { Global: 1, Workspace: 2, WorkspaceFolder: 3 },
  TabInputText,
  TabInputTextDiff,
  TabInputCustom,
  ThemeColor,
  FileDecoration,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  DataTransferItem,
  ProgressLocation: { Notification: 15 },
  SymbolKind: { File: 0, Module: 1, Namespace: 2, Package: 3, Class: 4, Function: 11 },
  QuickPickItemKind: { Separator: -1, Default: 0 },
  InputBoxValidationSeverity: { Info: 1, Warning: 2, Error: 3 },
  ViewColumn: { Active: -1 },
  StatusBarAlignment: { Left: 1, Right: 2 },
  Disposable: {
    from: (...all: { dispose(): void }[]) => ({
      dispose: () => {
        for (const it of all) it.dispose();
      },
    }),
  },
  commands: {
    getCommands: async (): Promise<string[]> => [],
    executeCommand: async (id: string, ...args: unknown[]): Promise<void> => {
      if (id === 'setContext') return;
      editor.ran.push([id, ...args.map((it) => (it instanceof Uri ? it.fsPath : it))]);
      editor.onCommand(id);
    },
  },
  env: {
    language: 'en',
    clipboard: { writeText: async (text: string) => void editor.ran.push(['copy', text]) },
    openExternal: async (uri: Uri) => void editor.ran.push(['external', uri.toString()]),
  },
  window: {
    createWebviewPanel: (_kind: string, title: string) => {
      const panel = new FakePanel(title);
      editor.panels.push(panel);
      return panel;
    },
    registerWebviewPanelSerializer: (kind: string, serializer: FakeSerializer) => {
      editor.serializers.set(kind, serializer);
      return { dispose: () => {} };
    },
    createTreeView: () => ({
      visible: true,
      onDidChangeVisibility: () => ({ dispose: () => {} }),
      reveal: async ({ row }: { row: { id: string } }) => void editor.ran.push(['reveal', row.id]),
      dispose: () => {},
    }),
    withProgress: async (_: object, work: (progress: object, token: object) => Promise<unknown>) =>
      work({ report: () => {} }, editor.token),
    tabGroups: {
      get all() {
        return [{ tabs: editor.tabs }];
      },
      get activeTabGroup() {
        return { activeTab: editor.active };
      },
      onDidChangeTabs: events.tabs.event,
      onDidChangeTabGroups: events.tabs.event,
    },
    get visibleTextEditors() {
      const file = editor.active === undefined ? undefined : fileOf(editor.active);
      return editor.documents
        .filter(({ uri }) => uri.fsPath === file)
        .map((document) => ({
          document,
          visibleRanges: [new Range(0, 0, editor.lastVisible, 0)],
          revealRange: ({ start }: Range) => void editor.revealed.push(start.line),
        }));
    },
    get activeTextEditor(): { readonly document: FakeDocument } | undefined {
      return vscode.window.visibleTextEditors.at(0);
    },
    onDidChangeActiveTextEditor: events.activeEditor.event,
    onDidChangeVisibleTextEditors: events.visibleEditors.event,
    showInformationMessage: message('information'),
    showWarningMessage: message('warning'),
    showErrorMessage: message('error'),
    showInputBox: async ({ title, validateInput }: FakeInput): Promise<string | undefined> => {
      const answer = editor.ask('input', title, []);
      const problem = answer === undefined ? undefined : await validateInput?.(answer);
      if (problem !== undefined) editor.said.push(typeof problem === 'string' ? problem : problem.message);
      return typeof problem === 'string' ? undefined : answer;
    },
    showQuickPick: async <Item extends { label: string }>(items: Item[], { title, canPickMany }: FakeInput) => {
      const answer = editor.ask(
        'list',
        title,
        items.map(({ label }) => label),
      );
      if (canPickMany === true) return answer && items.filter(({ label }) => answer.split(', ').includes(label));
      return items.find(({ label }) => label === answer);
    },
    setStatusBarMessage: (text: string) => void editor.shown.push(['status', text]),
    showTextDocument: async (shown: Uri | FakeDocument) => {
      if ('uri' in shown && editor.contents.has(shown.uri.scheme)) {
        const tab = { input: new TabInputText(shown.uri), isPreview: true };
        editor.tabs.push(tab);
        editor.activate(tab);
      }
      editor.ran.push(['show', 'uri' in shown ? shown.uri.fsPath : shown.fsPath]);
    },
    createStatusBarItem: (id: string) => {
      const item = new FakeStatusItem(id);
      editor.statusItems.push(item);
      return item;
    },
    registerFileDecorationProvider: () => ({ dispose: () => {} }),
  },
  languages: {
    registerDocumentLinkProvider: () => ({ dispose: () => {} }),
    setTextDocumentLanguage: async (document: FakeDocument) => document,
  },
  workspace: {
    get isTrusted() {
      return editor.isTrusted;
    },
    openTextDocument: async (uri: Uri) => await editor.openRead(uri),
    registerTextDocumentContentProvider: (
      scheme: string,
      contents: { provideTextDocumentContent(uri: Uri): Promise<string> },
    ) => {
      editor.contents.set(scheme, contents);
      return { dispose: () => void editor.contents.delete(scheme) };
    },
    get textDocuments() {
      return editor.documents;
    },
    onDidOpenTextDocument: events.opened.event,
    onDidChangeTextDocument: events.changed.event,
    onWillSaveTextDocument: events.willSave.event,
    onDidSaveTextDocument: events.saved.event,
    onDidCloseTextDocument: events.closed.event,
    onDidChangeConfiguration: events.configuration.event,
    createFileSystemWatcher: () => ({
      onDidCreate: events.files.event,
      onDidChange: events.changedFiles.event,
      onDidDelete: () => ({ dispose: () => {} }),
      dispose: () => {},
    }),
    onDidGrantWorkspaceTrust: () => ({ dispose: () => {} }),
    getConfiguration: () => ({
      get: (key: string, other: unknown) => editor.settings[key] ?? other,
      update: async (key: string, value: unknown) => editor.set(key, value),
    }),
  },
};

/** What a window remembers. */
export function fakeMemento(values: Record<string, unknown> = {}) {
  return {
    keys: () => Object.keys(values),
    get: (key: string, other?: unknown) => values[key] ?? other,
    update: async (key: string, value: unknown) => {
      values[key] = value;
    },
  };
}
