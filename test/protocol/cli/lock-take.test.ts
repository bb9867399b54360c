import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import type { ErrorData } from '../../../server/protocol/errors.ts';
import type { Lock } from '../../../server/protocol/locks.ts';
import { eventually } from '../../unit/eventually.ts';
import { kill } from '../core/core-rig.ts';
import { compline, program } from './command-line.ts';
import { Studio } from './studio.ts';

let studio: Studio;
let a: string;
let b: string;
beforeAll(async () => {
  studio = await Studio.open();
  [a, b] = [studio.comp('SH010'), studio.comp('SH020')];
});
afterAll(async () => {
  await elsewhere('core', 'stop', '--now');
  await studio[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await studio.run('lock', 'release', '--all');
  await elsewhere('lock', 'release', '--all');
});

const otherState = () => path.join(studio.root, 'other');
const otherEnvironment = () => ({ ...studio.environment, COMPLINE_STATE_HOME: otherState() });
/** The same command on another machine: a state folder of its own makes one. */
const elsewhere = (...args: readonly string[]) => compline(args, { cwd: studio.project, env: otherEnvironment() });
const sidecar = (comp: string) => path.join(path.dirname(comp), `.~${path.basename(comp)}.lock`);
const stateOf = async (comp: string) =>
  (await studio.json<{ locks: Lock[] }>('lock', 'status', comp)).locks.map(({ state }) => state).join();

/** Starts a command that holds locks; `line` is the next line it prints. */
function start(...args: readonly string[]) {
  const env = { ...process.env, ...studio.environment };
  const child = spawn(process.execPath, [program, ...args], { cwd: studio.project, env });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let err = '';
  child.stderr.on('data', (text) => {
    err += text;
  });
  return {
    child,
    line: async () => String((await lines.next()).value),
    exit: once(child, 'exit').then(([code]) => code),
    err: () => err,
  };
}

it('takes locks that stay when the command has ended, and lets them go', async () => {
  const taken = await studio.run('lock', 'acquire', a, b);
  expect(taken).toMatchObject({ code: 0, err: '' });
  expect(taken.out).toMatch(/^Locked .*SH010_COMP\.comp, until: compline lock release .*\nLocked .*SH020/);
  expect(JSON.parse(await readFile(sidecar(a), 'utf8'))).toMatchObject({ application: 'Compline', fence: 1 });
  expect((await studio.run('lock', 'status', a)).out).toMatch(/^held .*@.* kept on this machine .*SH010_COMP\.comp\n$/);
  expect(await studio.run('lock', 'release', a)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Released .*SH010/),
  });
  expect(await studio.run('lock', 'release', a)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/SH010_COMP\.comp was not locked\n$/),
  });
  expect([existsSync(sidecar(a)), existsSync(sidecar(b))]).toEqual([false, true]);
  expect((await studio.run('lock', 'release', '--all')).out).toMatch(/^Released .*SH020_COMP\.comp\n$/);
  expect(await studio.run('lock', 'release', '--all')).toMatchObject({ code: 0, out: 'No locks.\n' });
});

it('ends with 3 where somebody else holds one of them, and takes none then', async () => {
  expect((await elsewhere('lock', 'acquire', b)).code).toBe(0);
  const refused = await studio.run('lock', 'acquire', a, b);
  expect(refused).toMatchObject({ code: 3, out: '' });
  expect(refused.err).toMatch(/SH020_COMP\.comp is locked by .* on .* \(Compline\) since \d{4}.*\n.*take it over.*\n$/);
  expect(existsSync(sidecar(a))).toBe(false);
  const { code, out } = await studio.run('lock', 'acquire', a, b, '--json');
  const { error } = JSON.parse(out) as { error: ErrorData };
  expect({ code, error }).toMatchObject({
    code: 3,
    error: { code: 'locked', path: b, details: { lock: { state: 'held' } } },
  });
  expect((await studio.run('lock', 'release', b)).code).toBe(3);
});

it('says of its own kept lock how to let it go', async () => {
  await studio.run('lock', 'acquire', a);
  const again = await studio.run('lock', 'acquire', a);
  expect(again).toMatchObject({ code: 3, err: expect.stringContaining('compline lock release') });
});

