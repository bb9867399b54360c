import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Dismissed, Notice } from '../../../../client/core/error-reporter.ts';
import { LoaderEdits, tellChanged } from '../../../../client/scenes/loader-edits.ts';
import type { CompServer } from '../../../../client/scenes/served-comp.ts';
import { setupScene } from '../../../../client/scenes/setup-scene.ts';
import { updateProject } from '../../../../client/scenes/update-project.ts';
import { FakeCore, heldLock } from '../fake-core.ts';
import { editor } from '../fake-vscode.ts';
import { loader, outdated, scene } from './some-scene.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

beforeEach(() => editor.reset());

const COMP = '/p/a.comp';

/** A language server that notes what it is asked, and starts when somebody waits for it. */
function fakeServer(first: CompServer['state'], then: CompServer['state'] = 'running') {
  const asked: unknown[][] = [];
  const server = {
    state: first,
    execute: async (...args: unknown[]) => {
      asked.push(args);
      return 2;
    },
    onDidChangeState: (listener: () => void) => {
      server.state = then;
      queueMicrotask(listener);
      return { dispose: () => {} };
    },
  };
  return { asked, server: server as unknown as CompServer };
}

describe('the Loaders of a comp', () => {
  test('are updated in the open document, which stays unsaved', async () => {
    const { asked, server } = fakeServer('running');
    const edits = new LoaderEdits({ core: new FakeCore().core, server });
    expect(await edits.update(COMP, 'Plate', { isShown: true })).toBe(2);
    expect(await edits.update(COMP, undefined, { isShown: false })).toBe(2);
    expect(await edits.move(COMP, 'Plate', 'down')).toBe(2);
    const uri = `file://${COMP}`;
    expect(asked).toEqual([
      ['compline.applyNewestVersions', uri, 'Plate'],
      ['compline.applyNewestVersions', uri],
      ['compline.applyVersion', uri, 'Plate', 'down'],
    ]);
    expect(editor.ran).toEqual([
      ['show', COMP],
      ['show', COMP],
    ]);
  });

  test('wait for the server, and say where it does not run', async () => {
    const late = fakeServer('idle');
    const { core } = new FakeCore();
    await new LoaderEdits({ core, server: late.server }).update(COMP, undefined, { isShown: false });
    expect(late.asked).toHaveLength(1);
    const dead = fakeServer('starting', 'failed');
    const edits = new LoaderEdits({ core, server: dead.server });
    await expect(edits.update(COMP, undefined, { isShown: false })).rejects.toThrow('The language server does not run');
    expect(dead.asked).toEqual([]);
  });

  test('stay as they are where somebody else holds the comp', async () => {
    const fake = new FakeCore();
    fake.locks.set(COMP, heldLock(COMP));
    const { asked, server } = fakeServer('running');
    await expect(
      new LoaderEdits({ core: fake.core, server }).update(COMP, undefined, { isShown: true }),
    ).rejects.toThrow(Notice);
    expect([asked, editor.ran]).toEqual([[], []]);
  });

  test.each([
    [0, []],
    [1, [['status', 'a.comp: 1 path changed. Save it to keep that.']]],
    [3, [['status', 'a.comp: 3 paths changed. Save it to keep that.']]],
  ])('%s changes are told', (count, shown) => {
    tellChanged(COMP, count);
    expect(editor.shown).toEqual(shown);
  });
});

describe('the Loaders of a project', () => {
  const scenes = ['SH010', 'SH020', 'SH030'].map((shot) => scene(shot, { loaders: [outdated('Plate')] }));
  const all = [...scenes, scene('SH040', { loaders: [loader('Plate')] })];
  const [sh010, sh020, sh030] = scenes.map(({ comp }) => comp);

  test('are updated in the comps that are chosen, and what was not is told', async () => {
    const updated: string[] = [];
    const update = async (comp: string) => {
      updated.push(comp);
      if (comp === sh020) throw new Notice('It is held by Ann.');
      return comp === sh030 ? 0 : 1;
    };
    editor.answers = ['SH010_COMP.comp, SH020_COMP.comp, SH030_COMP.comp'];
    await updateProject({ update }, all);
    expect(editor.shown[0]).toEqual([
      ...['list', 'Update All Loaders', 'SH010_COMP.comp', 'SH020_COMP.comp', 'SH030_COMP.comp'],
    ]);
    expect(updated).toEqual([sh010, sh020, sh030]);
    expect(editor.messages).toEqual([
      'SH010_COMP.comp was changed. Save it to keep that. ' +
        'Not changed: SH020_COMP.comp (It is held by Ann.), SH030_COMP.comp (nothing newer)',
    ]);
  });

  test('stay as they are after it was called off', async () => {
    const updated: string[] = [];
    const update = async (comp: string) => {
      updated.push(comp);
      editor.token.isCancellationRequested = true;
      return 1;
    };
    editor.answers = ['SH010_COMP.comp, SH020_COMP.comp'];
    await updateProject({ update }, all);
    expect(updated).toEqual([sh010]);
    expect(editor.messages[0]).toContain('Not changed: SH020_COMP.comp (called off)');
  });

  test('need nothing where all are current, or nobody wants it', async () => {
    const update = async () => 1;
    await expect(updateProject({ update }, all.slice(3))).rejects.toThrow('Every Loader reads the newest version');
    await expect(updateProject({ update }, all)).rejects.toThrow(Dismissed);
  });
});

describe('setting a scene up', () => {
  const serverOf = (changes: readonly string[], notes: readonly string[] = []) => {
    const asked: unknown[][] = [];
    const execute = async (...args: unknown[]) => {
      asked.push(args.slice(2));
      return { changes: args[2] === 'only' ? args.slice(3) : changes, notes };
    };
    return { asked, server: { state: 'running', execute } as unknown as CompServer };
  };
  const row = { row: { id: `comp:${COMP}`, path: COMP } };

  test('does what is left ticked, and tells it with what is left to do', async () => {
    const { asked, server } = serverOf(['Rate: 25', 'New Saver: _FINAL'], ['Connect _FINAL.']);
    editor.answers = ['Rate: 25'];
    await setupScene(server, row);
    expect(asked).toEqual([['list'], ['only', 'Rate: 25']]);
    expect(editor.shown[0]).toEqual(['list', 'Set up a.comp', 'Rate: 25', 'New Saver: _FINAL']);
    expect(editor.messages).toEqual(['a.comp is set up: Rate: 25. Save it to keep that. Connect _FINAL.']);
  });

  test('does nothing where all is right, or the user refuses', async () => {
    await expect(setupScene(serverOf([]).server, row)).rejects.toThrow('a.comp is set up as its project says.');
    await expect(setupScene(serverOf([], ['It is in no step.']).server, row)).rejects.toThrow('It is in no step.');
    const { asked, server } = serverOf(['Rate: 25']);
    await expect(setupScene(server, row)).rejects.toThrow(Dismissed);
    expect(asked).toEqual([['list']]);
  });
});
