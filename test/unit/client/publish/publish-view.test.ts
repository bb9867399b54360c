import { beforeEach, expect, test, vi } from 'vitest';
import { PublishView } from '../../../../client/publish/publish-view.ts';
import type { RowElement } from '../../../../client/views/row-tree.ts';
import type { Publish, PublishedVersion } from '../../../../server/protocol/publishes.ts';
import type { Scene } from '../../../../server/protocol/scenes.ts';
import { FakeCore, settle } from '../fake-core.ts';
import { editor, fakeMemento } from '../fake-vscode.ts';
import { fakeLog } from '../locks/locking.ts';
import { finding, loader, outdated, scene, version } from '../scenes/some-scene.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

beforeEach(() => editor.reset());

const publish: Publish = {
  ...{ id: 'p1', kind: 'publish', project: '/p', comp: '/p/SH010/SH010_COMP/SH010_COMP.comp', phase: 'checking' },
  ...{ state: 'WIP', comment: '', owner: 'ann', startedAt: 0, revision: 1 },
};

/** The view on a fake core, opened as VS Code opens it. */
async function viewRig(scenes: readonly Scene[], versions: readonly PublishedVersion[], memory = {}) {
  const fake = new FakeCore();
  const known = { scenes, versions };
  const asked: string[] = [];
  fake.answers.set('publish/list', () => ({ publishes: [] }));
  fake.answers.set('publish/versions', () => ({ versions: known.versions }));
  fake.answers.set('scene/list', ({ project }: { project: string }) => {
    asked.push(project);
    return { scenes: known.scenes };
  });
  const memento = fakeMemento(memory);
  const view = new PublishView({
    core: fake.core,
    gate: { closed: async () => undefined } as never,
    log: fakeLog,
    projects: {
      roots: async () => ['/p'],
      has: (root: string) => root === '/p',
      asOpened: (it: string) => it,
    } as never,
    files: { has: (file) => file.startsWith('/p/') },
    memento: memento as never,
  });
  const { tree } = view.live;
  const drawn: string[] = [];
  tree.onDidChangeTreeData((it) => {
    drawn.push(...(it === undefined ? ['all'] : [it].flat().map(({ row }) => row.id)));
  });
  const shown = async (parent?: RowElement, indent = ''): Promise<string[]> => {
    const lines: string[] = [];
    for (const it of await tree.getChildren(parent)) {
      lines.push(`${indent}${it.row.label} | ${it.row.description} | ${it.row.icon.id} | ${it.row.context}`);
      if (it.row.expansion !== undefined) lines.push(...(await shown(it, `${indent}  `)));
    }
    return lines;
  };
  await shown();
  await settle();
  const first = await shown();
  drawn.length = 0;
  return { fake, view, known, asked, drawn, shown, first, memento };
}

const SCENES = [
  scene('SH010', {
    loaders: [outdated('Plate'), loader('Matte'), loader('Grain', { media: 'missing' })],
    findings: [finding()],
  }),
  scene('SH020', { loaders: [loader('Plate')] }),
];

test('comps stand under their shots with what they read, what is wrong, and their versions', async () => {
  const { first, view } = await viewRig(SCENES, [version('SH010', 1), version('SH010', 2), version('SH030', 1)]);
  expect(first).toEqual([
    'SH010 | 1 missing · 1 outdated · 1 warning | folder | shot',
    '  COMP | 002 WIP · 1 missing · 1 outdated · 1 warning | error | comp outdated published',
    '    Plate | 001 → 002 · Plate.1001.exr | arrow-circle-up | loader outdated versioned media',
    '    Grain | missing · Grain.1001.exr | error | loader versioned',
    '    1 more are current |  | pass | loaders',
    '      Matte | 002 · Matte.1001.exr | pass | loader versioned media',
    '    The size is another one. | line 3 | warning | finding',
    '    002 | WIP | tools | version',
    '    001 | WIP | tools | version',
    'SH020 | 1 comp | folder | shot',
    '  COMP | not published | pass | comp',
    '    1 Loader, current |  | pass | loaders',
    '      Plate | 002 · Plate.1001.exr | pass | loader versioned media',
    'SH030 |  | folder | shot',
    '  COMP | 001 WIP | package | step',
    '    001 | WIP | tools | version',
  ]);
  expect(view.live.view.badge).toEqual({ value: 1, tooltip: '1 Loader reads an older version than is published' });
});

test('several comps of a step stand beside its versions', async () => {
  const other = scene('SH010', { comp: '/p/SH010/SH010_COMP/other.comp' });
  const { first } = await viewRig([scene('SH010'), other], [version('SH010', 1)]);
  expect(first).toEqual([
    'SH010 | 2 comps | folder | shot',
    '  COMP | 001 WIP | package | step',
    '    COMP | 001 WIP | pass | comp published',
    '    other | 001 WIP | pass | comp published',
    '    001 | WIP | tools | version',
  ]);
});

