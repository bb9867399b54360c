import { describe, expect, test } from 'vitest';
import type { FarmConfig } from '../../../../../server/formats/config/farm-schema.ts';
import type { FarmDriver } from '../../../../../server/pipeline/farms/driver/farm-driver.ts';
import { FarmHttp } from '../../../../../server/pipeline/farms/http/farm-http.ts';
import { slurm } from '../../../../../server/pipeline/farms/slurm/slurm-kind.ts';
import { SlurmRest, saidIn } from '../../../../../server/pipeline/farms/slurm/slurm-rest.ts';
import { ContractServer, type Fault, type SeenRequest, type ServerAnswer } from '../support/contract-server.ts';
import { orderOf, takenOf } from './wishes.ts';

const never = new AbortController().signal;

/** A job as v0.0.38 tells of it; all that is not looked at is left out. */
const plainJob = (more: object = {}) => ({
  job_id: 7,
  array_job_id: 7,
  array_task_id: null,
  array_task_string: '2-3',
  job_state: 'PENDING',
  state_reason: 'Resources',
  exit_code: 0,
  restart_cnt: 0,
  batch_host: '',
  start_time: 0,
  end_time: 0,
  nice: null,
  priority: 100,
  user_name: 'nobody',
  comment: 'compline:key-1',
  ...more,
});
const set = (number: number) => ({ set: true, infinite: false, number });
const unset = { set: false, infinite: false, number: 0 };
const infinite = { set: true, infinite: true, number: 0 };

const refusal = (number: number, error: string): ServerAnswer => ({
  status: 500,
  json: { errors: [{ error_code: number, error }] },
});

const rigOf = async (
  answer: (request: SeenRequest) => ServerAnswer,
  more: Partial<FarmConfig> = {},
  secret?: string,
) => {
  const server = await ContractServer.begin(answer);
  const driver = slurm.create({
    settings: { name: 'lab', type: 'slurm', verify: true, unencrypted: false, url: server.url, ...more },
    root: '/p',
    secret: () => secret,
    now: () => 0,
  });
  return { server, driver };
};

