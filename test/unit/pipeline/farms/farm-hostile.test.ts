import { existsSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { TaskSighting } from '../../../../server/pipeline/farms/driver/farm-driver.ts';
import { farmFaults } from './support/farm-faults.ts';
import { workOn } from './support/farm-machines.ts';
import { FarmRig } from './support/farm-rig.ts';
import { Gate } from './support/gate.ts';

const booted = async (prepare: (rig: FarmRig) => void = () => {}): Promise<FarmRig> => {
  const rig = new FarmRig();
  prepare(rig);
  await rig.boot();
  return rig;
};

const attemptsOf = async (rig: FarmRig, id: string): Promise<string[]> =>
  (await rig.rig.queue.get(id)).layers.flatMap(({ tasks }) =>
    tasks.map(({ attempts }) => attempts.map(({ state }) => state).join(' ')),
  );

const thereIs = (rig: FarmRig, jobs = 1): Promise<void> =>
  rig.until(`${jobs} jobs are there`, () => rig.farm.jobs.length === jobs);

test('a core that ends in the middle of handing over has not been refused: the next one finds what the farm has taken', async () => {
  await using rig = await booted();
  const gate = new Gate();
  rig.farm.delay = (request) => (request.startsWith('submit') ? gate.hold(request) : undefined);
  await rig.submit('a', 2);
  await rig.until('it is asked', () => gate.waiting.length === 1);
  await rig.desk.dispose();
  expect(await rig.states('a')).toBe('waiting: waiting waiting');
  rig.farm.delay = () => undefined;
  await rig.boot();
  await thereIs(rig);
  rig.farm.complete('a-1', 0, 1);
  await rig.untilStates('a', 'completed: completed completed');
});

test('a farm that takes long over each request does in the end what was wished last', async () => {
  await using rig = await booted();
  const gate = new Gate();
  rig.farm.delay = gate.hold;
  await rig.submit('a', 3);
  await rig.control('a', { action: 'pause', now: false });
  expect(await gate.next(rig)).toBe('submit a-1');
  await rig.until('a request', () => gate.waiting.length > 0);
  await rig.control('a', { action: 'resume' });
  await rig.control('a', { action: 'skip', choice: { task: '1.2' } });
  await rig.control('a', { action: 'update', change: { priority: 70 } });
  const asked: string[] = [];
  await rig.until('it is as it is wished', async () => {
    asked.push(await gate.next(rig));
    workOn(rig.farm, (task) => (task === '1.2' ? undefined : 'completed'));
    return (await rig.states('a')) === 'completed: completed skipped completed';
  });
  expect(rig.farm.job('a-1')).toMatchObject({ paused: false, priority: 70 });
  expect(farmFaults(rig)).toEqual([]);
  rig.farm.delay = () => undefined;
});

test('a pause that a farm took up without an answer is undone, though it was undone here before it was known', async () => {
  await using rig = await booted();
  await rig.submit('a', 1);
  await thereIs(rig);
  rig.farm.passage = (request) => (request.startsWith('pause') ? 'answer-lost' : 'answered');
  const { promise: isHeld, resolve: goOn } = Promise.withResolvers<void>();
  await rig.control('a', { action: 'pause', now: false });
  await rig.until('it waits', () => rig.farm.job('a-1').paused);
  rig.farm.delay = () => isHeld;
  await rig.control('a', { action: 'resume' });
  goOn();
  await rig.until('it goes on', () => !rig.farm.job('a-1').paused);
});

test('what a farm says of chunks that are not there, says twice, and says late, changes nothing', async () => {
  await using rig = await booted();
  const first = new Map<string, readonly TaskSighting[]>();
  let looks = 0;
  rig.farm.tells = (key, tasks) => {
    looks += 1;
    if (!first.has(key)) first.set(key, tasks);
    const stray = { standing: 'running', run: 1 } as const;
    // Now and then the answer to the first question, which tells of chunks that wait.
    const told = looks % 3 === 0 ? (first.get(key) ?? []) : tasks;
    return [...told, ...told, { ...stray, task: 99 }, { ...stray, task: -1 }, { ...stray, task: 0.5 }];
  };
  await rig.submit('a', 3);
  await thereIs(rig);
  rig.farm.complete('a-1', 0);
  await rig.untilStates('a', 'running: completed waiting waiting');
  rig.farm.complete('a-1', 1, 2);
  await rig.untilStates('a', 'completed: completed completed completed');
  expect(await attemptsOf(rig, 'a')).toEqual(['completed', 'completed', 'completed']);
  await rig.until('its folder is gone', () => !existsSync(path.join(rig.root, '.compline/farm/a')));
  expect(rig.farm.asked.filter((it) => it.startsWith('cancel 100 99'))).toEqual([]);
  expect(farmFaults(rig)).toEqual([]);
});

test('files that show late are waited for, each time anew', async () => {
  await using rig = await booted((it) => {
    it.farm.requeues = true;
  });
  await rig.submit('a', 1);
  await thereIs(rig);
  const looks = () => rig.farm.asked.filter((it) => it.startsWith('look')).length;
  const after = async (count: number): Promise<void> => {
    const before = looks();
    await rig.until(`${count} looks`, () => looks() >= before + count);
  };
  for (const file of ['never', 'late']) {
    rig.farm.end('a-1', 0, 'completed', 0);
    if (file === 'never') {
      await rig.untilStates('a', 'failed: failed');
      await rig.control('a', { action: 'retry' });
      await rig.until('it waits there', () => rig.farm.job('a-1').tasks[0]?.standing === 'waiting');
    } else {
      await after(2);
      expect(await rig.states('a')).toBe('waiting: waiting');
      rig.farm.complete('a-1', 0);
      await rig.untilStates('a', 'completed: completed');
    }
  }
  expect(await attemptsOf(rig, 'a')).toEqual(['failed completed']);
});

test('a chunk that is done anew is judged by what was written since, whatever the clock of this machine says', async () => {
  for (const now of [0, 4_102_444_800_000]) {
    await using rig = await booted();
    rig.rig.now = now;
    await rig.submit('a', 1);
    await thereIs(rig);
    rig.farm.complete('a-1', 0);
    await rig.untilStates('a', 'completed: completed');
    for (const file of rig.farm.job('a-1').order.tasks[0]?.outputs ?? []) utimesSync(file, 1_000_000, 1_000_000);
    await rig.control('a', { action: 'requeue', choice: {} });
    await thereIs(rig, 2);
    rig.farm.end('a-2', 0, 'completed', 0);
    await rig.untilStates('a', 'failed: failed');
    expect((await rig.rig.queue.get('a')).reason).toContain('were there before and were not rendered anew');
  }
});

test('a farm that has forgotten a job for a moment does not get it twice', async () => {
  await using rig = await booted();
  await rig.submit('a', 2);
  await thereIs(rig);
  rig.farm.begin('a-1', 0);
  await rig.untilStates('a', 'running: running waiting');
  let left = 3;
  const job = rig.farm.job('a-1');
  rig.farm.passage = (request) => {
    job.isForgotten = request.startsWith('look') && left > 0;
    if (job.isForgotten) left -= 1;
    return 'answered';
  };
  await rig.until('it was forgotten, and is there again', () => left === 0 && !job.isForgotten);
  rig.farm.complete('a-1', 0, 1);
  await rig.untilStates('a', 'completed: completed completed');
  expect(await attemptsOf(rig, 'a')).toEqual(['completed', 'completed']);
  expect(rig.farm.jobs).toHaveLength(1);
});

test('the same farm under two names is two farms that leave each other alone', async () => {
  await using rig = await booted((it) => {
    it.farms.set('other', it.farm);
  });
  await rig.submit('a', 2);
  await rig.remote('other').submit('b', rig.spec(2));
  await thereIs(rig, 2);
  await rig.control('a', { action: 'cancel' });
  await rig.untilStates('a', 'cancelled: cancelled cancelled');
  rig.farm.complete('b-1', 0, 1);
  await rig.untilStates('b', 'completed: completed completed');
  const looks = rig.farm.asked.filter((it) => it.startsWith('look'));
  expect(new Set(looks)).toEqual(new Set(['look a-1', 'look b-1']));
  expect(farmFaults(rig)).toEqual([]);
});

test('a chunk that somebody has skipped stays so when its machine gives it back', async () => {
  await using rig = await booted();
  await rig.submit('a', 2);
  await thereIs(rig);
  rig.farm.begin('a-1', 0);
  await rig.untilStates('a', 'running: running waiting');
  rig.farm.passage = (request) => (request.startsWith('cancel') ? 'lost' : 'answered');
  await rig.control('a', { action: 'skip', choice: { task: '1.1' } });
  rig.farm.end('a-1', 0, 'waiting');
  await rig.untilStates('a', 'waiting: waiting waiting');
  rig.farm.passage = () => 'answered';
  await rig.untilStates('a', 'waiting: skipped waiting');
  rig.farm.complete('a-1', 1);
  await rig.untilStates('a', 'completed: skipped completed');
});

test('an order that a farm cannot answer to holds up no other', async () => {
  await using rig = await booted();
  rig.farm.passage = (request) => (request === 'submit a-1' ? 'lost' : 'answered');
  await rig.submit('a', 1);
  await rig.submit('b', 1);
  await thereIs(rig);
  rig.farm.complete('b-1', 0);
  await rig.untilStates('b', 'completed: completed');
  rig.farm.passage = () => 'answered';
  await thereIs(rig, 2);
});

test('what was skipped while a farm was asked is skipped, though the farm says no to the rest', async () => {
  await using rig = await booted();
  const gate = new Gate();
  rig.farm.delay = (request) => (request.startsWith('submit') ? gate.hold(request) : undefined);
  await rig.submit('a', 3);
  await rig.until('it is asked', () => gate.waiting.length === 1);
  await rig.control('a', { action: 'skip', choice: { task: '1.2' } });
  rig.farm.refusal = 'there is no partition moon.';
  await gate.next(rig);
  await rig.untilStates('a', 'failed: failed skipped failed');
});

test('a job is cancelled though the farm was to do a chunk of it anew and did not answer', async () => {
  await using rig = await booted((it) => {
    it.farm.requeues = true;
    it.farm.tellsChangesOnly = true;
  });
  await rig.submit('a', 2, { retries: 1 });
  await thereIs(rig);
  rig.farm.begin('a-1', 0, 1);
  rig.farm.passage = (request) => (request.startsWith('requeue') ? 'lost' : 'answered');
  rig.farm.end('a-1', 0, 'failed', 9);
  await rig.until('it is asked', () => rig.farm.asked.some((it) => it.startsWith('requeue')));
  await rig.control('a', { action: 'cancel' });
  await rig.until('it has ended', async () => (await rig.states('a')).startsWith('cancelled: cancelled cancelled'));
  expect(farmFaults(rig)).toEqual([]);
});

test('an attempt that began and ended between two looks is one of its own', async () => {
  await using rig = await booted();
  await rig.submit('a', 1);
  await thereIs(rig);
  rig.farm.begin('a-1', 0);
  await rig.untilStates('a', 'running: running');
  const gate = new Gate();
  rig.farm.delay = gate.hold;
  await rig.until('a request', () => gate.waiting.length > 0);
  rig.farm.begin('a-1', 0);
  rig.farm.complete('a-1', 0);
  rig.farm.delay = () => undefined;
  await gate.next(rig);
  await rig.untilStates('a', 'completed: completed');
  expect(await attemptsOf(rig, 'a')).toEqual(['lost completed']);
});

test('a job does not end while its farm has a chunk of it, though what that chunk waited for has failed since', async () => {
  await using rig = await booted();
  const spec = rig.spec(1);
  const [layer] = spec.layers;
  if (layer === undefined) throw new Error('no layer');
  const after = { ...layer, name: 'AFTER', dependsOn: [{ layer: 'OUT', byFrame: false }] };
  await rig.remote().submit('a', { ...spec, layers: [layer, after] });
  await thereIs(rig);
  rig.farm.complete('a-1', 0);
  await thereIs(rig, 2);
  await rig.control('a', { action: 'requeue', choice: { layer: 'OUT' } });
  await thereIs(rig, 3);
  rig.farm.end('a-3', 0, 'failed', 9);
  await rig.untilStates('a', 'running: failed waiting');
  rig.farm.complete('a-2', 0);
  await rig.untilStates('a', 'failed: failed completed');
  expect(farmFaults(rig)).toEqual([]);
});

test('a job that goes on while it is handed over as paused goes on there too', async () => {
  // When the job is resumed: so many turns after what is stored of the first order.
  for (let turns = 0; turns < 8; turns += 1) {
    await using rig = await booted((it) => {
      it.farm.capabilities = { ...it.farm.capabilities, mostTasks: 1 };
    });
    const gate = new Gate();
    rig.farm.delay = (request) => (request === 'submit a-1' ? gate.hold(request) : undefined);
    await rig.submit('a', 2);
    await rig.until('it is asked', () => gate.waiting.length === 1);
    await rig.control('a', { action: 'pause', now: false });
    rig.rig.storing = () => {
      rig.rig.storing = () => 'stored';
      let later = Promise.resolve();
      for (let turn = 0; turn < turns * 4; turn += 1) later = later.then(() => {});
      void later.then(() => rig.control('a', { action: 'resume' }));
      return 'stored';
    };
    await gate.next(rig);
    await thereIs(rig, 2);
    await rig.until('both go on', () => rig.farm.jobs.every(({ paused }) => !paused));
  }
});
