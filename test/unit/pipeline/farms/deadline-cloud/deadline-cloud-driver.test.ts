import { expect, test } from 'vitest';
import { DeadlineCloudDriver } from '../../../../../server/pipeline/farms/deadline-cloud/deadline-cloud-driver.ts';
import { clientToken } from '../../../../../server/pipeline/farms/deadline-cloud/deadline-cloud-job.ts';
import type { FarmOrder } from '../../../../../server/pipeline/farms/driver/farm-driver.ts';
import { CUT_AFTER, expectFault, FAULTS } from '../support/cloud-faults.ts';
import { orderOf, settingsOf, taken } from '../support/cloud-order.ts';
import { CloudService, CREDENTIALS, FARM, QUEUE, type ServiceJob } from './cloud-service.ts';

const signal = new AbortController().signal;

function driverOf(
  service: CloudService,
  { secret = `${CREDENTIALS.accessKeyId}:${CREDENTIALS.secretAccessKey}`, environment = {}, ...more } = {} as {
    secret?: string | undefined;
    environment?: Record<string, string>;
    storageProfileId?: string;
  },
): DeadlineCloudDriver {
  const settings = settingsOf({
    type: 'deadline-cloud',
    url: service.server.url,
    region: 'eu-central-1',
    farmId: FARM,
    queueId: QUEUE,
    platform: 'linux',
    ...more,
  });
  return new DeadlineCloudDriver(
    { settings, root: '/show', secret: () => secret, now: () => service.now, environment },
    service.server.url,
  );
}

/** What was asked, without what is the same of all, and `ID` for ids. */
function asked(service: CloudService): string[] {
  return service.server.requests
    .splice(0)
    .map(({ method, path }) =>
      `${method} ${path.replace(/^\/2023-10-12/, '')}`.replaceAll(/[0-9a-f]{32}(?:-\d+)?/g, 'ID'),
    );
}

const states = (job: ServiceJob): string[] => job.tasks.map(({ runStatus }) => runStatus);

test('an order becomes a job, and is found by its key', async () => {
  await using service = await CloudService.begin();
  const driver = driverOf(service, { storageProfileId: `sp-${'c'.repeat(32)}` });
  const order = orderOf(3, { limits: ['nuke'] });
  await driver.check(order, signal);
  expect(service.jobs.size).toBe(0);
  const id = await driver.submit(order, signal);
  const job = service.only;
  expect(job.jobId).toBe(id);
  const { template, ...body } = job.body;
  expect(body).toEqual({
    templateType: 'JSON',
    priority: 50,
    parameters: { ComplineKey: { string: order.key } },
    targetTaskRunStatus: 'READY',
    maxRetriesPerTask: 0,
    maxFailedTasksCount: 2_147_483_647,
    storageProfileId: `sp-${'c'.repeat(32)}`,
  });
  expect(JSON.parse(template)).toMatchObject({
    specificationVersion: 'jobtemplate-2023-09',
    parameterDefinitions: [{ name: 'ComplineKey', type: 'STRING', userInterface: { control: 'HIDDEN' } }],
    steps: [
      {
        hostRequirements: { amounts: [{ name: 'amount.nuke', min: 1 }] },
        parameterSpace: {
          taskParameterDefinitions: [{ name: 'Chunk', range: '0-2' }, { name: 'Arg1' }, { name: 'Arg3' }],
        },
      },
    ],
  });
  expect(await driver.find(order.key, signal)).toEqual([id]);
  expect(await driver.find('another', signal)).toEqual([]);
  expect(service.faults).toEqual([]);
});

test('a submission that is repeated is the same job', async () => {
  await using service = await CloudService.begin();
  const driver = driverOf(service);
  const isSubmission = (path: string, method: string): boolean => path.endsWith('/jobs') && method === 'POST';
  await expectFault(service.server, isSubmission, CUT_AFTER, () => driver.submit(orderOf(1), signal));
  expect(await driver.find('a1b2c3-1-1', signal)).toEqual([service.only.jobId]);
  expect(await driver.submit(orderOf(1), signal)).toBe(service.only.jobId);
  expect(service.jobs.size).toBe(1);
  expect(clientToken('a1b2c3-1-1')).toMatch(/^[0-9a-f]{64}$/);
  expect(clientToken('a1b2c3-1-2')).not.toBe(clientToken('a1b2c3-1-1'));
});

test('many jobs of a key are found page by page, the oldest first', async () => {
  await using service = await CloudService.begin();
  const driver = driverOf(service);
  const id = await driver.submit(orderOf(1), signal);
  const ids = [id];
  for (let at = 1; at < 250; at += 1) {
    const jobId = service.id('job');
    ids.push(jobId);
    service.jobs.set(jobId, { ...service.only, jobId, createdAt: new Date(service.now + at * 10_000).toISOString() });
  }
  asked(service);
  expect(await driver.find('a1b2c3-1-1', signal)).toEqual(ids);
  expect(asked(service)).toHaveLength(3);
});

