import { expect, test } from 'vitest';
import type { FarmOrder } from '../../../../../server/pipeline/farms/driver/farm-driver.ts';
import { farmRefused, farmUnreachable } from '../../../../../server/pipeline/farms/http/farm-error.ts';
import { SlurmDriver } from '../../../../../server/pipeline/farms/slurm/slurm-driver.ts';
import type { JobChange, SlurmJob, SlurmWay } from '../../../../../server/pipeline/farms/slurm/slurm-way.ts';
import { jobOf, orderOf, takenOf } from './wishes.ts';

const never = new AbortController().signal;

/** A Slurm of which a test says what it has, and that notes what it is asked. */
const rigOf = (jobs: readonly SlurmJob[], more: Partial<SlurmWay> = {}, user?: string) => {
  const told: string[] = [];
  let now = jobs;
  const change = (wanted: JobChange) => {
    now = now.map((job) => {
      if (job.states[0] !== 'PENDING') return job;
      if ('hold' in wanted) return { ...job, priority: wanted.hold ? 0 : 100 };
      // As Slurm 22.05 has it.
      return { ...job, nice: wanted.nice, priority: 2 };
    });
  };
  const way: SlurmWay = {
    submit: async ({ nice }) => {
      told.push(`submit ${nice}`);
      return '7';
    },
    test: async () => {
      told.push('test');
    },
    jobs: async () => now,
    cancel: async (id, indices) => {
      told.push(`cancel ${id} ${indices}`);
    },
    change: async (id, wanted) => {
      told.push(`change ${id} ${JSON.stringify(wanted)}`);
      change(wanted);
    },
    cluster: async () => ({
      nodes: [
        { name: 'a', isUp: true, cpus: 4, memory: 8_000, gpus: 0, partitions: ['z', 'b'] },
        { name: 'c', isUp: false, cpus: 4, memory: 8_000, gpus: 0, partitions: ['z'] },
      ],
      partitions: [
        { name: 'z', isDefault: true },
        { name: 'b', isDefault: false },
      ],
      licenses: ['nuke', 'ae'],
      version: 'slurm 1',
    }),
    ...more,
  };
  const settings = { name: 'lab', type: 'slurm', verify: true, unencrypted: false } as const;
  const driver = new SlurmDriver({ settings, way, ...(user !== undefined && { user }) });
  return { driver, told };
};

const withPriority = (priority: number): FarmOrder => {
  const order = orderOf('/x', 2);
  return { ...order, job: { ...order.job, priority } };
};

test('it tells what there is to choose from', async () => {
  expect(await rigOf([]).driver.offers(never)).toEqual({
    version: 'slurm 1',
    pools: ['b', 'z'],
    limits: ['ae', 'nuke'],
    machines: { up: 1, all: 2 },
  });
});

test('what is about right is asked of Slurm too; what cannot be is not', async () => {
  const { driver, told } = rigOf([]);
  await driver.check(orderOf('/x', 2), never);
  expect(told).toEqual(['test']);
  await expect(driver.check(orderOf('/x', 2, { pool: 'gone' }), never)).rejects.toMatchObject({ code: 'farm-refused' });
  const args = ['x'.repeat(2 ** 20)];
  const long = orderOf('/x', 5);
  const tasks = long.tasks.map((task) => ({ ...task, command: { ...task.command, args } }));
  await expect(driver.check({ ...long, tasks }, never)).rejects.toMatchObject({
    code: 'farm-refused',
    message: expect.stringContaining('the script of 5 chunks has 5.0 MB, and Slurm takes 4: set arraySize.'),
  });
  expect(told).toEqual(['test']);
});

test.each([
  [0, ['submit 1000']],
  [50, ['submit 0']],
  [75, ['submit -500', 'submit 0']],
])('priority %i where nobody may go before others', async (priority, submissions) => {
  const { driver, told } = rigOf([], {
    submit: async ({ nice }) => {
      told.push(`submit ${nice}`);
      if (nice < 0) throw farmRefused('lab', 'Invalid --nice value.');
      return '7';
    },
  });
  expect(await driver.submit(withPriority(priority), never)).toBe('7');
  expect(told).toEqual(submissions);
});

test.each([farmRefused('lab', 'Invalid account.'), farmUnreachable('lab', 'nice weather.')])(
  'another error is no reason to submit again: %s',
  async (error) => {
    let count = 0;
    const { driver } = rigOf([], {
      submit: async () => {
        count += 1;
        throw error;
      },
    });
    await expect(driver.submit(withPriority(90), never)).rejects.toBe(error);
    expect(count).toBe(1);
  },
);

