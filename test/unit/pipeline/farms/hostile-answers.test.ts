import { describe, expect, test } from 'vitest';
import type { FarmType } from '../../../../server/formats/config/farm-schema.ts';
import type { FarmDriver, TakenOrder } from '../../../../server/pipeline/farms/driver/farm-driver.ts';
import { farmKinds } from '../../../../server/pipeline/farms/driver/farm-kinds.ts';
import { orderOf, settingsOf, taken } from './support/cloud-order.ts';
import { ContractServer, type SeenRequest } from './support/contract-server.ts';

const never = new AbortController().signal;

/** What real farms do with a value that a driver does not expect. `id`s are let alone: without one there is no entry. */
const CHANGES: Readonly<Record<string, (value: unknown) => unknown>> = {
  'null instead of absent': () => null,
  absent: () => undefined,
  'numbers as texts': (value) => (typeof value === 'number' ? String(value) : value),
  'texts as numbers': (value) => (typeof value === 'string' && value !== '' ? 7 : value),
  'a word that is new': (value) => (typeof value === 'string' ? 'SOMETHING_NEW' : value),
  'very large': (value) => (typeof value === 'number' ? 2 ** 64 : value),
  'very long': (value) => (typeof value === 'string' ? 'x\u001b[2J'.repeat(50_000) : value),
  'an object': () => ({ unexpected: [] }),
  'empty lists': (value) => (Array.isArray(value) ? [] : value),
};

type Entry = Record<string, unknown>;

/** An entry in which all values but some are changed. */
function changed(entry: Entry, keep: readonly string[], change: (value: unknown) => unknown): Entry {
  const made = Object.entries(entry).map(([name, value]) => [name, keep.includes(name) ? value : change(value)]);
  return { ...Object.fromEntries(made), aKeyThatIsNew: { of: ['a', 'newer', 'version'] } };
}

interface Farm {
  readonly settings?: Entry;
  readonly secret?: string;
  /** A job and a task as the farm tells them; `n` is the number of the order. */
  readonly job: (n: number) => Entry;
  readonly task: (n: number) => Entry;
  /** By what jobs and tasks are known. */
  readonly ids: readonly string[];
  readonly answer: (request: SeenRequest, jobs: readonly Entry[], taskOf: (job: string) => Entry) => unknown;
}

const farmId = `farm-${'a'.repeat(32)}`;
const queueId = `queue-${'b'.repeat(32)}`;

