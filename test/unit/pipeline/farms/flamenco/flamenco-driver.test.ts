import { expect, test } from 'vitest';
import { FlamencoDriver } from '../../../../../server/pipeline/farms/flamenco/flamenco-driver.ts';
import { CUT_AFTER, expectFault, FAULTS } from '../support/cloud-faults.ts';
import { orderOf, settingsOf, taken } from '../support/cloud-order.ts';
import { FlamencoManager, type ManagerJob } from './flamenco-manager.ts';

const signal = new AbortController().signal;

function driverOf(manager: FlamencoManager, platform: 'linux' | 'windows' = 'linux'): FlamencoDriver {
  const settings = settingsOf({ type: 'flamenco', url: manager.server.url, platform });
  return new FlamencoDriver({ settings, root: '/show', secret: () => undefined, now: () => 0 });
}

/** What was asked, `GET /api/v3/jobs`, with `ID` for ids. */
function asked(manager: FlamencoManager): string[] {
  return manager.server.requests
    .splice(0)
    .map(({ method, path }) => `${method} ${path.replaceAll(/[0-9a-f-]{36}/g, 'ID')}`);
}

const states = (job: ManagerJob): string[] => job.tasks.map(({ status }) => status);

test('an order becomes a job whose tasks run the calls, and is found by its key', async () => {
  await using manager = await FlamencoManager.begin();
  const driver = driverOf(manager);
  const order = orderOf(3, { group: 'gpu' });
  await driver.check(order, signal);
  expect(manager.jobs.size).toBe(0);
  const id = await driver.submit(order, signal);

  const job = manager.only;
  expect(job).toMatchObject({ id, status: 'queued', tag: manager.tags[0]?.id, name: 'shot010 main – main' });
  expect(job.metadata).toEqual({ 'compline.key': order.key, 'compline.job': 'job-1', 'user.name': 'ada' });
  // The calls are in the tasks: the list of jobs does not carry them about.
  expect(job.settings).toEqual({ frames: '1001-1030', chunks: 3, calls: '', format: 1 });
  expect(job.tasks.map(({ name }) => name)).toEqual(['1001-1010 [0]', '1011-1020 [1]', '1021-1030 [2]']);
  const [, second] = job.tasks;
  expect(second?.command).toMatchObject({ name: 'exec', parameters: { exe: '/bin/sh' } });
  expect(second?.command.parameters).toMatchObject({
    args: [
      '-c',
      expect.stringContaining('exec "$@"'),
      '/show/work dir',
      '0',
      '/opt/render farm/bin/render',
      '-s',
      '1011',
      '-e',
      '1020',
      '-o',
      '/show/out/$F "é😀".exr',
    ],
  });
  expect(await driver.find(order.key, signal)).toEqual([id]);
  expect(await driver.find('another', signal)).toEqual([]);
  expect(driver.page(taken(order, id))).toBe(`${manager.server.url}/app/jobs/${id}`);
  expect(manager.faults).toEqual([]);
});

test('jobs of the same key are found with the oldest first', async () => {
  await using manager = await FlamencoManager.begin();
  const driver = driverOf(manager);
  const ids = [await driver.submit(orderOf(1), signal), await driver.submit(orderOf(1), signal)];
  expect(await driver.find('a1b2c3-1-1', signal)).toEqual(ids);
});

test('an order whose answer was lost is found again', async () => {
  await using manager = await FlamencoManager.begin();
  const driver = driverOf(manager);
  await expectFault(
    manager.server,
    (path, method) => path === '/api/v3/jobs' && method === 'POST',
    CUT_AFTER,
    () => driver.submit(orderOf(1), signal),
  );
  expect(await driver.find('a1b2c3-1-1', signal)).toEqual([manager.only.id]);
});

test('what it offers', async () => {
  await using manager = await FlamencoManager.begin();
  const driver = driverOf(manager);
  expect(await driver.offers(signal)).toEqual({
    version: 'Flamenco 3.8',
    groups: ['cpu', 'gpu'],
    machines: { up: 1, all: 3 },
  });
  manager.script = undefined;
  expect((await driver.offers(signal)).version).toContain('its job type compline is missing: put Compline');
});

