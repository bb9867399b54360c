import { beforeEach, expect, test, vi } from 'vitest';
import { FarmStatusBar } from '../../../../client/farms/farm-status-bar.ts';
import { settle } from '../fake-core.ts';
import { editor } from '../fake-vscode.ts';
import { farmsRig } from './farms-rig.ts';
import { someFarm } from './some-farm.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

beforeEach(() => editor.reset());

async function barRig(state: 'connected' | 'disconnected' = 'connected') {
  const rig = farmsRig();
  rig.state.farms = [someFarm('local'), someFarm('studio', { isDefault: true }), someFarm('cue', { jobs: 1 })];
  rig.core.state = state;
  const { core, projects, known, secrets } = rig;
  const bar = new FarmStatusBar({
    ...{ core: core.core, projects, known, supplied: () => secrets.handed },
    gate: { closed: async () => undefined },
    log: { warn: () => {} } as never,
  });
  await settle();
  const item = () => editor.statusItems.at(-1);
  const asked = () => core.asked.filter((it) => it.startsWith('farms/ask')).length;
  return { ...rig, bar, item, asked };
}

test('the default is told, and asked once', async () => {
  const { bar, item, asked } = await barRig();
  expect([item()?.isShown, item()?.text]).toEqual([true, '$(server-environment) studio']);
  expect(item()?.accessibilityInformation?.label).toBe('Farm: Jobs go to studio by themselves. Farm studio answers.');
  await bar.refresh();
  expect(asked()).toBe(1);
});

test('it starts no core, and waits for one', async () => {
  const { core, item, asked } = await barRig('disconnected');
  expect([core.params.size, item()?.isShown]).toEqual([0, false]);
  core.become('connected');
  await settle();
  expect([item()?.isShown, asked()]).toEqual([true, 1]);
});

test('a farm with jobs of ours that does not answer any more is told at once, with a warning', async () => {
  const { core, item } = await barRig();
  const cue = someFarm('cue', { jobs: 1, answers: 'no', message: 'Off.' });
  core.tell('farm/changed', { project: '/other', farm: cue });
  expect(item()?.text).toBe('$(server-environment) studio');
  core.tell('farm/changed', { project: '/p', farm: cue });
  expect(item()).toMatchObject({
    text: '$(warning) cue: does not answer',
    backgroundColor: { id: 'statusBarItem.warningBackground' },
  });
  core.tell('farm/changed', { project: '/p', farm: { ...cue, answers: 'yes' } });
  expect(item()).toMatchObject({ text: '$(server-environment) studio', backgroundColor: undefined });
});

test('it is hidden where the project has only this machine, also when that becomes so', async () => {
  const { state, item } = await barRig();
  state.farms = [someFarm('local', { isDefault: true })];
  editor.onFileChange();
  await settle();
  expect(item()?.isShown).toBe(false);
});

test('a project that is not trusted is no trouble', async () => {
  const { core, item, bar } = await barRig();
  core.answers.set('farms/ask', () => Promise.reject(new Error('not trusted')));
  core.become('connected');
  await settle();
  await bar.refresh();
  expect(item()?.text).toContain('studio');
});
