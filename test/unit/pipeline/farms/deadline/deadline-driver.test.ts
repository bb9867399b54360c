import { describe, expect, test } from 'vitest';
import { TASK_STATES } from '../../../../../server/pipeline/farms/deadline/deadline-states.ts';
import type { FarmDriver, FarmOrder, FarmSettings } from '../../../../../server/pipeline/farms/driver/farm-driver.ts';
import { farmKinds } from '../../../../../server/pipeline/farms/driver/farm-kinds.ts';
import { ContractServer } from '../support/contract-server.ts';
import { testFaults } from '../support/queue-faults.ts';
import { chunksOf, orderOf, takenOf } from '../support/template-order.ts';
import { DeadlineContract } from './deadline-contract.ts';

const never = new AbortController().signal;

interface Rig extends AsyncDisposable {
  readonly farm: DeadlineContract;
  readonly server: ContractServer;
  readonly driver: FarmDriver;
  /** A driver that knows nothing, as after a restart. */
  readonly another: () => FarmDriver;
  /** What was asked for since the last time. */
  readonly asked: () => string[];
}

async function rigOf(settings: Partial<FarmSettings> = {}, secret?: string): Promise<Rig> {
  const farm = new DeadlineContract();
  const server = await ContractServer.begin(farm.answer);
  const another = () =>
    farmKinds.deadline?.create({
      settings: { name: 'dl', type: 'deadline', url: server.url, verify: true, unencrypted: false, ...settings },
      root: '/shows/p',
      secret: () => secret,
      now: () => farm.clock,
    }) as FarmDriver;
  return {
    farm,
    server,
    driver: another(),
    another,
    asked: () => server.requests.splice(0).map(({ method, path }) => `${method} ${path.replace('/api/', '')}`),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      expect(farm.wrong).toEqual([]);
    },
  };
}

const order = orderOf(chunksOf(1001, 1025, 10));

async function submitted(rig: Rig, what: FarmOrder = order) {
  const id = await rig.driver.submit(what, never);
  const job = rig.farm.jobs.find(({ _id }) => _id === id);
  if (job === undefined) throw new Error('no job');
  return { job, taken: takenOf(what, id) };
}

async function standings(driver: FarmDriver, taken: ReturnType<typeof takenOf>) {
  const seen = (await driver.look([taken], never)).get(taken.key);
  return seen?.kind === 'seen' ? seen.tasks.map(({ task, standing }) => `${task}:${standing}`) : seen?.kind;
}

describe('submit', () => {
  test('one order is one job of the CommandLine plug-in', async () => {
    await using rig = await rigOf({ user: 'render' });
    const { job } = await submitted(
      rig,
      orderOf(chunksOf(1001, 1025, 10), {
        pool: 'comp',
        group: 'linux',
        limits: ['nuke', 'fusion'],
        job: { paused: true, priority: 70, comment: 'for\ndailies' },
        layer: { timeout: 60.5 },
      }),
    );
    expect(job.info).toEqual({
      Plugin: 'CommandLine',
      Name: 'Shot 010 – Beauty – Beauty',
      BatchName: 'Shot 010 – Beauty',
      Comment: 'for dailies',
      UserName: 'render',
      Frames: '1001-1025',
      ChunkSize: '10',
      Priority: '70',
      InitialStatus: 'Suspended',
      Pool: 'comp',
      Group: 'linux',
      LimitGroups: 'nuke,fusion',
      TaskTimeoutSeconds: '61',
      OnTaskTimeout: 'Error',
      OverrideTaskFailureDetection: 'true',
      FailureDetectionTaskErrors: '3',
      OverrideJobFailureDetection: 'true',
      FailureDetectionJobErrors: '0',
      EnvironmentKeyValue0: 'COMPLINE_JOB=j1',
      ExtraInfoKeyValue0: 'ComplineKey=J1-Beauty-0001',
      ExtraInfoKeyValue1: 'ComplineJob=j1',
      OutputDirectory0: '/shows/out',
      OutputFilename0: 'shot.####.exr',
    });
    expect(job.plugin).toEqual({
      Executable: '/opt/fusion/Fusion Render Node',
      Arguments: '"/shows/a b/shot.comp" "-start" "<STARTFRAME>" "-end=<ENDFRAME>" "-verbose"',
      StartupDirectory: '/shows/a b',
      ShellExecute: 'False',
      Shell: 'default',
      SingleFramesOnly: 'False',
    });
    expect(job.tasks.map(({ Frames }) => Frames)).toEqual(['1001-1010', '1011-1020', '1021-1025']);
  });

  test('an answer that is lost: the job is found by its key, also by a driver that knows nothing', async () => {
    await using rig = await rigOf();
    rig.server.fault = () => ({ kind: 'cut-after' });
    await expect(rig.driver.submit(order, never)).rejects.toMatchObject({ code: 'farm-unreachable' });
    rig.server.fault = undefined;
    expect(await rig.another().find(order.key, never)).toEqual([rig.farm.jobs[0]?._id]);
  });

  test('a request that is lost leaves nothing to be found', async () => {
    await using rig = await rigOf();
    rig.server.fault = () => ({ kind: 'cut-before' });
    await expect(rig.driver.submit(order, never)).rejects.toMatchObject({ code: 'farm-unreachable' });
    rig.server.fault = undefined;
    expect(await rig.driver.find(order.key, never)).toEqual([]);
  });

  test('a fault of its own code: refused with its words, unless the job is there nevertheless', async () => {
    await using rig = await rigOf();
    rig.farm.submitFault = 'The plugin CommandLine\r\n does not exist';
    await expect(rig.driver.submit(order, never)).rejects.toMatchObject({
      code: 'farm-refused',
      message: 'The farm dl refused this: The plugin CommandLine does not exist.',
    });
    rig.farm.faultAfter = true;
    expect(await rig.driver.submit(order, never)).toBe(rig.farm.jobs[0]?._id);
  });
});

