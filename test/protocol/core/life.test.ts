import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as esbuild from 'esbuild';
import { expect, test } from 'vitest';
import { CoreClient } from '../../../server/link/core-client.ts';
import { stateFiles } from '../../../server/link/state-folder.ts';
import { ComplineError } from '../../../server/protocol/errors.ts';
import { eventually } from '../../unit/eventually.ts';
import { isRunning } from '../../unit/pipeline/processes.ts';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { connect, coreEntry, coreLog, coreProcess, kill, stateFolder } from './core-rig.ts';

const serve = (folder: string, ...args: string[]) => {
  const child = spawn(process.execPath, [coreEntry, 'serve', '--state', folder, ...args], { stdio: 'pipe' });
  let output = '';
  child.stderr.on('data', (piece) => {
    output += piece;
  });
  return { child, exit: once(child, 'exit').then(([code]) => code), output: () => output };
};

test('a core is started by the first who needs it, tells about itself, and is shared', async () => {
  const folder = await stateFolder();
  await expect(connect(folder, { start: false })).rejects.toMatchObject({ code: 'core-unreachable' });
  const [first, second] = [await connect(folder), await connect(folder)];
  const status = await first.request('core/status', {});
  expect(status).toMatchObject({ stateFolder: folder, clients: 2, jobsActive: 0, locksHeld: 0 });
  expect((await second.request('core/status', {})).process).toBe(status.process);
  expect(isRunning(status.process)).toBe(true);
});

test('what a core keeps is readable by its user alone', async () => {
  const folder = await stateFolder();
  await connect(folder);
  const { coreFile, token, coreLog: log } = stateFiles(folder);
  for (const file of [coreFile, token, log]) expect(statSync(file).mode & 0o077).toBe(0);
  expect(statSync(folder).mode & 0o077).toBe(0);
});

test('of many cores that are started at once one stays, and the others end well', async () => {
  const folder = await stateFolder();
  const cores = Array.from({ length: 4 }, () => serve(folder));
  const ended: unknown[] = [];
  for (const { exit } of cores) void exit.then((code) => ended.push(code));
  await eventually(() => ended.length === 3, 'the end of three cores');
  expect(ended).toEqual([0, 0, 0]);
  const { process: id } = await (await connect(folder)).request('core/status', {});
  expect(cores.map(({ child }) => child.pid)).toContain(id);
});

test('many clients that come at once reach one core', async () => {
  const folder = await stateFolder();
  const clients = await Promise.all(Array.from({ length: 5 }, () => connect(folder)));
  const ids = await Promise.all(clients.map(async (client) => (await client.request('core/status', {})).process));
  expect(new Set(ids).size).toBe(1);
});

test('a core that nobody needs ends, and leaves nothing that could be taken for a running one', async () => {
  const folder = await stateFolder();
  const { exit } = serve(folder, '--idle-seconds', '0.5');
  expect(await exit).toBe(0);
  expect(existsSync(stateFiles(folder).coreFile)).toBe(false);
  expect(coreLog(folder)).toContain('nobody needs it');
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends a core well', async (signal) => {
  const folder = await stateFolder();
  const { child, exit } = serve(folder);
  await eventually(() => coreProcess(folder), 'core.json');
  child.kill(signal);
  expect(await exit).toBe(0);
  expect(existsSync(stateFiles(folder).coreFile)).toBe(false);
});

test('a core that is asked to stop tells its clients, and lets them go', async () => {
  const folder = await stateFolder();
  const [asking, other] = [await connect(folder), await connect(folder)];
  const told = new Promise((resolve) => other.onEvent('core/stopping', resolve));
  const id = (await asking.request('core/status', {})).process;
  await asking.request('core/stop', { now: false });
  await told;
  await eventually(() => other.closed && !isRunning(id), 'the end of the core');
});

test('after a core that was killed the next one starts in spite of what that one left', async () => {
  const folder = await stateFolder();
  const id = (await (await connect(folder)).request('core/status', {})).process;
  await kill(id);
  expect(coreProcess(folder)).toBe(id);
  const next = (await (await connect(folder)).request('core/status', {})).process;
  expect(next).not.toBe(id);
});