const farms: Readonly<Record<FarmType, Farm>> = {
  slurm: {
    ids: ['job_id', 'comment', 'array_job_id'],
    job: (n) => ({
      job_id: n,
      array_job_id: { set: true, infinite: false, number: n },
      array_task_id: { set: true, infinite: false, number: 0 },
      array_task_string: '',
      job_state: ['COMPLETED'],
      state_reason: 'None',
      exit_code: { status: ['SUCCESS'], return_code: { set: true, infinite: false, number: 0 }, signal: {} },
      restart_cnt: 0,
      batch_host: 'n1',
      start_time: 100,
      end_time: 200,
      nice: 0,
      priority: 100,
      user_name: 'ada',
      comment: `compline:key-${n}`,
    }),
    task: () => ({}),
    answer: ({ path }, jobs) => ({
      jobs: jobs.filter((it) => it?.job_id === undefined || path.endsWith(`/${it.job_id}`)),
      errors: null,
      warnings: [{ description: 'deprecated' }],
    }),
  },
  opencue: {
    settings: { show: 'testing' },
    secret: 'secret',
    ids: ['id', 'number'],
    job: (n) => ({
      id: String(n),
      state: 'PENDING',
      name: 'j',
      logDir: '/l',
      startTime: 5,
      jobStats: { totalFrames: 1 },
    }),
    task: () => ({
      ...{ id: 'f', number: 1001, name: '1001-l', state: 'SUCCEEDED', retryCount: 0, exitStatus: 0 },
      ...{ startTime: 100, stopTime: '200', lastResource: 'n1/1' },
    }),
    answer: ({ path, body }, jobs, taskOf) =>
      path.endsWith('GetJobs')
        ? { jobs: { jobs } }
        : { frames: { frames: [null, taskOf((body as { job: { id: string } }).job.id)] } },
  },
  deadline: {
    ids: ['_id', 'TaskID', 'Frames'],
    job: (n) => ({ _id: String(n), Stat: 1, Errs: 0, CompletedChunks: 1, LastWriteTime: 'x', Props: { ExDic: {} } }),
    task: () => ({
      ...{ TaskID: 0, Frames: '1001-1010', Stat: 5, Slave: 'n1', Errs: 0 },
      ...{ Start: '2026-01-01T00:00:00Z', StartRen: '2026-01-01T00:00:00Z', Comp: '2026-01-01T00:01:00Z' },
    }),
    answer: ({ path, query }, jobs, taskOf) =>
      path.endsWith('jobs') ? jobs : { Tasks: [null, taskOf(query.get('JobID') ?? '')] },
  },
  flamenco: {
    ids: ['id', 'name'],
    job: (n) => ({ id: String(n), status: 'active', created: '2026', updated: '2026', activity: 'a', metadata: {} }),
    task: () => ({
      ...{ id: 't', name: '1001-1010 [0]', status: 'completed', updated: '2026-01-01T00:00:00Z' },
      worker: { id: 'w', name: 'n1', address: '::1' },
    }),
    answer: ({ path }, jobs, taskOf) =>
      path.endsWith('jobs') ? { jobs } : { tasks: [null, taskOf(path.split('/').at(-2) ?? '')] },
  },
  'deadline-cloud': {
    settings: { region: 'eu-central-1', farmId, queueId },
    secret: 'AKIAAAAAAAAAAAAAAAAA:secretsecretsecretsecret',
    ids: ['jobId', 'taskId', 'parameters'],
    job: (n) => ({
      ...{ jobId: String(n), name: 'j', lifecycleStatus: 'CREATE_COMPLETE', lifecycleStatusMessage: '', priority: 50 },
      ...{ createdAt: '2026', updatedAt: '2026', taskRunStatus: 'SUCCEEDED', taskRunStatusCounts: { SUCCEEDED: 1 } },
      taskFailureRetryCount: 0,
    }),
    task: () => ({
      ...{ taskId: 't', runStatus: 'SUCCEEDED', startedAt: '2026-01-01T00:00:00Z', endedAt: '2026-01-01T00:01:00Z' },
      ...{ latestSessionActionId: 'sessionaction-1-0', parameters: { Chunk: { int: '0' } } },
    }),
    answer: ({ path }, jobs, taskOf) => {
      if (path.endsWith('batch-get-job')) return { jobs, errors: [] };
      if (path.endsWith('steps')) return { steps: [{ stepId: 'step-1' }], nextToken: null };
      if (path.endsWith('tasks')) return { tasks: [null, taskOf(path.split('/').at(-4) ?? '')], nextToken: 'again' };
      return { workerId: 'n1', hostProperties: null, log: null };
    },
  },
};

const orders = [1, 2].map((n): TakenOrder => taken(orderOf(1, { key: `key-${n}` }), String(n)));

const rigOf = (type: FarmType, jobs: readonly Entry[], task: Entry) =>
  rigWith(type, (request) => farms[type].answer(request, jobs, (job) => (job === '2' ? task : farms[type].task(1))));