it('prints the locks it took as JSON', async () => {
  expect(await studio.json('lock', 'acquire', a, a)).toMatchObject({ locks: [{ file: a, state: 'mine' }] });
  expect(await studio.json('lock', 'release', a)).toMatchObject({ locks: [{ file: a, state: 'free' }] });
});

it('waits until a lock is let go', async () => {
  await elsewhere('lock', 'acquire', a);
  const waiting = start('lock', 'acquire', a, '--wait', '600', '--json');
  await eventually(() => waiting.err().includes('Waiting'), 'the first refusal');
  expect(waiting.child.exitCode).toBe(null);
  await elsewhere('lock', 'release', a);
  expect(await waiting.exit).toBe(0);
  expect(JSON.parse(await readFile(sidecar(a), 'utf8'))).toMatchObject({ fence: expect.any(Number) });
});

it('is interrupted where it is ended while it waits for what it was to hold', async () => {
  await elsewhere('lock', 'acquire', a);
  const waiting = start('lock', 'acquire', a, '--wait', '600', '--hold');
  await eventually(() => waiting.err().includes('Waiting'), 'the first refusal');
  waiting.child.kill('SIGTERM');
  expect(await waiting.exit).toBe(130);
  await elsewhere('lock', 'release', a);
});

it('takes over what is stale, and with a reason what is not: that is in the audit trail', async () => {
  const time = new Date(Date.now() - 600_000);
  const lock = { version: 1, user: 'ada', machine: 'ws1', process: 1, application: 'Fusion', session: 'x' };
  await writeFile(sidecar(a), JSON.stringify({ ...lock, acquired: time.toISOString(), renewed: time.toISOString() }));
  await utimes(sidecar(a), time, time);
  expect(await studio.run('lock', 'acquire', a)).toMatchObject({ code: 3, err: expect.stringContaining('ada on ws1') });
  expect(await studio.run('lock', 'take-over', a)).toMatchObject({ code: 0 });
  expect(await elsewhere('lock', 'take-over', a)).toMatchObject({ code: 3 });
  expect(await elsewhere('lock', 'take-over', a, '--reason', 'Ada is ill.')).toMatchObject({ code: 0 });
  const trail = await eventually(async () => {
    const folder = path.join(studio.project, '.compline', 'audit');
    const texts = await Promise.all((await readdir(folder)).map((name) => readFile(path.join(folder, name), 'utf8')));
    const lines = texts
      .join('')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter(({ event }) => event !== 'locked');
    return texts.length === 2 && lines;
  }, 'the audit trail of both machines');
  const file = path.relative(studio.project, a).replaceAll('\\', '/');
  expect(trail.sort((one, two) => (one.at < two.at ? -1 : 1))).toMatchObject([
    { event: 'lock-taken-over', file, forced: false, from: { user: 'ada', machine: 'ws1', application: 'Fusion' } },
    { event: 'lock-taken-over', file, forced: true, reason: 'Ada is ill.' },
  ]);
});

it('holds a lock until it is told to end, and through another core', async () => {
  const holding = start('lock', 'acquire', a, '--hold');
  expect(await holding.line()).toMatch(/^Holding .*SH010_COMP\.comp; Ctrl\+C lets it go\.$/);
  const before = JSON.parse(await readFile(sidecar(a), 'utf8'));
  await kill(before.process);
  const after = await eventually(async () => {
    const lock = JSON.parse(await readFile(sidecar(a), 'utf8'));
    return lock.process !== before.process && lock;
  }, 'the lock of the next core');
  expect(after.session).toBe(before.session);
  expect(await elsewhere('lock', 'acquire', a)).toMatchObject({ code: 3 });
  holding.child.kill('SIGTERM');
  expect(await holding.exit).toBe(0);
  await eventually(() => !existsSync(sidecar(a)), 'the end of the lock');
});

it('ends with 3 when a lock that it holds is taken over', async () => {
  const holding = start('lock', 'acquire', a, b, '--hold');
  await holding.line();
  await holding.line();
  expect(await stateOf(a)).toBe('held');
  // On the same machine no reason is needed, and the former holder hears of it at once.
  expect(await studio.run('lock', 'take-over', a)).toMatchObject({ code: 0 });
  expect(await holding.exit).toBe(3);
  expect(holding.err()).toContain('was lost');
  await eventually(() => !existsSync(sidecar(b)), 'the end of the other lock');
  expect(existsSync(sidecar(a))).toBe(true);
});
