import { beforeEach, expect, test, vi } from 'vitest';
import { showComps } from '../../../../client/render-spec/show-comps.ts';

interface Item {
  readonly label: string;
  readonly description: string;
}

const { world } = vi.hoisted(() => ({ world: { opened: [] as string[], offered: [] as string[], chosen: 0 } }));
vi.mock('vscode', async () => ({
  ...(await import('../fake-l10n.ts')),
  Uri: { file: (path: string) => ({ fsPath: path }) },
  workspace: { asRelativePath: (path: string) => path.replace('/show/', '') },
  window: {
    showTextDocument: async ({ fsPath }: { fsPath: string }) => world.opened.push(fsPath),
    showQuickPick: async (items: readonly Item[]) => {
      world.offered = items.map(({ label, description }) => `${label} ${description}`);
      return items[world.chosen];
    },
  },
}));

beforeEach(() => Object.assign(world, { opened: [], offered: [], chosen: 0 }));

test('one comp is opened', async () => {
  await showComps(['/show/a/x.comp']);
  expect(world).toMatchObject({ opened: ['/show/a/x.comp'], offered: [] });
});

test('of several one is chosen', async () => {
  world.chosen = 1;
  await showComps(['/show/a/x.comp', '/show/b/y.comp']);
  expect(world).toMatchObject({ opened: ['/show/b/y.comp'], offered: ['x.comp a', 'y.comp b'] });
});

test.each([[[]], [['x.comp']], [[5, undefined]], [['/show/a/x.comp', '/show/b/y.comp']]])(
  'nothing is opened for %j',
  async (comps) => {
    world.chosen = 5;
    await showComps(comps);
    expect(world.opened).toEqual([]);
  },
);