test('what it offers, as far as it may be read', async () => {
  await using service = await CloudService.begin();
  const driver = driverOf(service);
  const version = 'AWS Deadline Cloud, queue Main';
  expect(await driver.offers(signal)).toEqual({ version, limits: ['amount.nuke'], machines: { up: 4, all: 6 } });
  service.forbidden.add('limits').add('fleets');
  expect(await driver.offers(signal)).toEqual({ version });
  await driver.check(orderOf(1, { limits: ['whatever'] }), signal);
  expect(service.faults).toEqual([]);
});

test.each<[string, Partial<FarmOrder>, string]>([
  ['a limit that is not there', { limits: ['vray'] }, 'no limit vray: it has amount.nuke'],
  ['a pool', { pool: 'main' }, 'knows no pools'],
  ['a group', { group: 'gpu' }, 'knows no groups'],
  ['success that is not 0', { layer: { name: '', retries: 0, successCodes: [1], needs: {} } }, 'exit code 0 alone'],
  ['nothing', { tasks: [] }, 'nothing to render'],
])('check refuses %s', async (_, changes, message) => {
  await using service = await CloudService.begin();
  const made = driverOf(service).check(orderOf(1, changes), signal);
  await expect(made).rejects.toMatchObject({ code: 'farm-refused', message: expect.stringContaining(message) });
});

test('check refuses a template that is too large', async () => {
  await using service = await CloudService.begin();
  const order = orderOf(1);
  const template = { program: 'x', args: [['y'.repeat(1_000_000)]], cwd: '/', environment: {} };
  await expect(driverOf(service).check({ ...order, template }, signal)).rejects.toThrow('1000000 are the most');
});

/** A hundred thousand tasks where time is no matter. */
const JOBS = process.env.COMPLINE_FUZZ === undefined ? 20 : 100;

test('looks at up to a hundred jobs with one question, and at tasks where something has changed', async () => {
  await using service = await CloudService.begin();
  const driver = driverOf(service);
  const order = orderOf(1_000);
  await driver.submit(order, signal);
  const made = service.only;
  const orders = Array.from({ length: JOBS }, (_, at) => {
    const jobId = service.id('job');
    const tasks = made.tasks.map((task) => ({ ...task }));
    service.jobs.set(jobId, { ...made, jobId, stepId: service.id('step'), tasks });
    return taken({ ...order, key: `k-${at}` }, jobId);
  });
  asked(service);
  const first = await driver.look(orders, signal);
  const questions = asked(service);
  // One question for the jobs, one for each step, one for each hundred tasks.
  expect(questions).toHaveLength(1 + JOBS + JOBS * 10);
  expect(questions[0]).toBe('POST /batch-get-job');
  const sighting = first.get('k-7');
  expect(sighting?.kind === 'seen' && sighting.tasks).toHaveLength(1_000);
  expect(await driver.look(orders, signal)).toEqual(first);
  expect(asked(service)).toEqual(['POST /batch-get-job']);
  const job = service.jobs.get(orders[7]?.id ?? '');
  if (job === undefined) throw new Error('no job');
  service.work(job, 42, 'RUNNING');
  const second = await driver.look(orders, signal);
  expect(asked(service)).toHaveLength(1 + 10 + 1);
  const changed = second.get('k-7');
  expect(changed?.kind === 'seen' && changed.tasks[42]).toEqual({
    task: 42,
    standing: 'running',
    host: 'render01',
    startedAt: service.now,
  });
  expect(service.faults).toEqual([]);
});

test('a job whose counts stay the same is looked into again after a while, one that has ended is not', async () => {
  await using service = await CloudService.begin();
  const driver = driverOf(service);
  const order = orderOf(2);
  const at = taken(order, await driver.submit(order, signal));
  const job = service.only;
  service.work(job, 0, 'RUNNING');
  await driver.look([at], signal);
  // One has begun as the other was given back: the counts are the same.
  service.work(job, 0, 'READY');
  service.work(job, 1, 'RUNNING');
  const standings = async (): Promise<unknown> => {
    const sighting = (await driver.look([at], signal)).get(at.key);
    return sighting?.kind === 'seen' && sighting.tasks.map(({ standing }) => standing);
  };
  expect(await standings()).toEqual(['running', 'waiting']);
  for (let look = 0; look < 20; look += 1) await standings();
  expect(await standings()).toEqual(['waiting', 'running']);
  service.work(job, 0, 'SUCCEEDED');
  service.work(job, 1, 'SUCCEEDED');
  await standings();
  asked(service);
  for (let look = 0; look < 50; look += 1) expect(await standings()).toEqual(['completed', 'completed']);
  expect(asked(service)).toHaveLength(50);
});

