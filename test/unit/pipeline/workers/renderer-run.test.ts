import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CommandSpec } from '../../../../server/pipeline/queue/job-spec.ts';
import type { AttemptOrder } from '../../../../server/pipeline/workers/messages.ts';
import { RendererRun } from '../../../../server/pipeline/workers/renderer-run.ts';
import { eventually } from '../../eventually.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { fakeTask } from '../jobs.ts';
import { idIn, isRunning } from '../processes.ts';

const make = async (
  wish: object,
  change: Partial<Omit<AttemptOrder, 'command'>> & { command?: Partial<CommandSpec> } = {},
) => {
  const folder = await temporaryFolder();
  const { command, frames } = fakeTask(folder, 1001, 1003, wish);
  const progress: number[] = [];
  const started: number[] = [];
  const order: AttemptOrder = {
    marker: 'job/1.1-1',
    fence: 1,
    frames,
    progress: ['finished frame (?<frame>\\d+)'],
    log: path.join(folder, 'logs', 'a.log'),
    ...change,
    command: { ...command, ...change.command },
  };
  const run = new RendererRun(
    order,
    { started: (id) => started.push(id), progress: (done) => progress.push(done) },
    300,
  );
  return { folder, run, progress, started, log: () => readFileSync(order.log, 'utf8') };
};

test('a program is run to its end, its output is kept with times, and its progress told', async () => {
  const { run, progress, started, log } = await make({ lines: ['hello\r\n', 'half', ' a line\n'] });
  expect(await run.run()).toEqual({ kind: 'exited', exitCode: 0 });
  expect(started).toHaveLength(1);
  expect(progress.at(-1)).toBe(3);
  const lines = log().trimEnd().split('\n');
  expect(lines.every((line) => /^\d{4}-\d\d-\d\dT[\d:.]+Z /.test(line))).toBe(true);
  const said = lines.map((line) => line.replace(/^\S+ \[(?:info|core)\] /, ''));
  expect(said).toEqual(
    expect.arrayContaining(['hello', 'half a line', 'finished frame 1001', 'done', 'exited with code 0']),
  );
});

test('the exit code is told as it is', async () => {
  const { run } = await make({ exitCode: 7 });
  expect(await run.run()).toEqual({ kind: 'exited', exitCode: 7 });
});

test.runIf(process.platform !== 'win32')(
  'ending a program ends what it started, also what does not listen',
  async () => {
    const { folder, run } = await make({ childIdFile: 'child', ignoreTerm: true, holdAt: 1001, holdUntil: 'never' });
    const ended = run.run();
    const child = await eventually(() => idIn(path.join(folder, 'child')), 'the id of the child');
    expect(isRunning(child)).toBe(true);
    run.end();
    expect(await ended).toEqual({ kind: 'ended' });
    await eventually(() => !isRunning(child), 'the end of the child');
  },
);

test.runIf(process.platform !== 'win32')('what a program leaves running in its group is ended with it', async () => {
  const { folder, run } = await make({ childIdFile: 'child' });
  expect(await run.run()).toEqual({ kind: 'exited', exitCode: 0 });
  const child = idIn(path.join(folder, 'child'));
  await eventually(() => child !== undefined && !isRunning(child), 'the end of the child');
});

test('a program that takes longer than its timeout is ended', async () => {
  const { run, log } = await make({ holdAt: 1001, holdUntil: 'never' }, { timeout: 0.5 });
  expect(await run.run()).toEqual({ kind: 'timed-out', limit: 'run' });
  expect(log()).toContain('longer than the timeout');
});

test('what it has to leave behind is looked at where its exit code is one of success', async () => {
  const outputs = ['a.exr', 'b.exr', 'c.exr'];
  const of = async (exitCode: number) => {
    const folder = await temporaryFolder();
    const expects = { successCodes: [0], outputs: outputs.map((name) => path.join(folder, name)) };
    const { run, log } = await make({ outputs: expects.outputs.slice(0, 2), exitCode }, { expects });
    return { result: await run.run(), log: log() };
  };
  const missing = 'frame 1003 is missing (c.exr).';
  const good = await of(0);
  expect(good.result).toEqual({ kind: 'exited', exitCode: 0, missing });
  expect(good.log).toContain(`[error] ${missing}`);
  expect((await of(1)).result).toEqual({ kind: 'exited', exitCode: 1 });
});

test('an end that is asked for before the start is kept', async () => {
  const { run, started } = await make({});
  run.end();
  expect(await run.run()).toEqual({ kind: 'ended' });
  expect(started).toEqual([]);
});

describe('a program that cannot be started is told with the reason', () => {
  test.each([
    [
      'a name that is not on PATH',
      { program: 'no-such-renderer' },
      'renderer-missing',
      'no-such-renderer was not found on PATH',
    ],
    [
      'a path that is not there',
      { program: '/no/such/renderer' },
      'renderer-missing',
      '/no/such/renderer is not there',
    ],
    ['a path from the folder', { program: 'tools/render' }, 'renderer-missing', 'tools/render is not there'],
    ['a folder that is not there', { cwd: '/no/such/folder' }, 'not-found', 'The folder /no/such/folder'],
  ])('%s', async (_, command, code, reason) => {
    const { run, log } = await make({}, { command });
    expect(await run.run()).toMatchObject({ kind: 'not-started', code, reason: expect.stringContaining(reason) });
    expect(log()).toContain(reason);
  });

  test('a folder in the place of the program', async () => {
    const { folder, run } = await make({}, { command: { program: './folder' } });
    mkdirSync(path.join(folder, 'folder'));
    expect(await run.run()).toMatchObject({ kind: 'not-started', code: 'renderer-missing' });
  });
});

test.runIf(process.platform === 'linux')('a full disk is told as such', async () => {
  const { run } = await make({}, { log: '/dev/full/a.log' });
  expect(await run.run()).toMatchObject({ kind: 'not-started', code: 'state-folder-unusable' });
  const full = await make({}, { log: '/dev/full' });
  expect(await full.run.run()).toEqual({ kind: 'exited', exitCode: 0 });
});

test('the environment is added to that of the core, and marked', async () => {
  const program = 'const { env } = process; console.log(env.SHOW, env.COMPLINE_ATTEMPT, env.ELECTRON_RUN_AS_NODE)';
  process.env.ELECTRON_RUN_AS_NODE = '1';
  const { run, log } = await make({}, { command: { args: ['-e', program], environment: { SHOW: 'DEMO' } } });
  await run.run();
  delete process.env.ELECTRON_RUN_AS_NODE;
  expect(log()).toContain('DEMO job/1.1-1 undefined');
});

test('the addresses of webhooks are not handed on', async () => {
  process.env.COMPLINE_WEBHOOK_DAILIES = 'https://hooks.example/secret';
  const { run, log } = await make({}, { command: { args: ['-e', 'console.log("known:", process.env)'] } });
  await run.run();
  delete process.env.COMPLINE_WEBHOOK_DAILIES;
  expect(log()).toContain('known:');
  expect(log()).not.toMatch(/COMPLINE_WEBHOOK|secret/);
});

test.each([
  ['start', { holdAt: 1001 }, { startTimeout: 1 }],
  ['stall', { holdAt: 1002, lines: ['hello\n'] }, { stallTimeout: 1, startTimeout: 300 }],
])('a program is ended when it passes its limit: %s', async (limit, wish, change) => {
  const { run } = await make({ ...wish, holdUntil: 'never' }, change);
  expect(await run.run()).toEqual({ kind: 'timed-out', limit });
});
