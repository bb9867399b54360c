import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { CoreClient } from '../../../server/link/core-client.ts';
import type { CoreConnection } from '../../../server/link/core-connection.ts';
import { HeldLocks } from '../../../server/link/held-locks.ts';
import type { LockFile } from '../../../server/protocol/locks.ts';
import { eventually } from '../../unit/eventually.ts';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { connect, coreEntry, kill, stateFolder } from './core-rig.ts';

/** Cores that are started from now on beat this often. */
const beatQuickly = (): void => {
  vi.stubEnv('COMPLINE_HEARTBEAT_SECONDS', '0.3');
  onTestFinished(() => void vi.unstubAllEnvs());
};

/** A project with a comp in it, and the comp's lock. */
async function project() {
  const root = await temporaryFolder();
  writeFileSync(path.join(root, 'compline.yaml'), 'version: 1\nproject: { id: DEMO }\n');
  const comp = path.join(root, 'shot', 'a.comp');
  mkdirSync(path.dirname(comp));
  writeFileSync(comp, '');
  const sidecar = path.join(root, 'shot', '.~a.comp.lock');
  const lock = (): LockFile => JSON.parse(readFileSync(sidecar, 'utf8'));
  return { root, comp, sidecar, lock };
}

/** A client that stays, as a window does, and what it has lost. */
function window(folder: string) {
  const client = new CoreClient({ coreBundle: coreEntry, stateFolder: folder, client: 'test', version: '0' });
  onTestFinished(() => client.dispose());
  const locks = new HeldLocks(client);
  onTestFinished(() => locks.dispose());
  const lost: string[] = [];
  locks.onLost(({ file, state }) => lost.push(`${path.basename(file)} ${state}`));
  return { client, locks, lost };
}

function changesOf(core: CoreConnection): string[] {
  const told: string[] = [];
  core.onEvent('lock/changed', ({ lock }) => told.push([lock.state, lock.elsewhere].filter(Boolean).join(' ')));
  return told;
}

test('a client that chose the session goes on with a lock though no answer came before its core was killed', async () => {
  const { comp, lock, sidecar } = await project();
  const folder = await stateFolder();
  const session = '0f8fad5b-d9cb-469f-a165-70867728950e';
  const first = await connect(folder);
  void first.request('lock/acquire', { file: comp, session }).catch(() => {});
  await eventually(() => existsSync(sidecar) && lock().session === session, 'the lock');
  await kill(lock().process);
  const next = await connect(folder);
  const { lock: resumed } = await next.request('lock/acquire', { file: comp, resume: session });
  expect(resumed).toMatchObject({ state: 'mine', owner: { session } });
});

test('after a core was killed the next one goes on with the sessions of its clients', async () => {
  const { comp, lock } = await project();
  const folder = await stateFolder();
  const { client, locks, lost } = window(folder);
  await locks.acquire(comp);
  const before = lock();
  await kill(before.process);
  await eventually(() => lock().process !== before.process, 'the lock of the next core');
  expect(lock()).toMatchObject({ session: before.session, fence: before.fence, acquired: before.acquired });
  await locks.resume();
  expect((await client.request('lock/status', { files: [comp] })).locks).toMatchObject([{ state: 'mine' }]);
  expect(lost).toEqual([]);
});

test('after a core was killed what its clients do not claim is let go, and what is kept stays', async () => {
  beatQuickly();
  const { comp, sidecar, lock } = await project();
  const folder = await stateFolder();
  const core = await connect(folder);
  const kept = path.join(path.dirname(comp), 'kept.comp');
  await core.request('lock/acquire', { file: comp });
  await core.request('lock/acquire', { file: kept, keep: true });
  await kill(lock().process);
  const next = await connect(folder);
  await eventually(() => !existsSync(sidecar), 'the end of the lock that nobody claims');
  expect((await next.request('lock/status', { files: [kept] })).locks).toMatchObject([
    { state: 'held', elsewhere: 'kept' },
  ]);
  expect((await next.request('lock/release-all', {})).files).toEqual([kept]);
});

test('a lock that was taken over while no core ran is lost', async () => {
  const { comp, lock } = await project();
  const folder = await stateFolder();
  const { client, locks, lost } = window(folder);
  await locks.acquire(comp);
  const { process: id } = lock();
  const elsewhere = await connect(await stateFolder());
  // Stopped first, so that the take-over is there when the next core comes.
  process.kill(id, 'SIGSTOP');
  await elsewhere.request('lock/take-over', { file: comp, reason: 'The machine is down.' });
  await kill(id);
  await eventually(() => lost.length > 0, 'the loss');
  expect(lost).toEqual(['a.comp held']);
  expect((await client.request('core/status', {})).locksHeld).toBe(0);
});

