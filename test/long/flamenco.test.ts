import { type ChildProcess, spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { FarmOrder } from '../../server/pipeline/farms/driver/farm-driver.ts';
import { FlamencoDriver } from '../../server/pipeline/farms/flamenco/flamenco-driver.ts';
import { orderOf, settingsOf, taken } from '../unit/pipeline/farms/support/cloud-order.ts';

/** The programs of Flamenco 3.6 or newer: https://flamenco.blender.org/download. */
const managerProgram = process.env.COMPLINE_FLAMENCO_MANAGER ?? '';
const workerProgram = process.env.COMPLINE_FLAMENCO_WORKER ?? '';
if (managerProgram === '') console.warn('Flamenco is left out: COMPLINE_FLAMENCO_MANAGER names no program.');
else if (workerProgram === '') console.warn('Nothing is rendered: COMPLINE_FLAMENCO_WORKER names no program.');

const signal = AbortSignal.timeout(600_000);
const patience = { timeout: 120_000, interval: 250 };
const script = new URL('../../integrations/flamenco/compline.js', import.meta.url);

describe.runIf(managerProgram !== '')('a real Flamenco Manager', () => {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'compline-flamenco-')));
  const children: ChildProcess[] = [];
  let driver: FlamencoDriver;

  beforeAll(async () => {
    const port = await freePort();
    const manager = path.join(folder, path.basename(managerProgram));
    copyFileSync(managerProgram, manager);
    mkdirSync(path.join(folder, 'scripts'));
    mkdirSync(path.join(folder, 'shared'));
    copyFileSync(script, path.join(folder, 'scripts', 'compline.js'));
    writeFileSync(
      path.join(folder, 'flamenco-manager.yaml'),
      `_meta:
  version: 3
manager_name: Compline's test
database: flamenco-manager.sqlite
listen: 127.0.0.1:${port}
autodiscoverable: false
local_manager_storage_path: ./storage
shared_storage_path: ${path.join(folder, 'shared')}
shaman:
  enabled: false
variables:
  blender:
    values: [{ platform: all, value: blender }]
  blenderArgs:
    values: [{ platform: all, value: -b -y }]
`,
    );
    children.push(spawn(manager, [], { cwd: folder, stdio: 'ignore' }));
    const settings = settingsOf({ type: 'flamenco', url: `http://127.0.0.1:${port}` });
    driver = new FlamencoDriver({ settings, root: folder, secret: () => undefined, now: Date.now });
    await vi.waitFor(async () => expect((await driver.offers(signal)).version).not.toContain('missing'), patience);
    if (workerProgram === '') return;
    writeFileSync(
      path.join(folder, 'flamenco-worker.yaml'),
      `manager_url: http://127.0.0.1:${port}/\ntask_types: [blender, ffmpeg, file-management, misc]\n`,
    );
    const environment = { ...process.env, FLAMENCO_HOME: path.join(folder, 'worker'), FLAMENCO_WORKER_NAME: 'tester' };
    children.push(spawn(workerProgram, [], { cwd: folder, env: environment, stdio: 'ignore' }));
  });

  afterAll(() => {
    for (const child of children) child.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  /** An order whose chunks note their first frame in a file of their own, and end with `exitCode`. */
  function order(key: string, paused: boolean, exitCode = 0): FarmOrder {
    const made = orderOf(3, { key });
    const note =
      'require("node:fs").writeFileSync(process.argv[1], process.argv[2]); process.exit(Number(process.argv[3]))';
    return {
      ...made,
      job: { ...made.job, paused },
      tasks: made.tasks.map((task) => {
        const frame = String(task.frames.first);
        const args = ['-e', note, '--', path.join(folder, `${key} ${frame}`), `"${frame}" $HOME é😀`, String(exitCode)];
        return { ...task, command: { program: process.execPath, args, cwd: folder, environment: { A: 'b c' } } };
      }),
    };
  }

  const standings = async (key: string, id: string): Promise<unknown> => {
    const sighting = (await driver.look([taken(orderOf(3, { key }), id)], signal)).get(key);
    return sighting?.kind === 'seen' ? sighting.tasks.map(({ standing }) => standing) : sighting?.kind;
  };

  test('takes an order, finds it again, changes and cancels it', async () => {
    const paused = order('paused', true);
    await driver.check(paused, signal);
    const id = await driver.submit(paused, signal);
    expect(await driver.find('paused', signal)).toEqual([id]);
    expect(await standings('paused', id)).toEqual(['waiting', 'waiting', 'waiting']);
    const at = taken(paused, id);
    await driver.control(at, { action: 'priority', priority: 77 }, signal);
    await driver.control(at, { action: 'cancel', tasks: [1] }, signal);
    expect(await standings('paused', id)).toEqual(['waiting', 'cancelled', 'waiting']);
    await driver.control(at, { action: 'cancel' }, signal);
    expect(await standings('paused', id)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });

  test.runIf(workerProgram !== '')('renders', async () => {
    const rendered = order('rendered', false);
    const id = await driver.submit(rendered, signal);
    await vi.waitFor(async () => expect(await standings('rendered', id)).toEqual(Array(3).fill('completed')), patience);
    for (const { frames } of rendered.tasks) {
      const file = path.join(folder, `rendered ${frames.first}`);
      expect(readFileSync(file, 'utf8')).toBe(`"${frames.first}" $HOME é😀`);
      rmSync(file);
    }
    expect(await driver.log(taken(rendered, id), 0, signal)).toMatchObject({
      text: expect.stringContaining('going to run'),
    });
    // One chunk is done anew, and no other.
    await driver.requeue(taken(rendered, id), [1], signal);
    await vi.waitFor(async () => expect(await standings('rendered', id)).toEqual(Array(3).fill('completed')), patience);
    expect(rendered.tasks.map(({ frames }) => existsSync(path.join(folder, `rendered ${frames.first}`)))).toEqual([
      false,
      true,
      false,
    ]);
  });

  test.runIf(workerProgram !== '')('fails', async () => {
    const id = await driver.submit(order('failed', false, 3), signal);
    await vi.waitFor(async () => expect(await standings('failed', id)).toEqual(Array(3).fill('failed')), patience);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
