import { beforeEach, expect, test, vi } from 'vitest';
import type { Closed } from '../../../../client/core/gate.ts';
import { Gate } from '../../../../client/core/gate.ts';
import { FormMemory } from '../../../../client/render-form/form-memory.ts';
import { emptyValues } from '../../../../client/render-form/form-values.ts';
import { RenderForms, sceneOf } from '../../../../client/render-form/render-forms.ts';
import { FakeCore, settle } from '../fake-core.ts';
import { editor, FakePanel, fakeMemento, vscode } from '../fake-vscode.ts';
import { someFarm } from '../farms/some-farm.ts';
import { fakeLog } from '../locks/locking.ts';
import { someScene } from './some-scene.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

beforeEach(() => editor.reset());

function formsRig(closed?: Closed) {
  const fake = new FakeCore();
  fake.answers.set('render/scene', ({ scene }: { scene: string }) => ({ scene: someScene({ scene }) }));
  fake.answers.set('render/frames', () => ({ answer: { count: 1, chunks: 1, first: ['1'], faults: [] } }));
  fake.answers.set('queue/list', () => ({ jobs: [] }));
  fake.answers.set('farms/list', () => ({ farms: [someFarm('local', { isDefault: true }), someFarm('studio')] }));
  fake.answers.set('farms/ask', ({ farm }: { farm: string }) => ({ farm: someFarm(farm, { answers: 'yes' }) }));
  fake.answers.set('system/info', () => ({ system: { gpus: [] } }));
  const gate = new Gate({} as never);
  gate.closed = async () => closed;
  const forms = new RenderForms({
    core: fake.core,
    gate,
    memory: new FormMemory(fakeMemento() as never),
    configureFarms: async () => {},
    extension: vscode.Uri.file('/ext') as never,
    log: fakeLog,
  });
  return { fake, forms };
}

test('a scene has one form, which is shown again', async () => {
  const { forms } = formsRig();
  await forms.show('/p/a.ma');
  await forms.show('/p/b.ma');
  await forms.show('/p/a.ma');
  expect(editor.panels.map(({ title, reveals }) => [title, reveals])).toEqual([
    ['Render a.ma', 1],
    ['Render b.ma', 0],
  ]);
  editor.panels[0]?.dispose();
  await forms.show('/p/a.ma');
  expect(editor.panels).toHaveLength(3);
});

test('a form that is open is shown again for a farm', async () => {
  const { forms } = formsRig();
  await forms.show('/p/a.ma');
  await forms.show('/p/a.ma', { onFarm: true });
  const [panel] = editor.panels as [FakePanel];
  const posted = panel.posted as { view: { values?: { farm: string }; focus?: string } }[];
  expect([editor.panels.length, panel.reveals]).toEqual([1, 1]);
  expect(posted.findLast(({ view }) => view.values !== undefined)?.view).toMatchObject({ values: { farm: 'studio' } });
  expect(posted.some(({ view }) => view.focus === 'farm')).toBe(true);
});

test('a page is told what to show when it asks, and nothing after its end', async () => {
  const { forms } = formsRig();
  await forms.show('/p/a.ma');
  const [panel] = editor.panels as [FakePanel];
  panel.posted.length = 0;
  panel.received.fire({ type: 'ready' });
  await settle();
  expect(panel.posted).toMatchObject([{ type: 'show', view: { values: { scene: '/p/a.ma' }, focus: 'frames' } }]);
  panel.received.fire({ type: 'change', values: { scene: 7 } });
  panel.dispose();
  panel.received.fire({ type: 'ready' });
  await settle();
  expect(panel.posted).toHaveLength(1);
});

test('a form comes back with what stood in it', async () => {
  formsRig();
  const panel = new FakePanel('old');
  const values = { ...emptyValues, scene: '/p/a.ma', frames: '7', layers: ['old'] };
  await editor.serializers.get('compline.renderForm')?.deserializeWebviewPanel(panel, { values });
  expect(panel.title).toBe('Render a.ma');
  panel.received.fire({ type: 'ready' });
  await settle();
  expect(panel.posted.at(-1)).toMatchObject({ view: { values: { frames: '7', layers: ['old'] } } });
});

test.each([undefined, { values: 7 }])('a form that comes back with %j is empty', async (state) => {
  formsRig();
  const panel = new FakePanel('old');
  await editor.serializers.get('compline.renderForm')?.deserializeWebviewPanel(panel, state);
  expect(panel.title).toBe('Render');
});

test('in a window that is not trusted a form that comes back asks nothing of the core, and says why', async () => {
  const { fake } = formsRig('untrusted');
  const panel = new FakePanel('old');
  const values = { ...emptyValues, scene: '/p/a.ma' };
  await editor.serializers.get('compline.renderForm')?.deserializeWebviewPanel(panel, { values });
  expect([...fake.params.keys()]).toEqual([]);
  expect(panel.posted.at(-1)).toMatchObject({
    view: { problems: [{ field: 'scene', message: expect.stringContaining('This workspace is not trusted') }] },
  });
});

test.each([
  ['/p/a.MA', false, '/p/a.MA'],
  ['/p/a.txt', false, ''],
  ['/p/a.hip', true, '/p/a.hip'],
])('%s (chosen: %s) is the scene "%s"', (file, isChosen, expected) => {
  expect(sceneOf(vscode.Uri.file(file) as never, isChosen)).toBe(expected);
});
