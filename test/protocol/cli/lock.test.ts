import { readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CoreClient } from '../../../server/link/core-client.ts';
import type { Lock } from '../../../server/protocol/locks.ts';
import { Studio } from './studio.ts';

let studio: Studio;
let client: CoreClient;
beforeAll(async () => {
  studio = await Studio.open();
  await studio.run('core', 'start');
  client = new CoreClient({
    coreBundle: fileURLToPath(new URL('../../../dist/core.cjs', import.meta.url)),
    stateFolder: path.join(studio.root, 'state'),
    client: 'test',
    version: '0.0.0',
    start: false,
  });
});
afterAll(async () => {
  client.dispose();
  await studio[Symbol.asyncDispose]();
});

const sidecar = () => path.join(studio.step('SH020'), '.~DEMO_S_SH020_COMP.comp.lock');
const statusOf = async (...args: string[]) => (await studio.json<{ locks: Lock[] }>('lock', 'status', ...args)).locks;

it('says that nothing is locked', async () => {
  expect(await studio.run('lock', 'status')).toMatchObject({ code: 0, out: 'No locks.\n' });
  expect(await statusOf(studio.comp('SH020'))).toMatchObject([{ file: studio.comp('SH020'), state: 'free' }]);
});

it('names who holds a comp: asked about the comp, and about a folder above it', async () => {
  await client.request('lock/acquire', { file: studio.comp('SH020') });
  expect(JSON.parse(await readFile(sidecar(), 'utf8'))).toMatchObject({ version: 1, application: expect.any(String) });
  const expected = [{ file: studio.comp('SH020'), state: 'held', owner: { user: expect.any(String) } }];
  expect(await statusOf(studio.comp('SH020'))).toMatchObject(expected);
  expect(await statusOf(studio.project)).toMatchObject(expected);
  expect((await studio.run('lock', 'status')).out).toMatch(/^held .*DEMO_S_SH020_COMP\.comp$/m);
});

it('shows a lock that nobody has renewed for two minutes as stale', async () => {
  await client.request('lock/release', { file: studio.comp('SH020') });
  const lock = { version: 1, user: 'ada', machine: 'ws1', process: 1, application: 'Fusion', session: 'x' };
  const time = new Date(Date.now() - 300_000);
  await writeFile(sidecar(), JSON.stringify({ ...lock, acquired: time.toISOString(), renewed: time.toISOString() }));
  await utimes(sidecar(), time, time);
  expect(await statusOf(studio.comp('SH020'))).toMatchObject([{ state: 'stale', owner: { user: 'ada' } }]);
});

it('shows a torn lock as one that cannot be read', async () => {
  await writeFile(sidecar(), '{"version": 1, "us');
  expect(await statusOf(studio.comp('SH020'))).toMatchObject([{ state: 'unreadable' }]);
});

it.each([
  [['acquire']],
  [['acquire', '.']],
  [['acquire', 'no/such/folder/a.comp']],
  [['acquire', 'a.comp', '--wait', 'long']],
  [['acquire', 'a.comp', '--wait', '-1']],
  [['release']],
  [['release', 'a.comp', '--all']],
  [['steal', 'a.comp']],
])('%j is a wrong call', async (args) => {
  const { code, out, err } = await studio.run('lock', ...args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).not.toBe('');
});
