import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { FrameSet } from '../../../../server/pipeline/queue/frame-set.ts';
import { FakeFarm } from './support/fake-farm.ts';
import { FarmRig } from './support/farm-rig.ts';

const booted = async (): Promise<FarmRig> => {
  const rig = new FarmRig();
  await rig.boot();
  return rig;
};

for (const tellsChangesOnly of [false, true]) {
  test(`a job is handed over, followed and judged by its frames (${tellsChangesOnly ? 'changes only' : 'all'})`, async () => {
    await using rig = await booted();
    rig.farm.tellsChangesOnly = tellsChangesOnly;
    await rig.submit('a', 3);
    await rig.until('it is there', () => rig.farm.jobs.length === 1);
    expect(rig.farm.job('a-1').order).toMatchObject({
      key: 'a-1',
      job: { id: 'a', name: 'SH010 COMP', owner: 'ada', priority: 50 },
      layer: { name: 'OUT' },
      folder: { here: path.join(rig.root, '.compline/farm/a/1') },
    });
    rig.farm.begin('a-1', 0, 1);
    await rig.untilStates('a', 'running: running running waiting');
    rig.farm.complete('a-1', 0);
    rig.farm.end('a-1', 1, 'completed', 0);
    await rig.untilStates('a', 'running: completed failed waiting');
    rig.farm.begin('a-1', 2);
    rig.farm.complete('a-1', 2);
    await rig.untilStates('a', 'failed: completed failed completed');
    const { layers, reason } = await rig.rig.queue.get('a');
    const [attempt] = layers[0]?.tasks[1]?.attempts ?? [];
    expect(attempt).toMatchObject({ state: 'failed', host: 'node1', exitCode: 0 });
    expect(reason).toBe(
      'Frames 3-4: the farm fake reported success on node1, but frames 3-4 are missing (comp.3.exr and more).',
    );
    await rig.until('its folder is gone', () => !existsSync(path.join(rig.root, '.compline/farm/a/1')));
    expect(rig.farm.asked.filter((it) => it.startsWith('submit'))).toEqual(['submit a-1']);
  });
}

test('what was there before is not what the farm has rendered', async () => {
  await using rig = await booted();
  const old = rig.spec(1).layers[0]?.tasks[0]?.outputs ?? [];
  for (const file of old) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, 'old');
    utimesSync(file, 1_000_000, 1_000_000);
  }
  await rig.submit('a', 1);
  await rig.until('it is there', () => rig.farm.jobs.length === 1);
  rig.farm.end('a-1', 0, 'completed', 0);
  await rig.untilStates('a', 'failed: failed');
  expect((await rig.rig.queue.get('a')).reason).toContain('were there before and were not rendered anew');
});

test('a chunk that failed is handed over once more, alone, where the farm does not do that by itself', async () => {
  await using rig = await booted();
  await rig.submit('a', 2, { retries: 1 });
  await rig.until('it is there', () => rig.farm.jobs.length === 1);
  rig.farm.begin('a-1', 0, 1);
  rig.farm.complete('a-1', 0);
  rig.farm.end('a-1', 1, 'failed', 3);
  await rig.until('a second order', () => rig.farm.jobs.length === 2);
  expect(rig.farm.job('a-2').order.tasks.map(({ id }) => id)).toEqual(['1.2']);
  rig.farm.begin('a-2', 0);
  rig.farm.end('a-2', 0, 'failed', 4);
  await rig.untilStates('a', 'failed: completed failed');
  const { layers, reason } = await rig.rig.queue.get('a');
  expect(reason).toBe('Frames 3-4: it exited with code 4 on node0.');
  expect(layers[0]?.tasks[1]?.attempts.map(({ exitCode, state }) => [state, exitCode])).toEqual([
    ['failed', 3],
    ['failed', 4],
  ]);
  await rig.control('a', { action: 'retry', only: 'failed' });
  await rig.until('a third order', () => rig.farm.jobs.length === 3);
  rig.farm.complete('a-3', 0);
  await rig.untilStates('a', 'completed: completed completed');
});

