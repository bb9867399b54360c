import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Dismissed } from '../../../../client/core/error-reporter.ts';
import { askPublish, confirmText } from '../../../../client/publish/ask-publish.ts';
import { type ChooseFarm, PublishCommand } from '../../../../client/publish/publish-command.ts';
import { PublishMemory } from '../../../../client/publish/publish-memory.ts';
import { BACK, type WalkInputs } from '../../../../client/publish/walk-inputs.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';
import type { PublishPlan } from '../../../../server/protocol/publishes.ts';
import { FakeCore } from '../fake-core.ts';
import { editor, fakeMemento, vscode } from '../fake-vscode.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

beforeEach(() => editor.reset());

const plan: PublishPlan = {
  ...{
    kind: 'publish',
    project: '/p',
    comp: '/p/SH010_COMP.comp',
    saver: '_FINAL',
    farm: 'local',
    renderer: 'ffmpeg',
    version: 4,
  },
  ...{ frames: { first: 1001, last: 1012 }, target: '/p/_published/004_WIP', files: [] },
  ...{
    state: 'WIP',
    findings: [],
    writes: [],
    folders: [],
    replaces: [],
    staging: [],
    others: [],
    webhooks: [],
    refusals: [],
  },
  warnings: ['The size is another one.', 'A frame is missing.'],
};

/** Somebody at the keyboard: `enter` takes what is proposed, `<` goes back, anything else is chosen or written. */
function person(...keys: readonly string[]) {
  const left = [...keys];
  const asked: string[] = [];
  const next = (): string => {
    const key = left.shift();
    if (key === undefined) throw new Dismissed();
    return key;
  };
  const inputs: WalkInputs = {
    async pick({ step, totalSteps, items, active }) {
      asked.push(`${step}/${totalSteps} ${active?.label}`);
      const key = next();
      if (key === '<') return BACK;
      const found = key === 'enter' ? active : items.find(({ label }) => label.startsWith(key));
      if (found === undefined) throw new Error(`There is no ${key} among ${items.map(({ label }) => label).join()}.`);
      return found;
    },
    async write({ step, totalSteps, value, fault }) {
      asked.push(`${step}/${totalSteps} "${value}"`);
      const key = next();
      if (key === '<') return BACK;
      const text = key === 'enter' ? value : key;
      const wrong = fault?.(text);
      if (wrong !== undefined) throw new Error(wrong);
      return text;
    },
  };
  return { inputs, asked };
}

const LAST = { state: 'CHK', comment: 'as before' };

describe('the walk', () => {
  test('is three Enters where nothing changes', async () => {
    const { inputs, asked } = person('enter', 'enter', 'enter');
    expect(await askPublish(plan, { inputs, last: LAST })).toEqual({ ...LAST, action: 'publish' });
    expect(asked).toEqual(['1/3 CHK', '2/3 "as before"', '3/3 Publish SH010_COMP as 004 CHK — 2 warnings']);
  });

  test.each([
    [['OK', '<', 'WIP', 'new', 'enter'], { state: 'WIP', comment: 'new', action: 'publish' }],
    [['enter', 'new', '<', '<', 'OK', 'enter', 'enter'], { state: 'OK', comment: 'new', action: 'publish' }],
    [['Other', '<', 'Other', 'FIN', 'enter', 'enter'], { state: 'FIN', comment: 'as before', action: 'publish' }],
    [['enter', 'enter', 'Create Preview'], { ...LAST, action: 'preview' }],
    [['enter', 'enter', '$(warning) A frame', 'enter'], { ...LAST, action: 'publish' }],
  ])('%j', async (keys, expected) => {
    expect(await askPublish(plan, { inputs: person(...keys).inputs, last: LAST })).toEqual(expected);
  });

  test('shows the plan, and asks again', async () => {
    const showPlan = vi.fn(async () => {});
    const { inputs } = person('enter', 'enter', 'Show Plan', 'enter');
    await askPublish(plan, { inputs, last: LAST, showPlan });
    expect(showPlan).toHaveBeenCalledTimes(1);
    await expect(askPublish(plan, { inputs: person('enter').inputs, last: LAST })).rejects.toThrow(Dismissed);
    await expect(askPublish(plan, { inputs: person('Other', 'to do!').inputs, last: LAST })).rejects.toThrow('letters');
  });
});