describe('find', () => {
  test('its own among ten thousand jobs: all are looked into once, then only new ones', async () => {
    await using rig = await rigOf();
    const { job } = await submitted(rig);
    for (let index = 0; index < 10_000; index += 1) rig.farm.other();
    rig.farm.clock += 60_000;
    const { job: again } = await submitted(rig);
    await submitted(rig, { ...order, key: `X-${order.key}` });
    rig.asked();
    expect(await rig.driver.find(order.key, never)).toEqual([job._id, again._id]);
    expect(rig.asked()).toHaveLength(1 + 101);
    rig.farm.jobs.splice(0, 1);
    rig.farm.other();
    expect(await rig.driver.find(order.key, never)).toEqual([again._id]);
    expect(rig.asked()).toEqual(['GET jobs', 'GET jobs']);
  });
});

describe('look', () => {
  test('tasks are asked for where something has changed', async () => {
    await using rig = await rigOf();
    const { job, taken } = await submitted(rig);
    rig.asked();
    expect(await standings(rig.driver, taken)).toEqual(['0:waiting', '1:waiting', '2:waiting']);
    expect(rig.asked()).toEqual(['GET jobs', 'GET tasks']);
    expect(await standings(rig.driver, taken)).toEqual([]);
    expect(rig.asked()).toEqual(['GET jobs']);
    rig.farm.run(job, 1, 4);
    expect(await standings(rig.driver, taken)).toEqual(['0:waiting', '1:running', '2:waiting']);
    // An error by which the numbers of tasks stay as they are.
    rig.farm.run(job, 1, 2);
    rig.farm.run(job, 1, 4);
    expect(await standings(rig.driver, taken)).toContain('1:running');
    expect(await standings(rig.another(), taken)).toHaveLength(3);
  });

  test('what a chunk is told with', async () => {
    await using rig = await rigOf();
    const { job, taken } = await submitted(rig);
    rig.farm.run(job, 0, 4);
    rig.farm.run(job, 0, 2);
    rig.farm.run(job, 0, 4);
    rig.farm.run(job, 0, 6);
    rig.farm.run(job, 1, 4);
    const at = rig.farm.clock;
    expect((await rig.driver.look([taken], never)).get(taken.key)).toEqual({
      kind: 'seen',
      tasks: [
        { task: 0, standing: 'failed', run: 2, host: 'r1', startedAt: at - 20_000, endedAt: at - 10_000 },
        { task: 1, standing: 'running', run: 1, host: 'r1', startedAt: at },
        { task: 2, standing: 'waiting', run: 0 },
      ],
    });
  });

  test.each([...TASK_STATES])('a task whose Stat is %i', async (stat, { standing, reason }) => {
    await using rig = await rigOf();
    const { job, taken } = await submitted(rig);
    const [task] = job.tasks;
    if (task !== undefined) task.Stat = stat;
    const seen = (await rig.driver.look([taken], never)).get(taken.key);
    expect(seen).toMatchObject({ tasks: [{ task: 0, standing, ...(reason !== undefined && { reason }) }, {}, {}] });
  });

  test('a state that is not documented waits, and is told', async () => {
    await using rig = await rigOf();
    const { job, taken } = await submitted(rig);
    const [task] = job.tasks;
    if (task !== undefined) task.Stat = 77;
    expect((await rig.driver.look([taken], never)).get(taken.key)).toMatchObject({
      tasks: [{ standing: 'waiting', reason: 'Deadline calls its state 77, which Compline does not know.' }, {}, {}],
    });
  });

  test('a job that is gone is forgotten; one question for a hundred jobs; one job may be told without a list', async () => {
    await using rig = await rigOf();
    const { taken } = await submitted(rig);
    rig.asked();
    const gone = Array.from({ length: 249 }, (_, index) => takenOf({ ...order, key: `k${index}` }, `gone-${index}`));
    const seen = await rig.driver.look([taken, ...gone], never);
    expect([...seen.values()].filter(({ kind }) => kind === 'forgotten')).toHaveLength(249);
    expect(rig.asked()).toEqual(['GET jobs', 'GET jobs', 'GET jobs', 'GET tasks']);
    rig.farm.tellsOne = true;
    expect(await standings(rig.another(), taken)).toHaveLength(3);
  });

  test('as many chunks as an order may have are one question', async () => {
    await using rig = await rigOf();
    const { taken } = await submitted(rig, orderOf(chunksOf(1, rig.driver.capabilities.mostTasks, 1)));
    rig.asked();
    expect(await standings(rig.driver, taken)).toHaveLength(5_000);
    expect(rig.asked()).toEqual(['GET jobs', 'GET tasks']);
  });

  test('a farm that stops answering in the middle: what it has said, and the rest the next time', async () => {
    await using rig = await rigOf();
    const one = await submitted(rig);
    const two = await submitted(rig, { ...order, key: 'k2' });
    let asked = 0;
    rig.server.fault = ({ path }) => {
      if (path.endsWith('tasks')) asked += 1;
      return asked === 2 ? { kind: 'torn' } : undefined;
    };
    expect([...(await rig.driver.look([one.taken, two.taken], never)).keys()]).toEqual([order.key]);
    rig.server.fault = undefined;
    const later = await rig.driver.look([one.taken, two.taken], never);
    expect([...later.values()].map((it) => it.kind === 'seen' && it.tasks.length)).toEqual([0, 3]);
  });
});

