import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { at } from '../../../../scripts/lib/paths.mjs';
import type { AttemptOrder } from '../../../../server/pipeline/workers/messages.ts';
import { WorkerPool } from '../../../../server/pipeline/workers/worker-pool.ts';
import { eventually } from '../../eventually.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { fakeTask } from '../jobs.ts';
import { idIn, isRunning } from '../processes.ts';

const make = async (wish: object = {}, heartbeat = 60_000) => {
  const pool = new WorkerPool({
    entry: at('server', 'pipeline', 'main.ts'),
    runtime: process.execPath,
    heartbeat,
  });
  onTestFinished(() => pool.dispose());
  const folder = await temporaryFolder();
  const idFile = path.join(folder, 'renderer');
  const holdUntil = path.join(folder, 'go');
  const { command, frames } = fakeTask(folder, 1, 2, { idFile, holdAt: 2, holdUntil, ...wish });
  const order = (number: number): AttemptOrder => ({
    marker: `${path.basename(folder)}/1.1-${number}`,
    fence: number,
    command,
    frames,
    progress: ['finished frame (?<frame>\\d+)'],
    log: path.join(folder, `${number}.log`),
  });
  const progress: number[] = [];
  const start = (number: number) =>
    pool.start(order(number), { started: () => {}, progress: (done) => progress.push(done) });
  return { pool, start, progress, holdUntil, renderer: () => eventually(() => idIn(idFile), 'the renderer') };
};

test('a worker makes one attempt after the other, and says what it is at', async () => {
  const { pool, start, holdUntil, renderer, progress } = await make();
  const first = start(1);
  await renderer();
  await eventually(() => progress.includes(1), 'the first frame');
  expect(pool.workers()).toMatchObject([{ marker: expect.stringMatching(/1\.1-1$/), made: 0 }]);
  writeFileSync(holdUntil, '');
  expect(await first.result).toEqual({ kind: 'exited', exitCode: 0 });
  expect(await start(2).result).toEqual({ kind: 'exited', exitCode: 0 });
  expect(pool.workers()).toMatchObject([{ made: 2 }]);
  expect(pool.workers()[0]?.marker).toBeUndefined();
});

test.runIf(process.platform !== 'win32')(
  'a worker that is stopped is dead after three heartbeats: nothing of its renderer runs when that is told',
  async () => {
    const { pool, start, renderer, holdUntil } = await make({}, 1_000);
    const attempt = start(1);
    const id = await renderer();
    const worker = pool.workers()[0]?.process ?? 0;
    const beats = await eventually(() => pool.beats().heartbeats, 'a second heartbeat');
    expect([pool.beats().heartbeat, beats.count > 0 && beats.p99 <= beats.max]).toEqual([1_000, true]);
    process.kill(worker, 'SIGSTOP');
    const lost = { kind: 'lost', reason: 'The worker died (SIGKILL).', at: expect.any(Number) };
    expect(await attempt.result).toEqual(lost);
    expect([isRunning(id), isRunning(worker)]).toEqual([false, false]);
    writeFileSync(holdUntil, '');
    expect(await start(2).result).toEqual({ kind: 'exited', exitCode: 0 });
  },
);

test.runIf(process.platform !== 'win32')('a worker that is stopped and goes on before that loses nothing', async () => {
  const { pool, start, renderer, holdUntil } = await make();
  const attempt = start(1);
  await renderer();
  const worker = pool.workers()[0]?.process ?? 0;
  process.kill(worker, 'SIGSTOP');
  writeFileSync(holdUntil, '');
  process.kill(worker, 'SIGCONT');
  expect(await attempt.result).toEqual({ kind: 'exited', exitCode: 0 });
});

test('a worker that is killed is told as lost, with nothing of its renderer left', async () => {
  const { pool, start, renderer } = await make();
  const attempt = start(1);
  const id = await renderer();
  process.kill(pool.workers()[0]?.process ?? 0, 'SIGKILL');
  expect(await attempt.result).toMatchObject({ kind: 'lost' });
  expect(isRunning(id)).toBe(false);
  expect(pool.workers()).toEqual([]);
});