test('a saved comp is read again, and only the rows are drawn that have changed', async () => {
  const { known, drawn, asked, shown, view } = await viewRig(SCENES, []);
  known.scenes = [scene('SH010', { loaders: [loader('Plate')] }), ...SCENES.slice(1)];
  expect(asked).toHaveLength(1);
  await editor.save(editor.load('/elsewhere/a.comp'));
  await editor.save(editor.load('/p/readme.md'));
  await settle();
  expect(asked).toHaveLength(1);
  await editor.save(editor.load('/p/SH010/SH010_COMP/SH010_COMP.comp'));
  await settle();
  expect(asked).toHaveLength(2);
  expect(new Set(drawn)).toEqual(new Set(['shot:/p/SH010', `comp:${publish.comp}`]));
  expect((await shown())[1]).toBe('  COMP | not published | pass | comp');
  expect(view.live.view.badge).toBeUndefined();
});

test('a publish at work comes first; when it has ended, everything is read again', async () => {
  const { fake, known, drawn, shown } = await viewRig(SCENES.slice(1), []);
  fake.tell('publish/changed', { publish });
  expect((await shown())[0]).toBe('SH010_COMP | checking | sync~spin | publish checking cancellable');
  expect(drawn).toEqual(['all']);
  fake.tell('publish/changed', { publish: { ...publish, phase: 'verifying', revision: 2 } });
  expect(drawn).toEqual(['all', 'publish:p1']);
  known.versions = [version('SH020', 1)];
  fake.tell('publish/changed', { publish: { ...publish, phase: 'completed', revision: 3 } });
  await settle();
  expect((await shown()).slice(0, 2)).toEqual([
    'SH020 | 1 comp | folder | shot',
    '  COMP | 001 WIP | pass | comp published',
  ]);
});

test('the filter leaves comps out, and what needs attention is remembered', async () => {
  const { view, shown, memento } = await viewRig(SCENES, [version('SH030', 1)]);
  view.filter = 'sh020';
  expect((await shown()).filter((it) => !it.startsWith('  '))).toEqual(['SH020 | 1 comp | folder | shot']);
  expect(view.live.view.description).toBe('filter: sh020');
  view.filter = '';
  await view.showAttention(true);
  expect((await shown()).filter((it) => !it.startsWith('  '))).toEqual([
    'SH010 | 1 missing · 1 outdated · 1 warning | folder | shot',
  ]);
  const again = await viewRig(SCENES, [], { 'compline.publish.attention': memento.get('compline.publish.attention') });
  expect(again.view.needsAttention).toBe(true);
  expect(again.first[0]).toMatch(/^SH010/);
});

test('thousands of comps are shown some at a time, and shots stand closed', async () => {
  const many = Array.from({ length: 1000 }, (_, at) => scene(`SH${String(at).padStart(4, '0')}`));
  const { view, drawn } = await viewRig(many, []);
  const rows = await view.live.rows();
  expect(rows).toHaveLength(201);
  expect(rows[0]?.expansion).toBe('collapsed');
  expect(rows.at(-1)).toMatchObject({ description: '800 not shown', command: { id: 'compline.publish.showMore' } });
  view.showMore('shots');
  expect(drawn).toEqual(['all']);
  expect(await view.live.rows()).toHaveLength(401);
});

test('comps that cannot be read leave the versions shown', async () => {
  const { fake, view, shown } = await viewRig([], [version('SH010', 1)]);
  fake.answers.set('scene/list', () => {
    throw new Error('unknown request');
  });
  view.live.refresh();
  await settle();
  expect(await shown()).toEqual([
    'SH010 |  | folder | shot',
    '  COMP | 001 WIP | package | step',
    '    001 | WIP | tools | version',
  ]);
});

test('of a thousand comps one that has changed is drawn again, with its shot, and no other', async () => {
  const many = Array.from({ length: 1000 }, (_, at) => scene(`SH${String(at).padStart(4, '0')}`));
  const { view, known, drawn } = await viewRig(many, []);
  known.scenes = many.map((it, at) => (at === 7 ? { ...it, findings: [finding()] } : it));
  view.live.refresh();
  await settle();
  expect(new Set(drawn)).toEqual(new Set(['shot:/p/SH0007', `comp:${many[7]?.comp}`]));
});

test('what is saved while comps are read is read once more, however often', async () => {
  const { fake, asked, view, known } = await viewRig(SCENES, []);
  const waiting: (() => void)[] = [];
  fake.answers.set('scene/list', async ({ project }: { project: string }) => {
    asked.push(project);
    await new Promise<void>((resolve) => waiting.push(resolve));
    return { scenes: known.scenes };
  });
  asked.length = 0;
  const document = editor.load('/p/compline.yaml');
  await editor.save(document);
  await settle();
  for (let again = 0; again < 3; again += 1) {
    await editor.save(document);
    await settle();
  }
  expect(asked).toHaveLength(1);
  waiting.shift()?.();
  await settle();
  expect(asked).toHaveLength(2);
  waiting.shift()?.();
  await view.scenes();
  expect(asked).toHaveLength(2);
});