test('a chunk that the farm starts again by itself is another attempt', async () => {
  await using rig = await booted();
  await rig.submit('a', 1);
  await rig.until('it is there', () => rig.farm.jobs.length === 1);
  rig.farm.begin('a-1', 0);
  await rig.untilStates('a', 'running: running');
  rig.farm.end('a-1', 0, 'waiting');
  await rig.untilStates('a', 'waiting: waiting');
  rig.farm.begin('a-1', 0);
  await rig.untilStates('a', 'running: running');
  rig.farm.begin('a-1', 0);
  await rig.until('a third attempt', async () => {
    const { layers } = await rig.rig.queue.get('a');
    return layers[0]?.tasks[0]?.attempts.length === 3;
  });
  rig.farm.complete('a-1', 0);
  await rig.untilStates('a', 'completed: completed');
  const { layers } = await rig.rig.queue.get('a');
  expect(layers[0]?.tasks[0]?.attempts.map(({ state }) => state)).toEqual(['lost', 'lost', 'completed']);
  expect(rig.farm.jobs).toHaveLength(1);
});

test('a job is cancelled when the farm says so, and not before', async () => {
  await using rig = await booted();
  await rig.submit('a', 3);
  await rig.until('it is there', () => rig.farm.jobs.length === 1);
  rig.farm.begin('a-1', 0);
  await rig.untilStates('a', 'running: running waiting waiting');
  rig.farm.passage = (request) => (request.startsWith('cancel') ? 'lost' : 'answered');
  await rig.control('a', { action: 'cancel' });
  await rig.until('the farm was asked', () => rig.farm.asked.filter((it) => it.startsWith('cancel')).length > 1);
  expect(await rig.states('a')).toBe('running: running waiting waiting');
  rig.farm.passage = () => 'answered';
  await rig.untilStates('a', 'cancelled: cancelled cancelled cancelled');
  expect(rig.farm.wanted).toEqual([]);
});