test.each<[string, (manager: FlamencoManager) => void, Parameters<typeof orderOf>[1], string]>([
  ['no job type', (it) => Object.assign(it, { script: undefined }), {}, 'job type compline is missing'],
  [
    'another job type of the name',
    (it) => Object.assign(it, { script: it.script?.replace('default: 1', 'default: 0') }),
    {},
    'of another version of Compline',
  ],
  ['an old manager', (it) => Object.assign(it, { version: '3.5' }), {}, '3.6 is the oldest'],
  ['an unknown tag', () => undefined, { group: 'huge' }, 'no worker tag huge: it has gpu, cpu'],
  ['a pool', () => undefined, { pool: 'main' }, 'knows no pools'],
  ['limits', () => undefined, { limits: ['nuke'] }, 'knows no limits'],
  [
    'success that is not 0',
    () => undefined,
    { layer: { name: 'main', retries: 0, successCodes: [3], needs: {} } },
    'exit code 0 alone',
  ],
])('check refuses %s', async (_, change, order, message) => {
  await using manager = await FlamencoManager.begin();
  change(manager);
  const made = driverOf(manager).check(orderOf(1, order), signal);
  await expect(made).rejects.toMatchObject({ code: 'farm-refused', message: expect.stringContaining(message) });
  expect(manager.jobs.size).toBe(0);
});

test('check refuses variables on Windows, and calls the program itself there', async () => {
  await using manager = await FlamencoManager.begin();
  const driver = driverOf(manager, 'windows');
  const order = orderOf(1);
  const [task] = order.tasks;
  if (task === undefined) throw new Error('no task');
  const withVariables = { ...task, command: { ...task.command, environment: { OCIO: 'x' } } };
  await expect(driver.check({ ...order, tasks: [withVariables] }, signal)).rejects.toThrow('OCIO');
  await driver.submit(order, signal);
  expect(manager.only.tasks[0]?.command.parameters).toMatchObject({ exe: '/opt/render farm/bin/render' });
});

test.each([true, false])('a paused order starts nothing (the manager knows initial_status: %s)', async (knows) => {
  await using manager = await FlamencoManager.begin();
  manager.knowsInitialStatus = knows;
  const driver = driverOf(manager);
  const order = orderOf(2);
  const id = await driver.submit({ ...order, job: { ...order.job, paused: true } }, signal);
  expect(manager.only.status).toBe('paused');
  await driver.control(taken(order, id), { action: 'resume' }, signal);
  expect([manager.only.status, ...states(manager.only)]).toEqual(['queued', 'queued', 'queued']);
});

test('looks at all orders with one question, and at the tasks of those that move', async () => {
  await using manager = await FlamencoManager.begin();
  const driver = driverOf(manager);
  const orders = await Promise.all(
    ['a', 'b', 'c'].map(async (key) => {
      const order = orderOf(2, { key });
      return taken(order, await driver.submit(order, signal));
    }),
  );
  const [a, b] = [...manager.jobs.values()];
  if (a === undefined || b === undefined) throw new Error('no jobs');
  manager.work(a, 0, 'active');
  asked(manager);
  const all = [...orders, { ...taken(orderOf(1, { key: 'gone' }), crypto.randomUUID()) }];
  const first = await driver.look(all, signal);
  expect(asked(manager)).toEqual(['GET /api/v3/jobs', ...Array(3).fill('GET /api/v3/jobs/ID/tasks')]);
  expect(first.get('gone')).toEqual({ kind: 'forgotten' });
  const key = a.metadata['compline.key'] ?? '';
  expect(first.get(key)).toEqual({
    kind: 'seen',
    tasks: [
      { task: 0, standing: 'running', host: 'render01' },
      { task: 1, standing: 'waiting' },
    ],
  });
  // The two others wait, and nothing of them changes before their jobs do.
  expect(await driver.look(all, signal)).toEqual(first);
  expect(asked(manager)).toEqual(['GET /api/v3/jobs', 'GET /api/v3/jobs/ID/tasks']);
  manager.work(b, 1, 'completed');
  manager.work(b, 0, 'completed');
  const ended = await driver.look(all, signal);
  expect(asked(manager)).toHaveLength(3);
  expect(ended.get(b.metadata['compline.key'] ?? '')).toMatchObject({
    tasks: [
      { standing: 'completed', endedAt: Date.parse(b.tasks[0]?.updated ?? '') },
      { standing: 'completed', endedAt: Date.parse(b.tasks[1]?.updated ?? '') },
    ],
  });
});

test('chunks of a paused job that are changed are seen', async () => {
  await using manager = await FlamencoManager.begin();
  const driver = driverOf(manager);
  const order = orderOf(3);
  const at = taken(order, await driver.submit({ ...order, job: { ...order.job, paused: true } }, signal));
  const standings = async (): Promise<unknown> => {
    const sighting = (await driver.look([at], signal)).get(at.key);
    return sighting?.kind === 'seen' && sighting.tasks.map(({ standing }) => standing);
  };
  await standings();
  await driver.control(at, { action: 'cancel', tasks: [1] }, signal);
  expect(await standings()).toEqual(['waiting', 'cancelled', 'waiting']);
  // In the web interface: the job itself tells nothing of it.
  const [task] = manager.only.tasks;
  if (task !== undefined) manager.setTask(manager.only, task, 'canceled', 'requested from web interface');
  expect(await standings()).toEqual(['waiting', 'cancelled', 'waiting']);
  for (let look = 0; look < 20; look += 1) await standings();
  expect(await standings()).toEqual(['cancelled', 'cancelled', 'waiting']);
});