test.each([
  [{}, 'OK', 'Publish SH010_COMP as 004 OK — 2 warnings'],
  [{ warnings: [] }, '', 'Publish SH010_COMP as 004 — no warnings'],
  [{ warnings: ['a'] }, 'WIP', 'Publish SH010_COMP as 004 WIP — 1 warning'],
])('the last line %o', (change, state, text) => expect(confirmText({ ...plan, ...change }, state)).toBe(text));

test('what was said of a comp is remembered, and its state for a comp that is new', async () => {
  const memento = fakeMemento();
  const memory = new PublishMemory(memento as never);
  expect(memory.of('/a')).toEqual({ state: 'WIP', comment: '' });
  await memory.keep('/a', { state: 'OK', comment: 'done' });
  await memory.keep('/b', { state: 'CHK', comment: '' });
  expect(memory.of('/a')).toEqual({ state: 'OK', comment: 'done' });
  expect(memory.of('/c')).toEqual({ state: 'CHK', comment: '' });
  await memento.update('compline.publish.answers', { of: 'another version' });
  expect(memory.of('/a')).toEqual({ state: 'WIP', comment: '' });
});

describe('the command', () => {
  const rig = (...keys: readonly string[]) => {
    const fake = new FakeCore();
    fake.answers.set('project/status', () => ({ project: { root: '/p', trusted: true, problems: [] } }));
    fake.answers.set('publish/plan', () => ({ plan }));
    fake.answers.set('publish/start', (it) => ({ publish: it }));
    const followed: unknown[] = [];
    const command = new PublishCommand({
      core: fake.core,
      follower: { follow: (it) => void followed.push(it) },
      memory: new PublishMemory(fakeMemento() as never),
      inputs: person(...keys).inputs,
    });
    return { fake, command, followed };
  };
  const comp = vscode.Uri.file('/p/SH010_COMP.comp');

  test('publishes what was planned, after a comp with changes is saved', async () => {
    const { command, followed } = rig('OK', 'done', 'enter');
    const document = editor.load(comp.fsPath, { isDirty: true });
    Object.assign(comp, { path: comp.fsPath });
    editor.answers = ['Save and Continue'];
    await command.run('publish', comp);
    expect(document.isDirty).toBe(false);
    expect(followed).toEqual([
      { comp: comp.fsPath, kind: 'publish', state: 'OK', comment: 'done', saver: '_FINAL', version: 4 },
    ]);
  });

  test('publishes on the farm that is chosen, and proposes it the next time', async () => {
    const { fake, command, followed } = rig('enter', 'enter', 'enter', 'enter', 'enter', 'Create Preview');
    const last: object[] = [];
    const choose: ChooseFarm = async (project, before) => {
      last.push({ project, ...before });
      return { farm: 'studio', pool: 'comp' };
    };
    Object.assign(comp, { path: comp.fsPath });
    await command.publishOnFarm(comp, choose);
    await command.publishOnFarm(comp, choose);
    expect(last).toEqual([{ project: '/p' }, { project: '/p', farm: 'studio', pool: 'comp' }]);
    expect(fake.params.get('publish/plan')).toMatchObject({ farm: 'studio', pool: 'comp' });
    expect(followed).toMatchObject([
      { kind: 'publish', farm: 'studio', pool: 'comp', version: 4 },
      { kind: 'preview', farm: 'studio', pool: 'comp' },
    ]);
  });

  test('takes the next number where somebody has taken the one that was planned, once that is wished', async () => {
    Object.assign(comp, { path: comp.fsPath });
    const { command, fake, followed } = rig('enter', 'enter', 'enter');
    fake.answers.set('publish/start', (it: { version?: number }) => {
      if (it.version !== undefined) throw new ComplineError({ code: 'version-taken', message: 'Ann has 004.' });
      return { publish: it };
    });
    editor.answers = ['Publish as the Next One'];
    await command.run('publish', comp);
    expect(editor.shown.at(-1)).toEqual(['warning', 'Ann has 004.', 'Publish as the Next One']);
    expect(followed).toHaveLength(1);
    expect(followed[0]).not.toHaveProperty('version');
  });

  test('renders a preview where that is chosen in the end, and nothing where it is called off', async () => {
    Object.assign(comp, { path: comp.fsPath });
    const { command, followed } = rig('enter', 'enter', 'Create Preview');
    await command.run('publish', comp);
    expect(followed).toEqual([{ comp: comp.fsPath, kind: 'preview', saver: '_FINAL' }]);
    const other = rig('enter');
    await expect(other.command.run('publish', comp)).rejects.toThrow(Dismissed);
    expect(other.followed).toEqual([]);
  });
});