test('jobs are found by their key alone, the oldest first', async () => {
  const { driver } = rigOf(
    [
      jobOf('0', { id: '10' }),
      jobOf('1', { id: '10' }),
      jobOf('0', { id: '9' }),
      jobOf('0', { id: '8', comment: 'compline:key-10' }),
      jobOf('0', { id: '7', user: 'bob' }),
      // What Slurm refused, and remembers.
      jobOf('0', { id: '6', states: ['FAILED'], reason: 'BadConstraints' }),
    ],
    {},
    'ada',
  );
  expect(await driver.find('key-1', never)).toEqual(['9', '10']);
  expect(await driver.find('key-2', never)).toEqual([]);
});

test('one question is asked for all orders, and an id that another job has is not taken for the order', async () => {
  let asked = 0;
  const jobs = [jobOf('0-1', { id: '7' }), jobOf('0-1', { id: '8', comment: 'compline:another' })];
  const { driver } = rigOf([], {
    jobs: async () => {
      asked += 1;
      return jobs;
    },
  });
  const orders = [takenOf('/nowhere', 2), takenOf('/nowhere', 2, { key: 'key-2', id: '8' })];
  const seen = await driver.look(orders, never);
  expect(seen.get('key-1')).toMatchObject({ kind: 'seen', tasks: [{ standing: 'waiting' }, { standing: 'waiting' }] });
  expect(seen.get('key-2')).toEqual({ kind: 'forgotten' });
  expect(asked).toBe(1);
  expect(await driver.look([], never)).toEqual(new Map());
  expect(asked).toBe(1);
});

const order = takenOf('/nowhere', 4);
const waiting = jobOf('2-3');
const held = jobOf('2-3', { priority: 0 });
const runs = jobOf('0', { states: ['RUNNING'] });
const done = jobOf('1', { states: ['COMPLETED'] });

test.each([
  ['some chunks', [runs, waiting], { action: 'cancel', tasks: [0, 3, 2] }, ['cancel 7 0,2-3']],
  ['all', [runs, waiting], { action: 'cancel' }, ['cancel 7 undefined']],
  ['none', [runs, waiting], { action: 'cancel', tasks: [] }, []],
  ['what has ended', [done], { action: 'cancel' }, []],
  ['what is gone', [], { action: 'cancel' }, []],
  ["another order's job", [jobOf('0', { comment: 'compline:another' })], { action: 'cancel' }, []],
  ['what waits', [runs, waiting], { action: 'pause' }, ['change 7 {"hold":true}']],
  ['what is held already', [held], { action: 'pause' }, []],
  ['what only runs', [runs], { action: 'pause' }, []],
  ['what is held', [held], { action: 'resume' }, ['change 7 {"hold":false}']],
  ['what was never held', [waiting], { action: 'resume' }, []],
  ['what waits', [runs, waiting], { action: 'priority', priority: 20 }, ['change 7 {"nice":600}']],
  ['what stands there already', [waiting], { action: 'priority', priority: 50 }, []],
  // Changing the nice releases it.
  ['what is held', [held], { action: 'priority', priority: 20 }, ['change 7 {"nice":600}', 'change 7 {"hold":true}']],
] as const)('%s: %j %j', async (_, jobs, command, expected) => {
  const { driver, told } = rigOf(jobs);
  await driver.control(order, command, never);
  expect(told).toEqual(expected);
});

test('a change that had no effect is a refusal', async () => {
  const { driver } = rigOf([waiting], { change: async () => {} });
  for (const command of [{ action: 'pause' }, { action: 'priority', priority: 10 }] as const) {
    await expect(driver.control(order, command, never)).rejects.toMatchObject({ code: 'farm-refused' });
  }
});

test('who may not go before others goes with them', async () => {
  const { driver, told } = rigOf([jobOf('0', { nice: 500 })], {
    change: async (_, wanted) => {
      told.push(JSON.stringify(wanted));
      throw farmRefused('lab', 'Access/permission denied.');
    },
  });
  await expect(driver.control(order, { action: 'priority', priority: 90 }, never)).rejects.toMatchObject({
    code: 'farm-refused',
  });
  expect(told).toEqual(['{"nice":-800}', '{"nice":0}']);
});

test.each([
  ['that some node could take is none for long', 1, 'farm-unreachable'],
  ['that no node could take is one', 64, 'farm-refused'],
])('nodes that are not available for an order %s', async (_, threads, code) => {
  const refuses = {
    submit: async () => {
      throw farmRefused('lab', 'Requested node configuration is not available.');
    },
  };
  const { driver } = rigOf([], refuses);
  const order = orderOf('/x', 1);
  const given = { ...order, layer: { ...order.layer, needs: { threads } } };
  await expect(driver.submit(given, never)).rejects.toMatchObject({ code });
});
