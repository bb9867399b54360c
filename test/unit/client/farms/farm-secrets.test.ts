import { beforeEach, expect, test, vi } from 'vitest';
import { settle } from '../fake-core.ts';
import { editor } from '../fake-vscode.ts';
import { farmsRig } from './farms-rig.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

beforeEach(() => editor.reset());

const KEY = 'compline.farm:["/p","studio","slurm","https://slurm.example"]';

test('a core that is reached gets the credentials that it lacks', async () => {
  const { core, kept, secrets } = farmsRig();
  kept.set(KEY, 'xyzzy');
  core.become('connected');
  await secrets.handed;
  expect(core.params.get('farms/secret')).toEqual({ project: '/p', farm: 'studio', secret: 'xyzzy' });
});

test.each([
  ['another address', { described: [{ name: 'studio', type: 'slurm', target: 'https://evil.example' }] }],
  ['another kind of farm', { described: [{ name: 'studio', type: 'deadline', target: 'https://slurm.example' }] }],
  ['a project that is not trusted', { trusted: false }],
] as const)('a credential does not go to %s', async (_name, change) => {
  const { core, state, kept, secrets } = farmsRig();
  kept.set(KEY, 'xyzzy');
  Object.assign(state, change);
  core.become('connected');
  await secrets.handed;
  expect(core.params.has('farms/secret')).toBe(false);
});

test('a project that is trusted later gets its credentials when its farm is asked', async () => {
  const { core, state, kept, known } = farmsRig();
  kept.set(KEY, 'xyzzy');
  state.trusted = false;
  core.become('connected');
  await settle();
  await known.read('/p');
  state.trusted = true;
  await known.ask('/p', 'studio');
  expect(core.asked.filter((it) => it.startsWith('farms/'))).toEqual(['farms/secret', 'farms/ask']);
  expect(known.of('/p')[1]).toMatchObject({ credential: 'set', answers: 'yes' });
});

test('what the core does not take is not kept, and an error of it is no trouble', async () => {
  const { core, kept, secrets, warned } = farmsRig();
  core.error = new Error('no');
  await expect(secrets.set('/p', 'studio', 'xyzzy')).rejects.toThrow('no');
  expect(kept.size).toBe(0);
  core.become('connected');
  await secrets.handed;
  expect(String(warned)).toContain('Credentials of farms could not be handed over');
  expect(String(warned)).not.toContain('xyzzy');
});