test('a failed chunk says why, with its exit code; those that the farm gives up have failed', async () => {
  await using manager = await FlamencoManager.begin();
  const driver = driverOf(manager);
  const order = orderOf(3);
  const at = taken(order, await driver.submit(order, signal));
  manager.work(manager.only, 1, 'soft-failed');
  expect((await driver.look([at], signal)).get(at.key)).toMatchObject({
    tasks: [{ standing: 'waiting' }, { standing: 'waiting', host: 'render01' }, { standing: 'waiting' }],
  });
  manager.work(manager.only, 1, 'failed', 'Failed: command exited abnormally with code 3');
  const sighting = (await driver.look([at], signal)).get(at.key);
  expect(sighting?.kind === 'seen' && sighting.tasks).toMatchObject([
    { standing: 'failed', reason: expect.stringContaining('gave the job up') },
    { standing: 'failed', exitCode: 3, reason: 'Failed: command exited abnormally with code 3' },
    { standing: 'failed', reason: expect.stringContaining('gave the job up') },
  ]);
  asked(manager);
  await driver.look([at], signal);
  expect(asked(manager)).toEqual(['GET /api/v3/jobs']);
});

test('why chunks have failed is asked of some in each look, and of so many at the most', async () => {
  await using manager = await FlamencoManager.begin();
  const driver = driverOf(manager);
  const order = orderOf(1_500);
  const at = taken(order, await driver.submit(order, signal));
  for (let place = 0; place < 140; place += 1) manager.work(manager.only, place, 'failed', 'no licence');
  const counts: number[] = [];
  for (let look = 0; look < 7; look += 1) {
    asked(manager);
    const sighting = (await driver.look([at], signal)).get(at.key);
    expect(asked(manager).filter((it) => it === 'GET /api/v3/tasks/ID').length).toBeLessThanOrEqual(20);
    counts.push(sighting?.kind === 'seen' ? sighting.tasks.filter(({ reason }) => reason === 'no licence').length : -1);
  }
  expect(counts).toEqual([20, 40, 60, 80, 100, 100, 100]);
});

test('ten thousand jobs of others cost one question', async () => {
  await using manager = await FlamencoManager.begin();
  const driver = driverOf(manager);
  const order = orderOf(1);
  const at = taken(order, await driver.submit(order, signal));
  const mine = manager.only;
  for (let other = 0; other < 10_000; other += 1) {
    const id = crypto.randomUUID();
    manager.jobs.set(id, { ...mine, id, metadata: { project: 'Sprite Fright' }, tasks: [] });
  }
  asked(manager);
  expect((await driver.look([at], signal)).get(at.key)).toMatchObject({ kind: 'seen' });
  expect(await driver.find(order.key, signal)).toEqual([mine.id]);
  expect(asked(manager)).toHaveLength(3);
});

test('as many chunks as fit into an order are seen', async () => {
  await using manager = await FlamencoManager.begin();
  const driver = driverOf(manager);
  const order = orderOf(driver.capabilities.mostTasks);
  const at = taken(order, await driver.submit(order, signal));
  const sighting = (await driver.look([at], signal)).get(at.key);
  expect(sighting?.kind === 'seen' && sighting.tasks.map(({ task }) => task)).toEqual(
    order.tasks.map((_, place) => place),
  );
});

test('one order whose tasks do not come leaves the others seen', async () => {
  await using manager = await FlamencoManager.begin();
  const driver = driverOf(manager);
  const orders = [orderOf(1, { key: 'a' }), orderOf(1, { key: 'b' })];
  const [a, b] = [
    await driver.submit(orders[0] ?? orderOf(1), signal),
    await driver.submit(orders[1] ?? orderOf(1), signal),
  ];
  const both = [taken(orderOf(1, { key: 'a' }), a), taken(orderOf(1, { key: 'b' }), b)];
  manager.server.fault = ({ path }) => (path.includes(`${a}/tasks`) ? { kind: 'status', status: 500 } : undefined);
  expect([...(await driver.look(both, signal)).keys()]).toEqual(['b']);
  await expect(driver.look(both.slice(0, 1), signal)).rejects.toMatchObject({ code: 'farm-unreachable' });
});

