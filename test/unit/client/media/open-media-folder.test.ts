import { beforeEach, expect, test, vi } from 'vitest';
import { openMediaFolder } from '../../../../client/media/open-media-folder.ts';

const { world } = vi.hoisted(() => ({
  world: { ran: [] as string[], isInWorkspace: false, remoteName: undefined as string | undefined, uiKind: 1 },
}));
vi.mock('vscode', async () => ({
  ...(await import('../fake-l10n.ts')),
  Uri: { file: (path: string) => ({ fsPath: path }) },
  UIKind: { Desktop: 1, Web: 2 },
  FileType: { Directory: 2 },
  env: {
    get remoteName() {
      return world.remoteName;
    },
    get uiKind() {
      return world.uiKind;
    },
  },
  commands: { executeCommand: async (id: string, uri: { fsPath: string }) => world.ran.push(`${id} ${uri.fsPath}`) },
  workspace: {
    getWorkspaceFolder: () => (world.isInWorkspace ? {} : undefined),
    fs: {
      stat: async ({ fsPath }: { fsPath: string }) => {
        if (fsPath === '/gone') throw new Error('not there');
        return { type: fsPath === '/file' ? 1 : 2 };
      },
    },
  },
}));

beforeEach(() => Object.assign(world, { ran: [], isInWorkspace: false, remoteName: undefined, uiKind: 1 }));

test.each([
  ['in the Explorer', { isInWorkspace: true }, 'revealInExplorer /out'],
  ['in the file manager', {}, 'revealFileInOS /out'],
  ['in a remote window', { remoteName: 'ssh-remote' }, 'vscode.openFolder /out'],
  ['in a browser', { uiKind: 2 }, 'vscode.openFolder /out'],
])('a folder is shown %s', async (_name, change, expected) => {
  Object.assign(world, change);
  await openMediaFolder('/out/x.0000.exr');
  expect(world.ran).toEqual([expected]);
});

test.each(['/gone/x.exr', '/file/x.exr'])('it is said where there is no folder: %s', async (file) => {
  await expect(openMediaFolder(file)).rejects.toThrow('is not there yet');
  expect(world.ran).toEqual([]);
});

test.each([undefined, 5, 'x.exr'])('nothing is opened for %s', async (file) => {
  await openMediaFolder(file);
  expect(world.ran).toEqual([]);
});