test('a failed chunk says where and how it ended', async () => {
  await using service = await CloudService.begin();
  const driver = driverOf(service);
  const order = orderOf(30);
  const at = taken(order, await driver.submit(order, signal));
  for (const place of service.only.tasks.keys())
    service.work(service.only, place, 'FAILED', { exitCode: 3, message: 'no licence' });
  const whole = { standing: 'failed', host: 'render01', exitCode: 3, reason: 'no licence', endedAt: service.now };
  // So much is asked for in a look; the others say more in the next ones.
  const counts: number[] = [];
  for (let look = 0; look < 4; look += 1) {
    const sighting = (await driver.look([at], signal)).get(at.key);
    if (sighting?.kind !== 'seen') throw new Error('not seen');
    expect(sighting.tasks.every(({ standing }) => standing === 'failed')).toBe(true);
    counts.push(sighting.tasks.filter(({ reason }) => reason !== undefined).length);
  }
  expect(counts).toEqual([10, 20, 30, 30]);
  const sighting = (await driver.look([at], signal)).get(at.key);
  expect(sighting?.kind === 'seen' && sighting.tasks[29]).toMatchObject(whole);
});

test('jobs that are gone, broken, made or archived', async () => {
  await using service = await CloudService.begin();
  const driver = driverOf(service);
  const order = orderOf(2);
  const at = taken(order, await driver.submit(order, signal));
  const job = service.only;
  const look = async (): Promise<unknown> => (await driver.look([at], signal)).get(at.key);
  job.lifecycleStatus = 'CREATE_IN_PROGRESS';
  expect(await look()).toEqual({ kind: 'seen', tasks: [] });
  Object.assign(job, { lifecycleStatus: 'CREATE_FAILED', lifecycleStatusMessage: 'too many tasks' });
  const reason = 'too many tasks';
  expect(await look()).toMatchObject({
    tasks: [
      { standing: 'failed', reason },
      { standing: 'failed', reason },
    ],
  });
  job.lifecycleStatus = 'ARCHIVED';
  expect(await look()).toMatchObject({ tasks: [{ standing: 'cancelled' }, { standing: 'cancelled' }] });
  service.jobs.clear();
  expect(await look()).toEqual({ kind: 'forgotten' });
});

test('where many jobs may not be asked for at once each is asked for', async () => {
  await using service = await CloudService.begin();
  service.forbidden.add('batch').add('sessions');
  const driver = driverOf(service);
  const order = orderOf(2);
  const at = taken(order, await driver.submit(order, signal));
  service.work(service.only, 0, 'FAILED');
  const all = [at, { ...at, key: 'gone', id: service.id('job') }];
  asked(service);
  const seen = await driver.look(all, signal);
  expect(seen.get('gone')).toEqual({ kind: 'forgotten' });
  expect(seen.get(at.key)).toMatchObject({ tasks: [{ standing: 'failed' }, { standing: 'waiting' }] });
  expect(asked(service).slice(0, 3)).toEqual([
    'POST /batch-get-job',
    ...Array(2).fill('GET /farms/farm-ID/queues/queue-ID/jobs/job-ID'),
  ]);
  await driver.look(all, signal);
  expect(asked(service)).toEqual(Array(2).fill('GET /farms/farm-ID/queues/queue-ID/jobs/job-ID'));
  // A credential that is refused is no such thing.
  await expect(
    driverOf(service, { secret: `${'B'.repeat(20)}:${'x'.repeat(40)}` }).look([at], signal),
  ).rejects.toThrow();
});

test('cancels, pauses and resumes jobs, and changes their priority', async () => {
  await using service = await CloudService.begin();
  const driver = driverOf(service);
  const order = orderOf(4);
  const at = taken(order, await driver.submit({ ...order, job: { ...order.job, paused: true } }, signal));
  const job = service.only;
  expect(states(job)).toEqual(Array(4).fill('SUSPENDED'));
  await driver.control(at, { action: 'resume' }, signal);
  expect(states(job)).toEqual(Array(4).fill('READY'));
  await driver.control(at, { action: 'priority', priority: 80 }, signal);
  expect(job.priority).toBe(80);
  service.work(job, 0, 'SUCCEEDED');
  await driver.control(at, { action: 'cancel', tasks: [0, 1] }, signal);
  await driver.control(at, { action: 'pause' }, signal);
  expect(states(job)).toEqual(['SUCCEEDED', 'CANCELED', 'SUSPENDED', 'SUSPENDED']);
  // Resuming begins nothing again that has ended.
  await driver.control(at, { action: 'resume' }, signal);
  expect(states(job)).toEqual(['SUCCEEDED', 'CANCELED', 'READY', 'READY']);
  await driver.requeue(at, [1], signal);
  expect(states(job)).toEqual(['SUCCEEDED', 'READY', 'READY', 'READY']);
  await driver.control(at, { action: 'cancel' }, signal);
  expect(states(job)).toEqual(['SUCCEEDED', 'CANCELED', 'CANCELED', 'CANCELED']);
  expect(service.faults).toEqual([]);
});