async function rigWith(type: FarmType, answer: (request: SeenRequest) => unknown) {
  const { settings, secret } = farms[type];
  const server = await ContractServer.begin((request) => ({ json: answer(request) }));
  const driver: FarmDriver = farmKinds[type].create({
    settings: settingsOf({ type, url: server.url, ...settings }),
    root: '/show',
    secret: () => secret,
    now: () => Date.UTC(2026, 0),
  });
  return { driver, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

describe.each(Object.keys(farms) as FarmType[])('%s', (type) => {
  const { job, task, ids } = farms[type];

  test.each(Object.entries(CHANGES))('%s: hides no other job, and makes no end of one', async (_, change) => {
    const odd = { job: changed(job(2), ids, change), task: changed(task(2), ids, change) };
    await using rig = await rigOf(type, [job(1), odd.job], odd.task);
    const seen = await rig.driver.look(orders, never);
    expect(seen.get('key-1')).toMatchObject({ kind: 'seen', tasks: [{ task: 0, standing: 'completed' }] });
    const other = seen.get('key-2');
    expect(other?.kind).toBe('seen');
    for (const sighting of other?.kind === 'seen' ? other.tasks : []) {
      expect(['waiting', 'running', 'completed']).toContain(sighting.standing);
      expect(sighting.reason?.length ?? 0).toBeLessThan(400);
      expect(sighting.host ?? '').not.toMatch(/\p{Cc}|.{400}/u);
      for (const time of [sighting.startedAt, sighting.endedAt]) {
        if (time !== undefined) expect(() => new Date(time).toISOString()).not.toThrow();
      }
    }
  });

  test('entries that are none are passed over', async () => {
    await using rig = await rigOf(type, [null, 7, {}, [], job(1)] as unknown as Entry[], task(2));
    const seen = await rig.driver.look(orders.slice(0, 1), never);
    expect(seen.get('key-1')).toMatchObject({ kind: 'seen', tasks: [{ task: 0, standing: 'completed' }] });
  });

  test('a state that is new is told, and is no end', async () => {
    const state = { slurm: 'job_state', opencue: 'state', deadline: 'Stat', flamenco: 'status' } as Record<
      string,
      string
    >;
    const key = state[type] ?? 'runStatus';
    const isOfJob = type === 'slurm';
    const odd = { ...(isOfJob ? job(2) : task(2)), [key]: type === 'deadline' ? 77 : 'FLOATING' };
    await using rig = await rigOf(type, [job(1), isOfJob ? odd : job(2)], odd);
    const seen = (await rig.driver.look(orders, never)).get('key-2');
    expect(seen).toMatchObject({ tasks: [{ reason: expect.stringMatching(/calls its state (?:77|FLOATING)/) }] });
  });
});

/** What there is to choose from, told oddly, by the ends of addresses; and what is made of it. */
const offers: Readonly<Record<FarmType, readonly [Readonly<Record<string, unknown>>, object]>> = {
  slurm: [
    {
      nodes: { meta: null, nodes: [{ name: 'a', state: null, cpus: '4', partitions: null }, null] },
      partitions: { partitions: [{ name: 'r', flags: null, maximums: null }] },
      licenses: { licenses: null },
    },
    { pools: ['r'], machines: { up: 0, all: 1 } },
  ],
  opencue: [
    {
      GetAll: { limits: null },
      GetHosts: { hosts: { hosts: [{ name: null, tags: null, state: 9, lockState: null }, 3] } },
    },
    { groups: [], limits: [], machines: { up: 0, all: 1 } },
  ],
  deadline: [
    { slaves: [{ Info: null }, { Info: { Stat: '1' } }, { Info: { Stat: 99 } }] },
    { pools: [], groups: [], limits: [], machines: { up: 1, all: 3 } },
  ],
  flamenco: [
    {
      version: { version: '3.9' },
      workers: { workers: [{ status: 'brand-new' }, { status: null }] },
      tags: {},
      types: { job_types: null },
    },
    { version: expect.stringContaining('Flamenco 3.9'), groups: [], machines: { up: 0, all: 2 } },
  ],
  'deadline-cloud': [
    {
      'queue-fleet-associations': { queueFleetAssociations: null },
      'queue-limit-associations': { queueLimitAssociations: [{ limitId: 'l', status: 'NEW' }, null] },
      [queueId]: { displayName: 'q', status: null },
    },
    { version: 'AWS Deadline Cloud, queue q', limits: [], machines: { up: 0, all: 0 } },
  ],
};

test.each(Object.keys(offers) as FarmType[])(
  '%s: what there is to choose from is told as far as it can be read',
  async (type) => {
    const [answers, told] = offers[type];
    await using rig = await rigWith(type, ({ path }) => answers[path.split('/').at(-1) ?? ''] ?? null);
    expect(await rig.driver.offers(never)).toEqual(told);
  },
);
