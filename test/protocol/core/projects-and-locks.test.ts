import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { eventually } from '../../unit/eventually.ts';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { connect, stateFolder } from './core-rig.ts';

const project = async () => {
  const root = await temporaryFolder();
  const config = path.join(root, 'compline.yaml');
  const write = (program: string) =>
    writeFileSync(config, `version: 1\nproject: { id: DEMO }\nrenderers: { r: { program: ${program}, args: [] } }\n`);
  write('ffmpeg');
  const comp = path.join(root, 'shot', 'a.comp');
  mkdirSync(path.dirname(comp));
  writeFileSync(comp, '');
  return { root, config, comp, write };
};

test('a project is found from anything in it, and trusted as it was shown', async () => {
  const { root, comp, write } = await project();
  const core = await connect(await stateFolder());
  const { project: shown } = await core.request('project/status', { path: comp });
  expect(shown).toMatchObject({ root, id: 'DEMO', trusted: false, programs: [{ name: 'r', commandLine: ['ffmpeg'] }] });
  const { project: trusted } = await core.request('project/trust', { root, hash: shown.trustHash });
  expect(trusted.trusted).toBe(true);
  write('sh');
  expect((await core.request('project/status', { path: root })).project.trusted).toBe(false);
  await expect(core.request('project/trust', { root, hash: shown.trustHash })).rejects.toMatchObject({
    code: 'project-not-trusted',
  });
});

test('a configuration with a fault is shown and not trusted', async () => {
  const { root, config } = await project();
  writeFileSync(config, 'version: 1\nproject: { id: DEMO }\nwrong: 1\n');
  const core = await connect(await stateFolder());
  const { project: shown } = await core.request('project/status', { path: root });
  expect(shown).toMatchObject({ trusted: false, programs: [], problems: [{ line: 2 }] });
  await expect(core.request('project/trust', { root, hash: shown.trustHash })).rejects.toMatchObject({
    code: 'config-invalid',
  });
});

test('a path in no project is told', async () => {
  const core = await connect(await stateFolder());
  await expect(core.request('project/status', { path: await temporaryFolder() })).rejects.toMatchObject({
    code: 'project-not-found',
  });
});

test('a lock belongs to its connection, is told to it alone, and ends with it', async () => {
  const { comp } = await project();
  const folder = await stateFolder();
  const [mine, other] = [await connect(folder), await connect(folder)];
  const told: string[] = [];
  mine.onEvent('lock/changed', ({ lock }) => told.push(`mine ${lock.state}`));
  other.onEvent('lock/changed', ({ lock }) => told.push(`other ${lock.state}`));
  expect((await mine.request('lock/acquire', { file: comp })).lock.state).toBe('mine');
  await expect(other.request('lock/acquire', { file: comp })).rejects.toMatchObject({ code: 'locked' });
  expect((await other.request('lock/status', { files: [comp] })).locks).toMatchObject([{ state: 'held' }]);
  expect((await other.request('core/status', {})).locksHeld).toBe(1);
  const sidecar = path.join(path.dirname(comp), '.~a.comp.lock');
  expect(JSON.parse(readFileSync(sidecar, 'utf8'))).toMatchObject({ version: 1 });
  mine.dispose();
  await eventually(() => !existsSync(sidecar), 'the end of the lock');
  expect((await other.request('lock/acquire', { file: comp })).lock.state).toBe('mine');
  await other.request('lock/release', { file: comp });
  await eventually(() => told.includes('other free'), 'the event of the release');
  expect(told[0]).toBe('mine mine');
});