describe('control', () => {
  test('pause lets what renders go on; resume; priority by saving the whole job', async () => {
    await using rig = await rigOf();
    const { job, taken } = await submitted(rig);
    rig.farm.run(job, 0, 4);
    await rig.driver.control(taken, { action: 'pause' }, never);
    expect(job.tasks.map(({ Stat }) => Stat)).toEqual([4, 3, 3]);
    await rig.driver.control(taken, { action: 'resume' }, never);
    expect(job.tasks.map(({ Stat }) => Stat)).toEqual([4, 2, 2]);
    await rig.driver.control(taken, { action: 'priority', priority: 99 }, never);
    expect(job.priority).toBe(99);
    // All else goes back as it came.
    const saved = rig.server.requests
      .map(({ body }) => body)
      .findLast((body) => JSON.stringify(body)?.includes('save'));
    const response = await fetch(`${rig.server.url}/api/jobs?JobID=${job._id}`);
    expect([(saved as { Job: unknown }).Job]).toEqual(await response.json());
  });

  test('cancelling fails what is not done, all of it or some chunks', async () => {
    await using rig = await rigOf();
    const { job, taken } = await submitted(rig);
    rig.farm.run(job, 0, 4);
    rig.farm.run(job, 0, 5);
    await rig.driver.control(taken, { action: 'cancel', tasks: [0, 1] }, never);
    expect(job.tasks.map(({ Stat }) => Stat)).toEqual([5, 6, 2]);
    await rig.driver.control(taken, { action: 'cancel' }, never);
    expect(await standings(rig.driver, taken)).toEqual(['0:completed', '1:failed', '2:failed']);
  });

  test('nothing is left to be cancelled: no command without a list, which would mean all', async () => {
    await using rig = await rigOf();
    const { job, taken } = await submitted(rig);
    rig.farm.run(job, 0, 5);
    rig.asked();
    await rig.driver.control(taken, { action: 'cancel', tasks: [0] }, never);
    expect(rig.asked()).toEqual(['GET tasks']);
  });

  test.each([
    ['pause', { action: 'pause' }],
    ['priority', { action: 'priority', priority: 1 }],
    ['cancel chunks', { action: 'cancel', tasks: [0] }],
  ] as const)('%s: what is not there any more is refused', async (_, command) => {
    await using rig = await rigOf();
    await expect(rig.driver.control(takenOf(order, 'gone'), command, never)).rejects.toMatchObject({
      code: 'farm-refused',
      message: 'The farm dl refused this: it does not know the job any more.',
    });
  });

  test.each([
    ['Error: the job is protected', 'farm-refused', 'Error: the job is protected'],
    ['', 'farm-refused', 'it did not say why.'],
    ['<html>', 'farm-unreachable', 'it did not say whether it has done it.'],
  ])('another answer than success: %j', async (said, code, message) => {
    await using rig = await rigOf();
    const { taken } = await submitted(rig);
    rig.farm.said = said;
    await expect(rig.driver.control(taken, { action: 'pause' }, never)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });
});

test('requeue does anew what is done, has failed or is suspended, each in its own way', async () => {
  await using rig = await rigOf();
  const { job, taken } = await submitted(rig);
  job.tasks.forEach((task, index) => {
    task.Stat = [5, 6, 3][index] ?? 0;
  });
  await rig.driver.requeue?.(taken, [0, 1, 2], never);
  expect(job.tasks.map(({ Stat }) => Stat)).toEqual([2, 2, 2]);
  rig.asked();
  await rig.driver.requeue?.(taken, [2], never);
  expect(rig.asked()).toEqual(['GET tasks', 'PUT tasks']);
});

test('the log is the newest report of the task', async () => {
  await using rig = await rigOf();
  const { job, taken } = await submitted(rig);
  expect(await rig.driver.log(taken, 0, never)).toBeUndefined();
  rig.farm.run(job, 0, 4);
  rig.farm.run(job, 0, 2);
  rig.farm.run(job, 0, 4);
  rig.farm.run(job, 0, 5);
  expect(await rig.driver.log(taken, 0, never)).toEqual({ text: `done at ${new Date(rig.farm.clock).toISOString()}` });
});

describe('offers and check', () => {
  test('pools, groups, limits, machines', async () => {
    await using rig = await rigOf();
    expect(await rig.driver.offers(never)).toEqual({
      pools: ['comp', 'none'],
      groups: ['linux', 'none'],
      limits: ['fusion', 'nuke'],
      machines: { up: 3, all: 6 },
    });
  });

  test('an order that fits is let through, and nothing is submitted', async () => {
    await using rig = await rigOf();
    await rig.driver.check(orderOf(chunksOf(1, 9, 4), { pool: 'comp', group: 'linux', limits: ['nuke'] }), never);
    expect(rig.asked()).toEqual(['GET pools', 'GET groups', 'GET limitgroups']);
    expect(rig.farm.jobs).toEqual([]);
  });

  test.each([
    [{ pool: 'x' }, 'it has no pool x.'],
    [{ group: 'x' }, 'it has no group x.'],
    [{ limits: ['nuke', 'x', 'y'] }, 'it has no limit x, y.'],
  ])('%j is refused', async (more, said) => {
    await using rig = await rigOf();
    await expect(rig.driver.check(orderOf(chunksOf(1, 9, 4), more), never)).rejects.toMatchObject({
      code: 'farm-refused',
      message: `The farm dl refused this: ${said}`,
    });
  });
});

test('a credential is sent where there is one, and asked for where it is wrong', async () => {
  await using rig = await rigOf({}, 'ann:secret');
  rig.farm.credential = 'ann:secret';
  expect(await rig.driver.offers(never)).toMatchObject({ pools: ['comp', 'none'] });
  rig.farm.credential = 'ann:other';
  const error: unknown = await rig.driver.offers(never).catch((it: unknown) => it);
  expect(error).toMatchObject({ code: 'farm-credential' });
  expect(String(error)).not.toContain('secret');
});

describe('faults', () => {
  // The first job of a rig.
  const taken = takenOf(order, `${Math.floor(new DeadlineContract().clock / 1_000).toString(16)}${'0'.repeat(16)}`);
  testFaults(
    async () => {
      const rig = await rigOf();
      await submitted(rig);
      return rig;
    },
    {
      reads: {
        offers: (driver, signal) => driver.offers(signal),
        check: (driver, signal) => driver.check(order, signal),
        submit: (driver, signal) => driver.submit(orderOf(chunksOf(1, 2, 1), { key: 'another' }), signal),
        find: (driver, signal) => driver.find(order.key, signal),
        look: (driver, signal) => driver.look([taken], signal),
        log: (driver, signal) => driver.log(taken, 0, signal),
        priority: (driver, signal) => driver.control(taken, { action: 'priority', priority: 1 }, signal),
        'cancel chunks': (driver, signal) => driver.control(taken, { action: 'cancel', tasks: [0] }, signal),
        requeue: async (driver, signal) => await driver.requeue?.(taken, [0], signal),
      },
      tells: {
        pause: (driver, signal) => driver.control(taken, { action: 'pause' }, signal),
        cancel: (driver, signal) => driver.control(taken, { action: 'cancel' }, signal),
      },
    },
  );
});
