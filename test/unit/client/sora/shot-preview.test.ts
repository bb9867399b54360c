import { beforeEach, expect, test, vi } from 'vitest';
import { Notice } from '../../../../client/core/error-reporter.ts';
import type { LanguageServer, LanguageServerState } from '../../../../client/language/language-client.ts';
import { ShotPreview } from '../../../../client/sora/shot-preview.ts';

/** What happens in the window, and what is open in it. */
const { editor } = vi.hoisted(() => ({
  editor: {
    language: 'sora-project',
    shown: [] as string[],
    changed: undefined as ((event: unknown) => void) | undefined,
    tableChanged: undefined as (() => void) | undefined,
    open: [] as { readonly uri: { readonly scheme: string; readonly query: string } }[],
  },
}));

vi.mock('vscode', async () => {
  class Uri {
    readonly scheme: string;
    readonly path: string;
    readonly query: string;

    constructor(scheme: string, path: string, query: string) {
      this.scheme = scheme;
      this.path = path;
      this.query = query;
    }

    static from({ scheme, path, query }: { scheme: string; path: string; query: string }) {
      return new Uri(scheme, path, query);
    }

    static parse(text: string) {
      const [scheme = '', rest = ''] = text.split('://');
      return new Uri(scheme, rest, '');
    }

    toString() {
      return `${this.scheme}://${this.path}`;
    }
  }
  class EventEmitter<Event> {
    readonly #listeners: ((event: Event) => void)[] = [];
    readonly event = (listener: (event: Event) => void) => this.#listeners.push(listener);
    fire(event: Event) {
      for (const listener of this.#listeners) listener(event);
    }
    dispose() {}
  }
  const nothing = { dispose: () => undefined };
  return {
    ...(await import('../fake-l10n.ts')),
    Uri,
    EventEmitter,
    Disposable: { from: () => nothing },
    ViewColumn: { Beside: -2 },
    languages: { setTextDocumentLanguage: async (document: unknown) => document },
    window: {
      get activeTextEditor() {
        return { document: { languageId: editor.language, uri: new Uri('file', '/show/t.sorastudio', '') } };
      },
      showTextDocument: async ({ uri }: { uri: Uri }) => editor.shown.push(`${uri.path} ${uri.query}`),
    },
    workspace: {
      get textDocuments() {
        return editor.open;
      },
      registerTextDocumentContentProvider: () => nothing,
      onDidChangeTextDocument: (listener: (event: unknown) => void) => {
        editor.changed = listener;
      },
      createFileSystemWatcher: () => ({
        ...nothing,
        onDidChange: (listener: () => void) => {
          editor.tableChanged = listener;
        },
        onDidCreate: () => nothing,
        onDidDelete: () => nothing,
      }),
      openTextDocument: async (uri: Uri) => {
        const document = { uri };
        editor.open.push(document);
        return document;
      },
    },
  };
});

let asked: string[][];
let answer: () => unknown;
let stateChanged: (state: LanguageServerState) => void;
const server = {
  execute: async (...args: string[]) => {
    asked.push(args);
    return answer();
  },
  onDidChangeState: (listener: (state: LanguageServerState) => void) => {
    stateChanged = listener;
  },
} as unknown as LanguageServer;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  answer = () => ({ videos: [{ shot: 1, prompt: 'A fox', problems: [] }], total: 1, tableFaults: [] });
  Object.assign(editor, { language: 'sora-project', shown: [], open: [] });
});

test('the lens of a shot opens the preview from this shot on', async () => {
  const preview = new ShotPreview(server);
  await preview.show('file:///show/t.sorastudio', '1');
  expect(editor.shown).toEqual(['/Shot 2 of t.sorastudio 1 file:///show/t.sorastudio']);
  const text = await preview.provideTextDocumentContent({ query: '1 file:///show/t.sorastudio' } as never);
  expect(asked).toEqual([['compline.expandShots', 'file:///show/t.sorastudio', '1', '5']]);
  expect(text).toBe('t.sorastudio: 1 video\n\n1. shot 2\n   A fox\n');
});

test('without arguments it is the project of the active editor', async () => {
  const preview = new ShotPreview(server);
  await preview.show(undefined, undefined);
  expect(editor.shown).toEqual(['/Shots of t.sorastudio 0 file:///show/t.sorastudio']);
  editor.language = 'json';
  await expect(preview.show(undefined, undefined)).rejects.toThrow(Notice);
});

test('why there is nothing to show is what is shown', async () => {
  answer = () => {
    throw new Error('The file is not on this disk. Save it first.');
  };
  const preview = new ShotPreview(server);
  const text = await preview.provideTextDocumentContent({ query: '0 file:///show/t.sorastudio' } as never);
  expect(text).toBe('The file is not on this disk. Save it first.\n');
});

test('the preview follows its project, the tables and the server', async () => {
  const preview = new ShotPreview(server);
  await preview.show('file:///show/t.sorastudio', undefined);
  const fired: string[] = [];
  preview.onDidChange((uri) => fired.push(uri.query));
  const change = (languageId: string, uri: string) => editor.changed?.({ document: { languageId, uri } });
  change('sora-project', 'file:///show/t.sorastudio');
  change('sora-project', 'file:///show/t.sorastudio');
  change('sora-project', 'file:///show/other.sorastudio');
  change('json', 'file:///show/t.sorastudio');
  expect(fired).toEqual([]);
  vi.runAllTimers();
  expect(fired).toEqual(['0 file:///show/t.sorastudio']);
  change('sora-project', 'file:///show/other.sorastudio');
  vi.runAllTimers();
  expect(fired).toHaveLength(1);
  editor.tableChanged?.();
  vi.runAllTimers();
  expect(fired).toHaveLength(2);
  stateChanged('starting');
  stateChanged('running');
  expect(fired).toHaveLength(3);
});