test('reads logs page by page, with the role of the queue where it has to', async () => {
  await using service = await CloudService.begin();
  const driver = driverOf(service);
  const order = orderOf(2);
  const at = taken(order, await driver.submit(order, signal));
  expect(await driver.log(at, 0, signal)).toBeUndefined();
  service.work(service.only, 0, 'SUCCEEDED');
  const text = 'session line 0 😀\nsession line 1 😀\n';
  expect(await driver.log(at, 0, signal)).toEqual({ text });
  service.forbidden.add('logs');
  expect(await driver.log(at, 0, signal)).toEqual({ text });
  service.logPages = 1_000;
  asked(service);
  await driver.log(at, 0, signal);
  expect(asked(service).filter((it) => it === 'POST /')).toHaveLength(1 + 16);
  expect(service.faults).toEqual([]);
});

test('credentials come from the secret or from the environment, and are asked for with every request', async () => {
  await using service = await CloudService.begin();
  const none = driverOf(service, { secret: '' });
  await expect(none.offers(signal)).rejects.toMatchObject({ code: 'farm-credential' });
  const broken = driverOf(service, { secret: 'whatever' });
  const error = await broken.offers(signal).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'farm-credential' });
  expect(String(error)).not.toContain('whatever');
  expect(service.server.requests).toEqual([]);
  const { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY } = CREDENTIALS;
  const shared = driverOf(service, { secret: '', environment: { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } });
  await shared.offers(signal);
  service.sessionToken = 'FwoGZXIvYXdzEXAMPLE+/=';
  const environment = { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN: service.sessionToken };
  await driverOf(service, { secret: '', environment }).offers(signal);
  await driverOf(service, { secret: `${AWS_ACCESS_KEY_ID}:${AWS_SECRET_ACCESS_KEY}:${service.sessionToken}` }).offers(
    signal,
  );
  expect(service.faults).toEqual([]);
});

test('one order whose tasks do not come leaves the others seen', async () => {
  await using service = await CloudService.begin();
  const driver = driverOf(service);
  const orders = [orderOf(1, { key: 'a' }), orderOf(1, { key: 'b' })];
  const both = [];
  for (const order of orders) both.push(taken(order, await driver.submit(order, signal)));
  const [a] = both;
  if (a === undefined) throw new Error('no order');
  service.server.fault = ({ path }) => (path.includes(`${a.id}/steps`) ? { kind: 'status', status: 500 } : undefined);
  expect([...(await driver.look(both, signal)).keys()]).toEqual(['b']);
  await expect(driver.look([a], signal)).rejects.toMatchObject({ code: 'farm-unreachable' });
});

test.each(FAULTS)('$name is told as what it is', async (fault) => {
  await using service = await CloudService.begin();
  const driver = driverOf(service);
  const order = orderOf(1);
  const at = taken(order, await driver.submit(order, signal));
  service.work(service.only, 0, 'SUCCEEDED');
  const any = (): boolean => true;
  await expectFault(service.server, any, fault, () => driver.look([at], signal));
  await expectFault(
    service.server,
    (path) => path.endsWith('/steps'),
    fault,
    () => driver.look([at], signal),
  );
  await expectFault(
    service.server,
    (path) => path.endsWith('/tasks'),
    fault,
    () => driver.look([at], signal),
  );
  await expectFault(service.server, any, fault, () => driver.offers(signal));
  await expectFault(service.server, any, fault, () => driver.find(order.key, signal));
  await expectFault(
    service.server,
    (path) => path.endsWith('/jobs'),
    fault,
    () => driver.submit(order, signal),
  );
  await expectFault(service.server, any, fault, () => driver.log(at, 0, signal));
  await expectFault(
    service.server,
    (path) => path.endsWith('/tasks'),
    fault,
    () => driver.control(at, { action: 'resume' }, signal),
  );
  await expectFault(
    service.server,
    (path) => path.endsWith('/tasks'),
    fault,
    () => driver.requeue(at, [0], signal),
  );
});

test('a service that never answers is waited for until somebody gives up', async () => {
  await using service = await CloudService.begin();
  service.server.fault = () => ({ kind: 'silent' });
  const abort = new AbortController();
  const looked = driverOf(service).offers(abort.signal);
  const reason = new Error('enough');
  abort.abort(reason);
  await expect(looked).rejects.toBe(reason);
});