describe('an order that is submitted', () => {
  const full = orderOf('/share/100% of it', 3, {
    pool: 'render',
    group: 'high',
    limits: ['nuke', 'ae:2'],
    layer: {
      name: 'x',
      retries: 0,
      successCodes: [0],
      timeout: 61,
      needs: { threads: 4, memory: 2 ** 20 + 1, gpus: 2 },
    },
    job: { id: 'j', name: 'a\nb', project: '/p', owner: 'o', comment: '', priority: 40, paused: true },
  });
  const common = {
    name: 'a b',
    comment: 'compline:key-1',
    array: '0-2',
    current_working_directory: '/share/100% of it',
    standard_output: '/share/100%% of it/%a.log',
    nice: 200,
    hold: true,
    requeue: true,
    tasks: 1,
    partition: 'render',
    qos: 'high',
    account: 'show',
    licenses: 'nuke,ae:2',
    cpus_per_task: 4,
  };
  test.each([
    [
      'v0.0.38',
      {
        environment: { PATH: '/usr/local/bin:/usr/bin:/bin' },
        nodes: [1, 1],
        open_mode: 'append',
        memory_per_node: 2,
        time_limit: 2,
        gres: 'gpu:2',
      },
    ],
    [
      'v0.0.41',
      {
        environment: ['PATH=/usr/local/bin:/usr/bin:/bin'],
        minimum_nodes: 1,
        maximum_nodes: 1,
        open_mode: ['APPEND'],
        memory_per_node: set(2),
        time_limit: set(2),
        tres_per_node: 'gres/gpu:2',
      },
    ],
  ])('as %s has it', async (apiVersion, own) => {
    const { server, driver } = await rigOf(
      // What is submitted on hold comes with a word that it is.
      () => ({ json: { job_id: 12, errors: [{ error_code: 2042, error: 'Job is in held state' }] } }),
      { apiVersion, account: 'show', user: 'render' },
      'a.jwt.token',
    );
    await using _ = server;
    expect(await driver.submit(full, never)).toBe('12');
    const [{ method, path, body, headers } = { headers: {} }] = server.requests;
    expect({ method, path }).toEqual({ method: 'POST', path: `/slurm/${apiVersion}/job/submit` });
    expect(body).toEqual({ script: expect.stringMatching(/^#!\/bin\/sh\n/), job: { ...own, ...common } });
    expect(headers).toMatchObject({ 'x-slurm-user-name': 'render', 'x-slurm-user-token': 'a.jwt.token' });
  });

  test('without a token nobody is named', async () => {
    const { server, driver } = await rigOf(() => ({ json: { job_id: 1, errors: [] } }));
    await using _ = server;
    await driver.submit(orderOf('/x', 1), never);
    expect(server.requests[0]?.headers).not.toHaveProperty('x-slurm-user-name');
  });

  test.each([
    ['no', refusal(2000, 'Invalid partition name specified'), 'farm-refused', /Invalid partition name specified\.$/],
    [
      'no, with success',
      { json: { errors: [{ error_number: 2014, error: 'Not available' }] } },
      'farm-refused',
      /Not available/,
    ],
    ['that it did not understand', refusal(9001, 'Failure during parsing'), 'farm-refused', /parsing/],
    [
      'that nobody vouches',
      refusal(6006, 'Authentication credential invalid'),
      'farm-credential',
      /credential invalid/,
    ],
    ['401', { status: 401, text: 'Authentication failure' }, 'farm-credential', /401/],
    ['that the controller is away', refusal(1800, 'Unable to contact slurm controller'), 'farm-unreachable', /Unable/],
    ['to come back later', refusal(2103, 'Job update not available right now'), 'farm-unreachable', /right now/],
    ['without a number', { status: 500, json: { errors: [{ error: 'hm' }] } }, 'farm-unreachable', /hm/],
    ['nothing', { json: { errors: [] } }, 'farm-unreachable', /no id/],
    ['404', { status: 404, text: 'not found' }, 'farm-refused', /not found/],
  ] as const)('to which it says %s', async (_name, answer, code, message) => {
    const { server, driver } = await rigOf(() => answer);
    await using _ = server;
    await expect(driver.submit(orderOf('/x', 1), never)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });
});

describe('what it tells of jobs', () => {
  const look = async (driver: FarmDriver, chunks = 4) =>
    (await driver.look([takenOf('/nowhere', chunks)], never)).get('key-1');
  const expected = {
    kind: 'seen',
    tasks: [
      { task: 0, standing: 'running', run: 1, host: 'n1', startedAt: 100_000 },
      {
        task: 1,
        standing: 'failed',
        run: 0,
        host: 'n2',
        exitCode: 137,
        startedAt: 100_000,
        endedAt: 160_000,
        reason: 'It ended with a code of failure. Slurm: FAILED, JobLaunchFailure.',
      },
      { task: 2, standing: 'waiting', run: 0, reason: 'It waits for its turn. Slurm: Resources.' },
      { task: 3, standing: 'waiting', run: 0, reason: 'It waits for its turn. Slurm: Resources.' },
    ],
  };
  const ended = { state_reason: 'JobLaunchFailure', batch_host: 'n2' };

  test('as v0.0.38 has it', async () => {
    const times = { start_time: 100, end_time: 160, array_task_string: '' };
    const { server, driver } = await rigOf(() => ({
      json: {
        errors: [],
        jobs: [
          plainJob(),
          plainJob({ ...times, job_id: 8, array_task_id: 0, job_state: 'RUNNING', restart_cnt: 1, batch_host: 'n1' }),
          plainJob({ ...times, ...ended, job_id: 9, array_task_id: 1, job_state: 'FAILED', exit_code: 9 }),
        ],
      },
    }));
    await using _ = server;
    expect(await look(driver)).toEqual(expected);
    expect(server.requests.map((it) => it.path)).toEqual(['/slurm/v0.0.38/job/7']);
  });

  test('as newer versions have it', async () => {
    const newer = (more: object) =>
      plainJob({
        array_job_id: set(7),
        array_task_id: unset,
        job_state: ['PENDING'],
        exit_code: { status: ['PENDING'], return_code: unset, signal: { id: unset, name: '' } },
        restart_cnt: 0,
        start_time: unset,
        end_time: unset,
        nice: 0,
        priority: infinite,
        ...more,
      });
    const times = { start_time: set(100), end_time: set(160), array_task_string: '' };
    const { server, driver } = await rigOf(
      () => ({
        json: {
          jobs: [
            newer({}),
            newer({ ...times, array_task_id: set(0), job_state: ['RUNNING'], restart_cnt: 1, batch_host: 'n1' }),
            newer({
              ...times,
              ...ended,
              array_task_id: set(1),
              job_state: ['FAILED'],
              exit_code: { status: ['SIGNALED'], return_code: unset, signal: { id: set(9), name: 'KILL' } },
            }),
          ],
        },
      }),
      { apiVersion: 'v0.0.41' },
    );
    await using _ = server;
    expect(await look(driver)).toEqual(expected);
  });

  test("others' jobs are not looked into, and cost nothing that counts", async () => {
    const others = Array.from({ length: 10_000 }, (_, id) => ({ job_id: id + 100, comment: id % 2 === 0 ? '' : null }));
    const jobs = [...others, plainJob({ array_task_string: '0-9999%4' }), { comment: 'compliance' }, null, 3];
    const { server, driver } = await rigOf(() => ({ json: { jobs } }));
    await using _ = server;
    const seen = await look(driver, 10_000);
    expect(seen?.kind === 'seen' && seen.tasks.length).toBe(10_000);
    expect(await driver.find('key-1', never)).toEqual(['7']);
  });

  test.each<[Fault, string, RegExp]>([
    [{ kind: 'cut-before' }, 'farm-unreachable', /cut/],
    [{ kind: 'cut-after' }, 'farm-unreachable', /cut/],
    [{ kind: 'torn' }, 'farm-unreachable', /cut|broke off/],
    [{ kind: 'wrong-json' }, 'farm-unreachable', /no JSON/],
    [{ kind: 'wrong-shape' }, 'farm-unreachable', /not as documented/],
    [{ kind: 'status', status: 429, headers: { 'retry-after': '7' } }, 'farm-unreachable', /busy/],
    [{ kind: 'status', status: 500 }, 'farm-unreachable', /500/],
    [{ kind: 'status', status: 502 }, 'farm-unreachable', /502/],
    [{ kind: 'status', status: 401 }, 'farm-credential', /401/],
    [{ kind: 'status', status: 302 }, 'farm-unreachable', /another address/],
  ])('%j', async (fault, code, message) => {
    const { server, driver } = await rigOf(() => ({ json: { jobs: [plainJob()] } }));
    await using _ = server;
    server.fault = () => fault;
    await expect(look(driver)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test('no answer at all is none in time', async () => {
    const server = await ContractServer.begin(() => ({ json: {} }));
    await using _ = server;
    server.fault = () => ({ kind: 'silent' });
    const http = new FarmHttp({ farm: 'lab', url: server.url, patience: 20, saidIn });
    const way = new SlurmRest({ farm: 'lab', http, version: 'v0.0.38' });
    await expect(way.jobs(never)).rejects.toMatchObject({
      code: 'farm-unreachable',
      message: expect.stringContaining('in time'),
    });
    http.dispose();
  });

  test('a few jobs are asked for one by one, many in one question', async () => {
    const { server, driver } = await rigOf(({ path }) =>
      path.endsWith('/job/2') ? refusal(2017, 'Invalid job id specified') : { json: { jobs: [plainJob()] } },
    );
    await using _ = server;
    const orders = (count: number) =>
      Array.from({ length: count }, (_, at) => takenOf('/nowhere', 1, { id: String(at), key: `key-${at}` }));
    const few = await driver.look(orders(16), never);
    expect(few.get('key-2')).toEqual({ kind: 'forgotten' });
    expect(new Set(server.requests.splice(0).map((it) => it.path))).toEqual(
      new Set(Array.from({ length: 16 }, (_, at) => `/slurm/v0.0.38/job/${at}`)),
    );
    await driver.look(orders(17), never);
    expect(server.requests.map((it) => it.path)).toEqual(['/slurm/v0.0.38/jobs']);
  });

  test('no list at all is no list without jobs', async () => {
    const { server, driver } = await rigOf(() => refusal(2017, 'Invalid job id specified'));
    await using _ = server;
    await expect(driver.find('key-1', never)).rejects.toMatchObject({ code: 'farm-refused' });
  });

  test('an empty list beside an error is none', async () => {
    const { server, driver } = await rigOf(() => ({
      json: { jobs: [], errors: [{ error_number: 5004, error: 'Socket timed out' }] },
    }));
    await using _ = server;
    await expect(look(driver)).rejects.toMatchObject({ code: 'farm-unreachable' });
  });
});

describe('what is done with a job', () => {
  test('cancelling names the elements, and what is gone by then is as good', async () => {
    const { server, driver } = await rigOf(({ method }) =>
      method === 'GET' ? { json: { jobs: [plainJob()] } } : refusal(2017, 'Invalid job id specified'),
    );
    await using _ = server;
    await driver.control(takenOf('/x', 9), { action: 'cancel', tasks: [3, 4, 5, 8] }, never);
    await driver.control(takenOf('/x', 9), { action: 'cancel' }, never);
    const deletes = server.requests.filter((it) => it.method === 'DELETE').map((it) => decodeURIComponent(it.path));
    expect(deletes).toEqual(['/slurm/v0.0.38/job/7_[3-5,8]', '/slurm/v0.0.38/job/7']);
  });

  test('a job that is gone needs nothing done', async () => {
    const { server, driver } = await rigOf(() => refusal(2017, 'Invalid job id specified'));
    await using _ = server;
    await driver.control(takenOf('/x', 2), { action: 'pause' }, never);
    expect(server.requests.map((it) => `${it.method} ${it.path}`)).toEqual(['GET /slurm/v0.0.38/job/7']);
  });

  test('the word that an update failed is not believed: it is looked after', async () => {
    let isHeld = false;
    const { server, driver } = await rigOf(({ method, body }) => {
      if (method === 'POST') {
        isHeld = typeof body === 'object' && body !== null && 'hold' in body && body.hold === true;
        return { json: { errors: [{ description: 'job array update failed' }] } };
      }
      return { json: { jobs: [plainJob({ priority: isHeld ? 0 : 100, nice: 2 ** 32 - 20 })] } };
    });
    await using _ = server;
    await driver.control(takenOf('/x', 4), { action: 'pause' }, never);
    await driver.control(takenOf('/x', 4), { action: 'priority', priority: 51 }, never);
    expect(server.requests.filter((it) => it.method === 'POST').map((it) => it.body)).toEqual([{ hold: true }]);
  });
});

test.each([
  [
    'v0.0.38',
    {
      meta: { Slurm: { release: '22.05.8' } },
      nodes: [
        {
          name: 'a',
          state: 'idle',
          state_flags: ['DRAIN'],
          cpus: 8,
          real_memory: 100,
          gres: 'gpu:2',
          partitions: ['r'],
        },
      ],
    },
    { partitions: [{ name: 'r', flags: ['default'], max_time_limit: -1 }] },
  ],
  [
    'v0.0.41',
    {
      meta: { slurm: { release: '22.05.8' } },
      nodes: [{ name: 'a', state: ['IDLE', 'DRAIN'], cpus: 8, real_memory: 100, gres: 'gpu:2', partitions: ['r'] }],
    },
    { partitions: [{ name: 'r', maximums: { time: infinite } }] },
  ],
])('what there is to choose from, as %s tells it', async (apiVersion, nodes, partitions) => {
  const { server, driver } = await rigOf(
    ({ path }) => {
      if (path.endsWith('/nodes')) return { json: nodes };
      return path.endsWith('/partitions') ? { json: partitions } : { status: 404, text: 'none' };
    },
    { apiVersion, pool: 'r' },
  );
  await using _ = server;
  expect(await driver.offers(never)).toEqual({ version: 'Slurm 22.05.8', pools: ['r'], machines: { up: 0, all: 1 } });
  await driver.check(
    orderOf('/x', 1, { layer: { name: 'x', retries: 0, successCodes: [0], needs: { gpus: 2 } } }),
    never,
  );
});
