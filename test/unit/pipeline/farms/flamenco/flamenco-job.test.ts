import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { flamencoDialect } from '../../../../../server/formats/frames/dialects/flamenco.ts';
import { flamencoJob, taskName, taskPlace } from '../../../../../server/pipeline/farms/flamenco/flamenco-job.ts';
import { packCalls } from '../../../../../server/pipeline/farms/flamenco/pack-calls.ts';
import { workerCall } from '../../../../../server/pipeline/farms/flamenco/worker-call.ts';
import { orderOf } from '../support/cloud-order.ts';

test('what calls have in common is told once, and their order is kept', () => {
  const calls = [
    { name: 'a', exe: 'r', args: ['-s', '1', 'x'] },
    { name: 'b', exe: 'q', args: [] },
    { name: 'c', exe: 'r', args: ['-s', '2', 'x'] },
    { name: 'd', exe: 'r', args: ['-s'] },
  ];
  const packed = packCalls(calls);
  expect(packed).toEqual({
    groups: [
      { exe: 'r', args: ['-s', 0, 'x'] },
      { exe: 'q', args: [] },
      { exe: 'r', args: ['-s'] },
    ],
    tasks: [
      ['a', 0, ['1']],
      ['b', 1, []],
      ['c', 0, ['2']],
      ['d', 2, []],
    ],
  });
  expect(packCalls([])).toEqual({ groups: [], tasks: [] });
});

test('a thousand chunks are a small text', () => {
  const { settings } = flamencoJob(orderOf(1_000), 'linux', 'etag', undefined) as { settings: { calls: string } };
  expect(settings.calls.length).toBeLessThan(60_000);
});

test.each([
  [{ first: 1, last: 1 }, 0, '1 [0]'],
  [{ first: -5, last: 10 }, 7, '-5-10 [7]'],
  [{ first: 1, last: 9, step: 2 }, 1_999, '1-9x2 [1999]'],
])('the name of a task tells its place', (frames, at, name) => {
  expect(taskName(frames, at)).toBe(name);
  expect(taskPlace(name)).toBe(at);
});

test.each(['preview-video', '1-10', '[x]', '1 [0] '])('%s is no name of a chunk', (name) => {
  expect(taskPlace(name)).toBeUndefined();
});

test.each([
  [
    [
      { first: 1, last: 10 },
      { first: 11, last: 20 },
    ],
    '1-20',
  ],
  [[{ first: 1, last: 5, step: 2 }], '1,3,5'],
  [[{ first: -5, last: 10 }], '-5 to 10'],
  [[{ first: 1, last: 99_999, step: 2 }], '1 to 99999'],
])('frames are shown as Flamenco reads them, or in words', (chunks, text) => {
  const [task] = orderOf(1).tasks;
  if (task === undefined) throw new Error('no task');
  const order = orderOf(1, { tasks: chunks.map((frames) => ({ ...task, frames })) });
  expect(flamencoJob(order, 'linux', '', undefined)).toMatchObject({ settings: { frames: text } });
  const read = flamencoDialect.parse(text);
  expect(read.frames === undefined).toBe(text.includes('to'));
});

test.skipIf(process.platform === 'win32')('a call gets its folder, its variables and its arguments unread', () => {
  const cwd = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'a "folder" $HOME ')));
  const print =
    'process.stdout.write(JSON.stringify([process.cwd(), process.env.A, process.env.B, process.argv.slice(1)]))';
  const args = ['$(date)', '"', "'", '', '*', 'é😀\nb', '; exit 3'];
  const environment = { A: 'a=b "c"', B: '' };
  const call = workerCall({ program: process.execPath, args: ['-e', print, '--', ...args], cwd, environment }, false);
  const printed = execFileSync(call.exe, call.args, { encoding: 'utf8' });
  expect(JSON.parse(printed)).toEqual([cwd, 'a=b "c"', '', args]);
  const fails = workerCall({ program: '/bin/sh', args: ['-c', 'exit 3'], cwd, environment: {} }, false);
  expect(() => execFileSync(fails.exe, fails.args)).toThrow(expect.objectContaining({ status: 3 }));
  const nowhere = workerCall({ program: '/bin/true', args: [], cwd: '/no such folder', environment: {} }, false);
  expect(() => execFileSync(nowhere.exe, nowhere.args, { stdio: 'pipe' })).toThrow(
    expect.objectContaining({ status: 127 }),
  );
});

test.skipIf(process.platform === 'win32')('a call that takes too long is ended, and no other', async () => {
  const run = (script: string, timeout: number) => {
    const { exe, args } = workerCall(
      { program: '/bin/sh', args: ['-c', script], cwd: '/', environment: { A: 'b' } },
      false,
      timeout,
    );
    // A pipe, as the worker has it; what the watch held open would be waited for.
    const piped = ['-c', '{ "$@"; echo "ended with $?"; } 2>&1 | cat', 'sh', exe, ...args];
    return promisify(execFile)('/bin/sh', piped);
  };
  const [long, short, failing] = await Promise.all([
    run('exec sleep 600', 0.2),
    run('echo $A', 3_600),
    run('exit 7', 3_600),
  ]);
  expect(long.stdout).toContain('ended with 143\n');
  if (process.platform === 'linux') expect(long.stdout).toContain('its time limit of 1 seconds');
  expect(short.stdout).toBe('b\nended with 0\n');
  expect(failing.stdout).toBe('ended with 7\n');
});
