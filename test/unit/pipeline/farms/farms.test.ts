import { describe, expect, test } from 'vitest';
import type { Farm, FarmCommand } from '../../../../server/pipeline/farms/farm.ts';
import { Farms } from '../../../../server/pipeline/farms/farms.ts';
import { LocalFarm } from '../../../../server/pipeline/farms/local-farm.ts';
import { FrameSet } from '../../../../server/pipeline/queue/frame-set.ts';
import type { JobSpec, LayerSpec } from '../../../../server/pipeline/queue/job-spec.ts';
import { fakeTask, jobOfTasks } from '../jobs.ts';
import { QueueRig } from '../queue/queue-rig.ts';

const specOf = (layer: Partial<LayerSpec> = {}, more: Partial<JobSpec> = {}): JobSpec => ({
  ...jobOfTasks([fakeTask('/r', 1, 2), fakeTask('/r', 3, 4)], layer),
  ...more,
});

/** This machine's queue, and a farm beside it that keeps its jobs in the same record and renders nothing by itself. */
const rigOf = async () => {
  const rig = new QueueRig({ slots: 4 });
  await rig.boot();
  const { queue } = rig;
  const told: FarmCommand[] = [];
  const other: Farm = {
    name: 'other',
    capabilities: { actions: new Set(['cancel']), dependencies: 'whole', needs: new Set(['threads', 'memory']) },
    check: async () => {},
    submit: (id, spec) => queue.submit(id, { ...spec, farm: 'other' }),
    list: (wish) => queue.list({ ...wish, farm: 'other' }),
    tasks: (job) => queue.get(job),
    log: (job, options) => queue.log(job, options),
    control: async (job, command) => {
      told.push(command);
      return await queue.get(job);
    },
  };
  const local = new LocalFarm(queue);
  const farms = new Farms([local, other], (job) => queue.farmOf(job));
  return { rig, queue, farms, local, other, told };
};

test('the farm of a name, and this machine where none is named; an unknown one is refused with those there are', async () => {
  const { farms, local, other } = await rigOf();
  expect([farms.named(), farms.named('local'), farms.named('other')]).toEqual([local, local, other]);
  expect(() => farms.named('slurm', '/p')).toThrow(
    expect.objectContaining({
      code: 'invalid-parameters',
      message: 'There is no farm named slurm.',
      nextStep: 'Choose one of: local, other.',
      path: '/p',
    }),
  );
});

test('what is done with a job is done by its farm; this machine renders none of another farm', async () => {
  const { rig, farms, local, other, told } = await rigOf();
  await local.submit('a', specOf());
  rig.now += 10;
  await other.submit('b', specOf());
  await rig.settle();
  expect(rig.running).toEqual(['a/1.1-1', 'a/1.2-1']);
  expect([await farms.of('a'), await farms.of('b')]).toEqual([local, other]);
  await farms.control('b', { action: 'cancel' });
  expect(told).toEqual([{ action: 'cancel' }]);
  const { jobs, revision } = await farms.list({ limit: 10 });
  expect(jobs.map(({ id, farm }) => [id, farm])).toEqual([
    ['b', 'other'],
    ['a', 'local'],
  ]);
  expect([revision, (await farms.list({ limit: 1 })).jobs.length]).toEqual([(await rig.queue.list()).revision, 1]);
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
    ['another job', specOf({}, { dependsOn: [{ job: 'x', byFrame: false }] }), undefined],
    [
      'another job frame by frame',
      specOf({ dependsOn: [{ job: 'x', byFrame: true }] }),
      'The farm other lets jobs wait for others as a whole, and not frame by frame.',
    ],
  ])('%s', async (_, spec, message) => {
    const { farms, other, local } = await rigOf();
    const checked = farms.check(other, spec).then(
      () => undefined,
      (error: Error) => error.message,
    );
    expect(await checked).toBe(message);
    await farms.check(local, spec);
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
  expect((await local.tasks('a')).layers[0]?.tasks[0]?.state).toMatch(/skipped|running/);
  const cancelled = done({ action: 'cancel' });
  for (const attempt of [...rig.attempts]) attempt.finish({ kind: 'ended' });
  expect(await cancelled).toMatchObject({ state: 'cancelled' });
  await expect(local.check(specOf({ needs: { gpus: 9 } }))).rejects.toMatchObject({ code: 'invalid-parameters' });
  expect((await local.list({ limit: 10, since: 0 })).jobs).toHaveLength(2);
});