test('chunks are skipped and put back once the farm has let go of them', async () => {
  await using rig = await booted();
  await rig.submit('a', 3);
  await rig.until('it is there', () => rig.farm.jobs.length === 1);
  rig.farm.begin('a-1', 0, 1);
  await rig.untilStates('a', 'running: running running waiting');
  await rig.control('a', { action: 'skip', choice: { task: '1.3' } });
  await rig.control('a', { action: 'skip', choice: { task: '1.1' } });
  await rig.untilStates('a', 'running: skipped running skipped');
  await rig.control('a', { action: 'requeue', choice: { frames: FrameSet.parse('3') } });
  await rig.until('a second order', () => rig.farm.jobs.length === 2);
  expect(rig.farm.job('a-1').tasks.map(({ standing }) => standing)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  rig.farm.complete('a-2', 0);
  await rig.untilStates('a', 'completed: skipped completed skipped');
});

test('a job that waits, goes on and comes sooner does so on the farm', async () => {
  await using rig = await booted();
  await rig.submit('a', 2);
  await rig.until('it is there', () => rig.farm.jobs.length === 1);
  await rig.control('a', { action: 'pause', now: false });
  await rig.until('it waits', () => rig.farm.job('a-1').paused);
  await rig.control('a', { action: 'resume' });
  await rig.until('it goes on', () => !rig.farm.job('a-1').paused);
  await rig.control('a', { action: 'update', change: { priority: 80 } });
  await rig.until('it comes sooner', () => rig.farm.job('a-1').priority === 80);
  rig.farm.begin('a-1', 0);
  await rig.untilStates('a', 'running: running waiting');
  await rig.control('a', { action: 'pause', now: true });
  await rig.untilStates('a', 'waiting: waiting waiting');
  expect(rig.farm.job('a-1').tasks[0]?.standing).toBe('cancelled');
  await rig.control('a', { action: 'resume' });
  await rig.until('what was given back is handed over', () => rig.farm.jobs.length === 2);
});

test('a layer is handed over when what it waits for is done', async () => {
  await using rig = await booted();
  const spec = rig.spec(1);
  const [layer] = spec.layers;
  if (layer === undefined) throw new Error('no layer');
  const after = { ...layer, name: 'AFTER', dependsOn: [{ layer: 'OUT', byFrame: false }], tasks: layer.tasks };
  await rig.remote().submit('a', { ...spec, layers: [layer, after] });
  await rig.until('the first is there', () => rig.farm.jobs.length === 1);
  rig.farm.complete('a-1', 0);
  await rig.until('the second is there', () => rig.farm.jobs.length === 2);
  expect(rig.farm.job('a-2').order.layer.name).toBe('AFTER');
});

test('what a farm has forgotten is completed where its frames are there, and else rendered once more', async () => {
  await using rig = await booted();
  await rig.submit('a', 2);
  await rig.until('it is there', () => rig.farm.jobs.length === 1);
  rig.farm.begin('a-1', 0, 1);
  await rig.untilStates('a', 'running: running running');
  rig.farm.complete('a-1', 0);
  rig.farm.job('a-1').isForgotten = true;
  await rig.until('what is lost is handed over', () => rig.farm.jobs.length === 2);
  expect(rig.farm.job('a-2').order.tasks.map(({ id }) => id)).toEqual(['1.2']);
  rig.farm.complete('a-2', 0);
  await rig.untilStates('a', 'completed: completed completed');
});

test('a farm that says no fails the chunks with its words; one that is asked before says so at once', async () => {
  await using rig = await booted();
  rig.farm.refusal = 'there is no partition moon.';
  await expect(rig.remote().check(rig.spec(2))).rejects.toMatchObject({ code: 'farm-refused' });
  await rig.submit('a', 2);
  await rig.untilStates('a', 'failed: failed failed');
  expect((await rig.rig.queue.get('a')).reason).toContain('there is no partition moon.');
  rig.farm.refusal = undefined;
  await rig.control('a', { action: 'retry' });
  await rig.until('it is there', () => rig.farm.jobs.length === 1);
});

test('a farm that does not answer holds up its own jobs, which say so, and no others', async () => {
  await using rig = await booted();
  rig.farms.set('other', new FakeFarm());
  rig.farm.passage = () => 'lost';
  const warnings = await rig.remote().check(rig.spec(1));
  expect(warnings).toEqual([
    'The farm fake does not answer as it should: it was not reached. The job is handed over when it does.',
  ]);
  const told: string[] = [];
  rig.desk.onChange(({ farm }, { answers }) => told.push(`${farm.name} ${answers}`));
  await rig.submit('a', 1);
  await rig.until('it says so', async () => (await rig.rig.queue.get('a')).held?.includes('not reached') === true);
  await rig.remote('other').submit('b', rig.spec(1, {}, 'b'));
  await rig.until('the other is there', () => rig.of('other').jobs.length === 1);
  rig.of('other').complete('b-1', 0);
  await rig.untilStates('b', 'completed: completed');
  rig.farm.passage = () => 'answered';
  await rig.until('it is there', () => rig.farm.jobs.length === 1);
  await rig.until('it is not held', async () => (await rig.rig.queue.get('a')).held === undefined);
  await rig.until('both were told', () => told.length === 2);
  expect(told.toSorted()).toEqual(['fake yes', 'other yes']);
});

test('an order whose request was overtaken is there once', async () => {
  await using rig = await booted();
  // The first request arrives only after it was looked for in vain.
  let late: (() => void) | undefined;
  rig.farm.passage = (request) => {
    if (request !== 'submit a-1' || late !== undefined) return 'answered';
    late = () => {
      const [job] = rig.farm.jobs;
      if (job !== undefined) rig.farm.jobs.push({ ...job, id: '999', tasks: job.tasks.map((it) => ({ ...it })) });
    };
    return 'lost';
  };
  await rig.submit('a', 1);
  await rig.until('it is there', () => rig.farm.jobs.length === 1);
  late?.();
  await rig.until('the younger is cancelled', () => rig.farm.jobs[1]?.tasks[0]?.standing === 'cancelled');
  rig.farm.complete('a-1', 0);
  await rig.untilStates('a', 'completed: completed');
  expect(rig.farm.jobs).toHaveLength(2);
});

test('what a chunk has printed is brought while it runs, and kept when the farm forgets', async () => {
  await using rig = await booted();
  await rig.submit('a', 1);
  await rig.until('it is there', () => rig.farm.jobs.length === 1);
  rig.farm.begin('a-1', 0);
  await rig.untilStates('a', 'running: running');
  await rig.desk.bringLogs('a');
  const { text, files } = await rig.rig.queue.log('a', { maxBytes: 10_000 });
  expect(text).toContain('frame of a-1 0');
  expect(await readFile(files[0] ?? '', 'utf8')).toBe('frame of a-1 0\n');
});

test('a farm that can do chunks anew does them in the same job; one that has forgotten it gets another', async () => {
  await using rig = new FarmRig();
  rig.farm.requeues = true;
  await rig.boot();
  await rig.submit('a', 3, { retries: 1 });
  await rig.until('it is there', () => rig.farm.jobs.length === 1);
  rig.farm.begin('a-1', 0, 1, 2);
  rig.farm.complete('a-1', 0, 2);
  // Its answer is lost the first time: it is asked once more, and nothing of before is taken for what it does now.
  let asked = 0;
  rig.farm.passage = (request) => {
    if (!request.startsWith('requeue')) return 'answered';
    asked += 1;
    return asked === 1 ? 'answer-lost' : 'answered';
  };
  rig.farm.end('a-1', 1, 'failed', 3);
  await rig.until('it was asked twice', () => asked === 2);
  rig.farm.begin('a-1', 1);
  await rig.untilStates('a', 'running: completed running completed');
  rig.farm.complete('a-1', 1);
  await rig.untilStates('a', 'completed: completed completed completed');
  await rig.control('a', { action: 'requeue', choice: { task: '1.3' } });
  await rig.until('it waits there', () => rig.farm.job('a-1').tasks[2]?.standing === 'waiting');
  rig.farm.begin('a-1', 2);
  rig.farm.complete('a-1', 2);
  await rig.untilStates('a', 'completed: completed completed completed');
  expect(rig.farm.jobs).toHaveLength(1);
  rig.farm.job('a-1').isForgotten = true;
  await rig.control('a', { action: 'requeue', choice: { task: '1.3' } });
  await rig.until('a second order', () => rig.farm.jobs.length === 2);
  expect(rig.farm.job('a-2').order.tasks.map(({ id }) => id)).toEqual(['1.3']);
});

test('what a farm has rendered and forgotten before its answer came is not rendered twice', async () => {
  await using rig = await booted();
  rig.farm.passage = (request) => (request.startsWith('submit') ? 'answer-lost' : 'answered');
  await rig.submit('a', 2);
  await rig.until('it is there', () => rig.farm.jobs.length === 1);
  rig.farm.complete('a-1', 0);
  rig.farm.job('a-1').isForgotten = true;
  rig.farm.passage = () => 'answered';
  await rig.until('the rest is handed over', () => rig.farm.jobs.length === 2);
  expect(rig.farm.job('a-2').order.tasks.map(({ id }) => id)).toEqual(['1.2']);
  rig.farm.complete('a-2', 0);
  await rig.untilStates('a', 'completed: completed completed');
});

test('why chunks wait is told as the farm tells it, until they begin', async () => {
  await using rig = await booted();
  await rig.submit('a', 2);
  await rig.until('it is there', () => rig.farm.jobs.length === 1);
  Object.assign(rig.farm.job('a-1').tasks[1] ?? {}, { reason: 'Resources' });
  await rig.until('it says so', () => rig.desk.reasons('a').size === 1);
  expect([...rig.desk.reasons('a')]).toEqual([['1.2', 'Resources']]);
  rig.farm.begin('a-1', 1);
  await rig.until('it has begun', () => rig.desk.reasons('a').size === 0);
});