test('cancels, pauses and resumes jobs, and changes their priority', async () => {
  await using manager = await FlamencoManager.begin();
  const driver = driverOf(manager);
  const order = orderOf(12);
  const at = taken(order, await driver.submit(order, signal));
  const job = manager.only;
  await driver.control(at, { action: 'priority', priority: 77 }, signal);
  expect(job.priority).toBe(77);
  manager.work(job, 0, 'active');
  await driver.control(at, { action: 'pause' }, signal);
  expect([job.status, ...states(job).slice(0, 3)]).toEqual(['pause-requested', 'active', 'paused', 'paused']);
  manager.work(job, 0, 'completed');
  expect(job.status).toBe('paused');
  await driver.control(at, { action: 'pause' }, signal);
  await driver.control(at, { action: 'resume' }, signal);
  expect([job.status, ...states(job).slice(0, 3)]).toEqual(['queued', 'completed', 'queued', 'queued']);
  await driver.control(at, { action: 'resume' }, signal);

  await driver.control(at, { action: 'cancel', tasks: [0, 2, 3] }, signal);
  manager.work(job, 4, 'failed');
  await driver.control(at, { action: 'pause' }, signal);
  await driver.control(at, { action: 'resume' }, signal);
  // Resuming begins nothing again that was cancelled or has failed.
  expect(states(job).slice(0, 6)).toEqual(['completed', 'queued', 'canceled', 'canceled', 'failed', 'queued']);
  expect(job.status).toBe('queued');

  await driver.control(at, { action: 'cancel' }, signal);
  expect(job.status).toBe('canceled');
  await driver.control(at, { action: 'cancel' }, signal);
  await expect(driver.control(at, { action: 'pause' }, signal)).rejects.toThrow('the job has ended');
  await expect(driver.control(at, { action: 'resume' }, signal)).rejects.toThrow('the job has ended');
  expect(manager.faults).toEqual([]);
});

test.each<[string, (manager: FlamencoManager, job: ManagerJob) => void, string, string[]]>([
  [
    'completed',
    (manager, job) => {
      for (const at of job.tasks.keys()) manager.work(job, at, 'completed');
    },
    'active',
    ['completed', 'queued', 'completed'],
  ],
  ['failed', (manager, job) => manager.work(job, 1, 'failed'), 'queued', ['canceled', 'queued', 'canceled']],
  ['canceled', (manager, job) => manager.setJob(job, 'cancel-requested'), 'queued', ['canceled', 'queued', 'canceled']],
])('does one chunk of a job anew that is %s, and no other', async (state, end, status, expected) => {
  await using manager = await FlamencoManager.begin();
  const driver = driverOf(manager);
  const order = orderOf(3);
  const at = taken(order, await driver.submit(order, signal));
  const job = manager.only;
  end(manager, job);
  expect(job.status).toBe(state);
  await driver.requeue(at, [1], signal);
  expect([job.status, ...states(job)]).toEqual([status, ...expected]);
});

test('fetches logs', async () => {
  await using manager = await FlamencoManager.begin();
  const driver = driverOf(manager);
  const order = orderOf(2);
  const at = taken(order, await driver.submit(order, signal));
  const [, task] = manager.only.tasks;
  expect(await driver.log(at, 1, signal)).toBeUndefined();
  if (task !== undefined) task.log = 'pid=12 > Rendered frame 1001 😀\n';
  expect(await driver.log(at, 1, signal)).toEqual({ text: 'pid=12 > Rendered frame 1001 😀\n' });
  expect(await driver.log(at, 7, signal)).toBeUndefined();
  expect(manager.faults).toEqual([]);
});

test.each(FAULTS)('$name is told as what it is', async (fault) => {
  await using manager = await FlamencoManager.begin();
  const driver = driverOf(manager);
  const order = orderOf(1);
  const at = taken(order, await driver.submit(order, signal));
  const any = (): boolean => true;
  await expectFault(manager.server, any, fault, () => driver.look([at], signal));
  await expectFault(
    manager.server,
    (path) => path.endsWith('/tasks'),
    fault,
    () => driver.look([at], signal),
  );
  await expectFault(manager.server, any, fault, () => driver.offers(signal));
  await expectFault(manager.server, any, fault, () => driver.find(order.key, signal));
  await expectFault(manager.server, any, fault, () => driver.check(order, signal));
  await expectFault(
    manager.server,
    (_, method) => method === 'POST',
    fault,
    () => driver.submit(orderOf(1), signal),
  );
  await expectFault(manager.server, any, fault, () => driver.control(at, { action: 'pause' }, signal));
  await expectFault(manager.server, any, fault, () => driver.requeue(at, [0], signal));
  await expectFault(manager.server, any, fault, () => driver.log(at, 0, signal));
});

test('a manager that never answers is waited for until somebody gives up', async () => {
  await using manager = await FlamencoManager.begin();
  manager.server.fault = () => ({ kind: 'silent' });
  const abort = new AbortController();
  const looked = driverOf(manager).offers(abort.signal);
  const reason = new Error('enough');
  abort.abort(reason);
  await expect(looked).rejects.toBe(reason);
});