test('a client that stays starts a core that died again, and its listeners live on', async () => {
  const folder = await stateFolder();
  const client = new CoreClient({ coreBundle: coreEntry, stateFolder: folder, client: 'test', version: '0' });
  const states: string[] = [];
  client.onStateChange((state) => states.push(state));
  let stopped = false;
  client.onEvent('core/stopping', () => {
    stopped = true;
  });
  const first = (await client.request('core/status', {})).process;
  await kill(first);
  await eventually(() => states.includes('disconnected'), 'the end of the connection');
  await eventually(() => states.at(-1) === 'connected', 'the new connection, without a request');
  expect((await client.request('core/status', {})).process).not.toBe(first);
  await client.request('core/stop', { now: true });
  await eventually(() => stopped && states.at(-1) === 'disconnected', 'the end of the second core');
  client.dispose();
  await expect(client.request('core/status', {})).rejects.toMatchObject({ code: 'core-unreachable' });
});

test('after a request that a dying core did not answer, the next one reaches another core', async () => {
  const folder = await stateFolder();
  const client = new CoreClient({ coreBundle: coreEntry, stateFolder: folder, client: 'test', version: '0' });
  for (let round = 0; round < 5; round += 1) {
    const { process: id } = await client.request('core/status', {});
    process.kill(id, 'SIGKILL');
    // Some of these are written before the kernel tells of the end, some cannot be written, and some find it ended.
    const asked = Array.from({ length: 3 }, () => client.request('core/status', {}));
    const answers = await Promise.allSettled(asked);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'core-unreachable' });
    }
    expect((await client.request('core/status', {})).process).not.toBe(id);
  }
  await client.request('core/stop', { now: true });
  client.dispose();
});

test('a request that is under way when the core dies is refused, not left open', async () => {
  const folder = await stateFolder();
  const core = await connect(folder);
  const id = (await core.request('core/status', {})).process;
  process.kill(id, 'SIGSTOP');
  const answer = core.request('queue/list', {});
  await Promise.all([expect(answer).rejects.toMatchObject({ code: 'core-unreachable' }), kill(id)]);
});

test('a bundle is copied into the state folder and runs from there, workers and threads too', async () => {
  const folder = await stateFolder();
  const bundle = path.join(await temporaryFolder(), 'core.cjs');
  await esbuild.build({
    entryPoints: [coreEntry],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    mainFields: ['module', 'main'],
    define: { 'process.env.COMPLINE_VERSION': '"7.8.9"' },
  });
  const core = await connect(folder, { coreBundle: bundle, version: '7.8.9' });
  expect(await core.request('core/status', {})).toMatchObject({ version: '7.8.9', jobsActive: 0 });
  expect(readdirSync(stateFiles(folder).bundles)).toEqual([expect.stringMatching(/^7\.8\.9-[0-9a-f]{12}$/)]);
});

test('a newer database is refused with what to do', async () => {
  const folder = await stateFolder();
  const database = new DatabaseSync(stateFiles(folder).database);
  database.exec('PRAGMA user_version = 99');
  database.close();
  const error = await connect(folder).catch((it: unknown) => it);
  expect(error).toBeInstanceOf(ComplineError);
  expect(error).toMatchObject({ code: 'database-newer', nextStep: expect.stringContaining('Update Compline') });
});

test('a damaged database is kept, a new one begun, and the log and every listing say so', async () => {
  const folder = await stateFolder();
  writeFileSync(stateFiles(folder).database, 'damaged '.repeat(2_000));
  const core = await connect(folder);
  expect(await core.request('queue/list', {})).toMatchObject({ jobs: [] });
  expect(coreLog(folder)).toContain('was damaged');
  expect(readdirSync(folder)).toContain('queue.sqlite.damaged');
  const { notice } = await core.request('queue/list', {});
  expect(notice).toMatch(/was damaged: it is kept.*queue\.sqlite\.damaged/);
});

test('a state folder that cannot be is refused with what to do', async () => {
  const folder = await temporaryFolder();
  writeFileSync(path.join(folder, 'file'), '');
  await expect(connect(path.join(folder, 'file', 'state'))).rejects.toMatchObject({
    code: 'state-folder-unusable',
    nextStep: expect.stringContaining('COMPLINE_STATE_HOME'),
  });
});

test('what keeps the core from starting reaches the client through the log', async () => {
  const folder = await stateFolder();
  // The log can be written, but where the database should be there is a folder.
  mkdirSync(stateFiles(folder).database);
  await expect(connect(folder)).rejects.toMatchObject({ code: 'state-folder-unusable' });
});

test('a bundle that is not there is told', async () => {
  const folder = await stateFolder();
  await expect(connect(folder, { coreBundle: '/no/such/core.cjs' })).rejects.toMatchObject({
    code: 'core-unreachable',
    path: '/no/such/core.cjs',
  });
});
