import { beforeEach, expect, test, vi } from 'vitest';
import { Dismissed, Notice } from '../../../../client/core/error-reporter.ts';
import { editor } from '../fake-vscode.ts';
import { farmsRig } from './farms-rig.ts';
import { someFarm } from './some-farm.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

beforeEach(() => editor.reset());

const CONFIG = 'version: 1\nfarms:\n  studio: { type: slurm }\n';

/** What was run, without what only shows something. */
const ran = () => editor.ran.map((it) => it.join(' '));

test('a credential is kept, given to the core, and tried', async () => {
  const { core, kept, commands } = farmsRig();
  editor.answers = ['studio', ' xyzzy '];
  await commands.setCredential();
  expect(editor.shown[1]).toEqual(['input', 'JWT secret of studio (Slurm)']);
  expect([...kept.values()]).toEqual(['xyzzy']);
  expect(core.params.get('farms/secret')).toEqual({ project: '/p', farm: 'studio', secret: 'xyzzy' });
  expect(editor.messages).toEqual(['Farm studio answers.']);
});

test('an empty credential is forgotten, and the farm is left alone', async () => {
  const { core, kept, commands } = farmsRig();
  kept.set('compline.farm:["/p","studio","slurm","https://slurm.example"]', 'old');
  editor.answers = ['studio', ''];
  await commands.setCredential();
  expect([kept.size, core.params.get('farms/secret')]).toEqual([0, { project: '/p', farm: 'studio' }]);
  expect(core.params.has('farms/ask')).toBe(false);
});

test('nobody is asked for a credential that goes to a project that they do not trust', async () => {
  const { core, state, commands } = farmsRig();
  state.trusted = false;
  editor.answers = ['studio', undefined];
  await expect(commands.setCredential()).rejects.toThrow(Dismissed);
  expect(editor.shown.map(([kind]) => kind)).toEqual(['list', 'warning']);
  expect(core.params.has('farms/secret')).toBe(false);
});

test('a farm that does not answer offers what helps', async () => {
  const { state, commands } = farmsRig();
  state.answers = { answers: 'no', message: 'No route to host.' };
  editor.answers = ['studio', undefined];
  await commands.check();
  expect(editor.shown.at(-1)).toEqual([
    'warning',
    'Farm studio does not answer: No route to host. It needs a credential: JWT secret.',
    'Set Credential…',
    'Configure Farms',
  ]);
});

test('asking is called off', async () => {
  const { core, commands } = farmsRig();
  core.answers.set('farms/ask', () => {
    editor.cancel();
    return new Promise(() => {});
  });
  editor.answers = ['studio'];
  await expect(commands.check()).rejects.toThrow(Dismissed);
});

test('the default is written by the language server and saved', async () => {
  const { commands } = farmsRig();
  const document = editor.load('/p/compline.yaml', { text: CONFIG });
  editor.answers = ['studio'];
  await commands.switch();
  expect(ran()).toEqual(['server compline.applyDefaultFarm file:///p/compline.yaml studio']);
  expect(document.isDirty).toBe(false);
});

test('a configuration with unsaved changes is shown, and not saved', async () => {
  const { commands } = farmsRig();
  const document = editor.load('/p/compline.yaml', { text: CONFIG, isDirty: true });
  editor.answers = ['studio'];
  await expect(commands.switch()).rejects.toThrow(Notice);
  expect(document.isDirty).toBe(true);
  expect(ran()).toContain('show /p/compline.yaml');
});

test.each([
  ['studio', {}, ['Check Now', 'Make Default', 'Set Credential…', 'Configure Farms']],
  ['This Machine', {}, ['Configure Farms']],
  [
    'studio',
    { web: 'https://slurm.example/web', credential: 'not-needed', isDefault: true },
    ['Check Now', 'Open Web Interface', 'Configure Farms'],
  ],
] as const)('what can be done with %s %o', async (name, change, actions) => {
  const { state, commands } = farmsRig();
  state.farms = [someFarm('local', { isDefault: true }), { ...(state.farms[1] ?? someFarm('studio')), ...change }];
  editor.answers = [name];
  await expect(commands.show()).rejects.toThrow(Dismissed);
  expect(editor.shown.map((it) => it.slice(1))).toEqual([
    ['Farms', 'This Machine', 'studio', 'Configure Farms…'],
    [name, ...actions],
  ]);
});

test('the web interface of a farm is opened where it is a page, and nothing else is', async () => {
  const { state, commands } = farmsRig();
  const open = async (web: string): Promise<void> => {
    state.farms = [someFarm('local'), someFarm('studio', { web })];
    editor.answers = ['studio', 'Open Web Interface'];
    await commands.show();
  };
  await open('https://slurm.example/web');
  expect(ran()).toEqual(['external https://slurm.example/web']);
  await expect(open('file:///etc/passwd')).rejects.toThrow(Notice);
});

test.each([
  ['at its farms', CONFIG, [{ name: 'studio', type: 'slurm' }], ['show /p/compline.yaml']],
  [
    'at its top, where it builds on another one',
    'version: 1\n',
    [{ name: 'a', type: 'slurm' }],
    ['show /p/compline.yaml'],
  ],
  ['at a new farm', 'version: 1\n', [], ['show /p/compline.yaml', 'editor.action.insertSnippet [object Object]']],
] as const)('a configuration is opened %s', async (_name, text, described, expected) => {
  const { state, commands } = farmsRig();
  state.described = [...described];
  editor.load('/p/compline.yaml', { text });
  await commands.configure();
  expect(ran()).toEqual(expected);
});

test('a list without farms says how to get one', async () => {
  const { state, commands } = farmsRig();
  state.farms = [someFarm('local', { isDefault: true })];
  state.described = [];
  editor.load('/p/compline.yaml', { text: 'version: 1\n' });
  editor.answers = ['Configure Farms…'];
  await expect(commands.check()).rejects.toThrow(Dismissed);
  expect(ran()).toContain('show /p/compline.yaml');
});
