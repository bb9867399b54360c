import { beforeEach, expect, test, vi } from 'vitest';
import { Dismissed, Notice } from '../../../../client/core/error-reporter.ts';
import type { LanguageServer } from '../../../../client/language/language-client.ts';
import { relinkFolder } from '../../../../client/media/relink-folder.ts';

const { user } = vi.hoisted(() => ({
  user: { folder: undefined as string | undefined, target: undefined as string | undefined, language: 'fusion-comp' },
}));
vi.mock('vscode', async () => {
  const uri = (path: string) => ({ fsPath: path, toString: () => `file://${path}` });
  return {
    ...(await import('../fake-l10n.ts')),
    Uri: Object.assign(class {}, { file: uri, parse: (text: string) => uri(text.replace('file://', '')) }),
    window: {
      get activeTextEditor() {
        return { document: { languageId: user.language, uri: uri('/show/a.comp') } };
      },
      showQuickPick: async (items: readonly { label: string }[]) => items.find(({ label }) => label === user.folder),
      showOpenDialog: async () => (user.target === undefined ? undefined : [uri(user.target)]),
    },
  };
});

let asked: unknown[][];
let changed: number;
const server = {
  execute: async (...args: unknown[]) => {
    asked.push(args);
    return args[0] === 'compline.usedFolders' ? [{ folder: '/show/plates', files: 1 }] : changed;
  },
} as unknown as LanguageServer;

beforeEach(() => {
  asked = [];
  changed = 1;
  Object.assign(user, { folder: '/show/plates', target: '/new', language: 'fusion-comp' });
});

test('the folder at a path is relinked to the one that is chosen', async () => {
  await relinkFolder(server, 'file:///show/b.comp', '/show/out');
  expect(asked).toEqual([['compline.applyRelink', 'file:///show/b.comp', '/show/out', '/new']]);
});

test('without a path, the user picks one of the folders of the active comp', async () => {
  await relinkFolder(server, undefined, undefined);
  expect(asked.at(-1)).toEqual(['compline.applyRelink', 'file:///show/a.comp', '/show/plates', '/new']);
});

test.each([
  ['no folder is picked', { folder: undefined }, Dismissed],
  ['no new folder is chosen', { target: undefined }, Dismissed],
  ['the active file is no comp', { language: 'lua' }, Notice],
])('nothing is changed where %s', async (_name, change, error) => {
  Object.assign(user, change);
  await expect(relinkFolder(server, undefined, undefined)).rejects.toThrow(error);
  expect(asked.filter(([command]) => command === 'compline.applyRelink')).toEqual([]);
});

test('it is said where no path is below the folder', async () => {
  changed = 0;
  await expect(relinkFolder(server, 'file:///show/b.comp', '/x')).rejects.toThrow('No path of this comp is below /x.');
});