test('a client that is killed lets go', async () => {
  const { comp, sidecar, lock } = await project();
  const folder = await stateFolder();
  await connect(folder);
  const script = `
    const { CoreClient } = await import(${JSON.stringify(new URL('../../../server/link/core-client.ts', import.meta.url).href)});
    const options = { coreBundle: ${JSON.stringify(coreEntry)}, stateFolder: ${JSON.stringify(folder)}, client: 'test', version: '0' };
    await new CoreClient(options).request('lock/acquire', { file: ${JSON.stringify(comp)} });
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'inherit' });
  await eventually(() => existsSync(sidecar), 'the lock');
  expect(lock().process).not.toBe(child.pid);
  await kill(child.pid ?? 0);
  await eventually(() => !existsSync(sidecar), 'the end of the lock');
});

test('two state folders are two machines: one owner, told of a take-over within a beat, with the reason on record', async () => {
  beatQuickly();
  const { root, comp } = await project();
  const [ann, bob] = [await connect(await stateFolder()), await connect(await stateFolder())];
  const told = changesOf(ann);
  const tries = await Promise.allSettled([ann, bob].map((core) => core.request('lock/acquire', { file: comp })));
  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await Promise.all([ann, bob].map((core) => core.request('lock/release', { file: comp })));
  await ann.request('lock/acquire', { file: comp });
  await expect(bob.request('lock/take-over', { file: comp })).rejects.toMatchObject({ code: 'locked' });
  const { lock } = await bob.request('lock/take-over', { file: comp, reason: 'I need it.' });
  expect(lock).toMatchObject({ state: 'mine' });
  await eventually(() => told.at(-1) === 'held', 'the loss');
  const folder = path.join(root, '.compline', 'audit');
  const lines = readdirSync(folder).flatMap((name) => readFileSync(path.join(folder, name), 'utf8').trim().split('\n'));
  const taken = lines.map((line) => JSON.parse(line)).find(({ event }) => event === 'lock-taken-over');
  expect(taken).toMatchObject({
    file: 'shot/a.comp',
    forced: true,
    reason: 'I need it.',
    from: { application: 'Compline' },
  });
});

test('two clients of one core hand a lock over without a reason, and ask each other for it', async () => {
  const { comp } = await project();
  const folder = await stateFolder();
  const [one, two] = [await connect(folder), await connect(folder)];
  const [toldOne, toldTwo] = [changesOf(one), changesOf(two)];
  const asked: string[] = [];
  one.onEvent('lock/asked', ({ asking }) => asked.push(`${asking.file} ${asking.message}`));
  expect((await two.request('lock/watch', { files: [comp] })).locks).toMatchObject([{ state: 'free' }]);
  await one.request('lock/acquire', { file: comp });
  await two.request('lock/ask', { file: comp, message: 'May I?' });
  await eventually(() => asked.length > 0, 'the asking');
  expect(asked).toEqual([`${comp} May I?`]);
  await two.request('lock/take-over', { file: comp });
  await eventually(() => toldOne.length === 2 && toldTwo.length === 2, 'the events');
  expect([toldOne, toldTwo]).toEqual([
    ['mine', 'held window'],
    ['held window', 'mine'],
  ]);
});

test('an asking reaches the owner on another machine within a beat', async () => {
  beatQuickly();
  const { comp, sidecar } = await project();
  const [owner, other] = [await connect(await stateFolder()), await connect(await stateFolder())];
  const asked: string[] = [];
  owner.onEvent('lock/asked', ({ asking }) => asked.push(asking.message));
  await owner.request('lock/acquire', { file: comp });
  await other.request('lock/ask', { file: comp, message: 'May I?' });
  await eventually(() => asked.length > 0, 'the asking');
  expect(asked).toEqual(['May I?']);
  expect(existsSync(`${sidecar}.asked`)).toBe(false);
});

test('a core that holds a lock does not end for want of work, and a kept one outlives its client', async () => {
  vi.stubEnv('COMPLINE_IDLE_SECONDS', '0.5');
  onTestFinished(() => void vi.unstubAllEnvs());
  const { comp, sidecar, lock } = await project();
  const folder = await stateFolder();
  const core = await connect(folder);
  await core.request('lock/acquire', { file: comp, keep: true });
  const { process: id } = lock();
  core.dispose();
  // A core that would end is gone long before the other one, which has as little to do and was started later.
  const other = spawn(process.execPath, [coreEntry, 'serve', '--state', await temporaryFolder()], { stdio: 'ignore' });
  await eventually(() => other.exitCode !== null, 'the end of a core without work');
  expect(existsSync(sidecar)).toBe(true);
  const again = await connect(folder, { start: false });
  expect(await again.request('core/status', {})).toMatchObject({ process: id, locksHeld: 1 });
  await again.request('lock/release', { file: comp });
});
