import { describe, expect, test } from 'vitest';
import { type Config, configSchema } from '../../../../server/formats/config/schema.ts';
import type { Farm, FarmCommand } from '../../../../server/pipeline/farms/farm.ts';
import { Farms } from '../../../../server/pipeline/farms/farms.ts';
import { LocalFarm } from '../../../../server/pipeline/farms/local-farm.ts';
import { FrameSet } from '../../../../server/pipeline/queue/frame-set.ts';
import type { Handing } from '../../../../server/pipeline/queue/handing.ts';
import type { JobSpec, LayerSpec } from '../../../../server/pipeline/queue/job-spec.ts';
import { fakeTask, jobOfTasks } from '../jobs.ts';
import { QueueRig } from '../queue/queue-rig.ts';

const specOf = (layer: Partial<LayerSpec> = {}, more: Partial<JobSpec> = {}): JobSpec => ({
  ...jobOfTasks([fakeTask('/r', 1, 2), fakeTask('/r', 3, 4)], layer),
  ...more,
});

const config = (more: object = {}): Config =>
  configSchema.parse({
    version: 1,
    project: { id: 'DEMO' },
    farms: { other: { type: 'slurm', pool: 'render' } },
    roots: { plates: { linux: '/plates' } },
    ...more,
  });

/** This machine's queue, and a farm beside it that keeps its jobs in the same record and renders nothing by itself. */
const rigOf = async () => {
  const rig = new QueueRig({ slots: 4 });
  await rig.boot();
  const { queue } = rig;
  const told: FarmCommand[] = [];
  const handed: Handing[] = [];
  const remote = (handing: Handing): Farm => {
    handed.push(handing);
    return {
      name: handing.farm.name,
      handing,
      capabilities: { actions: new Set(['cancel']), needs: new Set(['threads', 'memory']) },
      check: async () => ['It is asleep.'],
      submit: (id, spec) => queue.submit(id, { ...spec, farm: handing.farm.name, handing }),
      farmJobs: async () => [],
      control: async (job, command) => {
        told.push(command);
        return await queue.get(job);
      },
    };
  };
  const local = new LocalFarm(queue);
  const farms = new Farms({ local, remote, farmOf: (job) => queue.farmOf(job) });
  const other = farms.named({ root: '/p', config: config(), name: 'other', choice: { pool: 'gpu' } });
  return { rig, queue, farms, local, other, told, handed };
};

test('the farm of a name, and this machine where none is named; an unknown one is refused with those there are', async () => {
  const { farms, local, other } = await rigOf();
  const named = (name?: string, more?: object) => farms.named({ root: '/p', config: config(more), name });
  expect([named(), named('local')]).toEqual([local, local]);
  expect(named(undefined, { farm: 'other' }).name).toBe('other');
  expect(named('local', { farm: 'other' })).toBe(local);
  expect(other.handing).toEqual({
    version: 1,
    farm: { name: 'other', type: 'slurm', pool: 'render', verify: true, unencrypted: false },
    root: '/p',
    projectId: 'DEMO',
    choice: { pool: 'gpu' },
    roots: { plates: { linux: '/plates' } },
    orders: [],
  });
  const refused = {
    code: 'invalid-parameters',
    message: 'There is no farm named moon.',
    nextStep: 'Choose one of: local, other.',
  };
  expect(() => named('moon')).toThrow(expect.objectContaining({ ...refused, path: undefined }));
  expect(() => named(undefined, { farm: 'moon' })).toThrow(expect.objectContaining({ ...refused, path: '/p' }));
});

test('what is done with a job is done by its farm; this machine renders none of another farm', async () => {
  const { rig, farms, local, other, told, handed } = await rigOf();
  await farms.submit('a', specOf());
  rig.now += 10;
  await farms.submit('b', specOf({}, { ...(other.handing !== undefined && { handing: other.handing }) }));
  await rig.settle();
  expect(rig.running).toEqual(['a/1.1-1', 'a/1.2-1']);
  expect(await farms.of('a')).toBe(local);
  expect((await farms.of('b')).handing).toEqual(handed[0]);
  await farms.control('b', { action: 'cancel' });
  expect(told).toEqual([{ action: 'cancel' }]);
  const { jobs } = await rig.queue.list({ limit: 10 });
  expect(jobs.map(({ id, farm }) => [id, farm])).toEqual([
    ['b', 'other'],
    ['a', 'local'],
  ]);
});

test('what a farm cannot do is refused before it is asked, and so is a job of an unknown farm', async () => {
  const { farms, other, queue, told } = await rigOf();
  await other.submit('b', specOf());
  const refused = { code: 'not-supported', message: 'The farm other cannot skip chunks.' };
  await expect(farms.control('b', { action: 'skip', choice: {} })).rejects.toMatchObject(refused);
  expect(told).toEqual([]);
  await queue.submit('c', specOf({}, { farm: 'newer' }));
  await expect(farms.control('c', { action: 'cancel' })).rejects.toMatchObject({ code: 'not-supported' });
  await expect(farms.of('none')).rejects.toMatchObject({ code: 'not-found' });
});

describe('what a job asks for and a farm does not have', () => {
  test.each<[string, JobSpec, string | undefined]>([
    ['nothing', specOf({ needs: { threads: 2, memory: 5, gpus: 0 } }), undefined],
    ['GPUs', specOf({ needs: { gpus: 1 } }), 'The farm other reserves no GPUs.'],
    ['another job', specOf({}, { dependsOn: [{ job: 'x', byFrame: true }] }), undefined],
  ])('%s', async (_, spec, message) => {
    const { farms, other, local } = await rigOf();
    const checked = farms.check(other, spec).then(
      (told) => told.join(' '),
      (error: Error) => error.message,
    );
    expect(await checked).toBe(message ?? 'It is asleep.');
    expect(await farms.check(local, spec)).toEqual([]);
  });
});

test('this machine does all there is with a job', async () => {
  const { rig, farms, local } = await rigOf();
  await local.submit('a', specOf());
  await local.submit('b', specOf({}, { comp: '/b' }));
  await rig.settle();
  const done = async (command: FarmCommand) => await farms.control('a', command);
  expect(await done({ action: 'pause', now: false })).toMatchObject({ paused: true });
  expect(await done({ action: 'resume' })).toMatchObject({ paused: false });
  expect(await done({ action: 'update', change: { comment: 'hi' } })).toMatchObject({ comment: 'hi' });
  expect(await done({ action: 'move', to: { to: 'last' } })).toMatchObject({ id: 'a' });
  await rig.finish('a/1.1-1', { kind: 'exited', exitCode: 1 });
  expect(await done({ action: 'retry', only: 'failed' })).toMatchObject({ tasksFailed: 0 });
  await rig.settle();
  await rig.finish('a/1.1-2');
  expect(await done({ action: 'requeue', choice: { frames: FrameSet.parse('1') } })).toMatchObject({ tasksDone: 0 });
  await done({ action: 'skip', choice: { task: '1.1' } });
  expect((await rig.queue.get('a')).layers[0]?.tasks[0]?.state).toMatch(/skipped|running/);
  const cancelled = done({ action: 'cancel' });
  for (const attempt of [...rig.attempts]) attempt.finish({ kind: 'ended' });
  expect(await cancelled).toMatchObject({ state: 'cancelled' });
  await expect(local.check(specOf({ needs: { gpus: 9 } }))).rejects.toMatchObject({ code: 'invalid-parameters' });
});
