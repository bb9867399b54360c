import { expect, test } from 'vitest';
import type { TaskChoice } from '../../../../server/pipeline/queue/actions.ts';
import { FrameSet } from '../../../../server/pipeline/queue/frame-set.ts';
import type { JobSpec, LayerSpec } from '../../../../server/pipeline/queue/job-spec.ts';
import { jobOfTasks } from '../jobs.ts';
import { brokenInvariants } from './invariants.ts';
import { QueueRig } from './queue-rig.ts';

const tasksOf = (count: number): LayerSpec['tasks'] =>
  Array.from({ length: count }, (_, index) => ({
    frames: { first: index * 10 + 1, last: index * 10 + 10 },
    command: { program: 'x', args: [], cwd: '/', environment: {} },
    outputs: [],
  }));

const jobOf = (tasks: number, layer: Partial<LayerSpec> = {}, more: Partial<JobSpec> = {}): JobSpec => ({
  ...jobOfTasks(tasksOf(tasks), layer),
  kind: 'render',
  ...more,
});

/** A job of two layers, `a` and `b`. */
const twoLayers = (tasks: number, dependsOn: LayerSpec['dependsOn']): JobSpec => {
  const [layer] = jobOf(tasks).layers;
  if (layer === undefined || dependsOn === undefined) throw new Error('There is no layer.');
  return {
    ...jobOf(0),
    layers: [
      { ...layer, name: 'a' },
      { ...layer, name: 'b', dependsOn },
    ],
  };
};

const booted = async (slots = 1): Promise<QueueRig> => {
  const rig = new QueueRig({ slots });
  await rig.boot();
  return rig;
};

test('the higher priority is first, then what was submitted first; a change of it holds for the next task', async () => {
  const rig = await booted();
  await rig.queue.submit('a', jobOf(2));
  await rig.queue.submit('b', jobOf(1));
  await rig.queue.submit('c', jobOf(1, {}, { priority: 90 }));
  await rig.settle();
  expect(rig.running).toEqual(['a/1.1-1']);
  await rig.finish('a/1.1-1');
  expect(rig.running).toEqual(['c/1.1-1']);
  await rig.queue.update('b', { priority: 60 });
  await rig.finish('c/1.1-1');
  expect(rig.running).toEqual(['b/1.1-1']);
  await rig.finish('b/1.1-1');
  expect(rig.running).toEqual(['a/1.2-1']);
});

test('a layer that waits frame by frame follows the other one; one that waits as a whole comes after it', async () => {
  const rig = await booted(2);
  await rig.queue.submit('a', twoLayers(2, [{ layer: 'a', byFrame: true }]));
  await rig.settle();
  expect(rig.running).toEqual(['a/1.1-1', 'a/1.2-1']);
  await rig.finish('a/1.2-1');
  expect(rig.running).toEqual(['a/1.1-1', 'a/2.2-1']);
  const whole = await booted(2);
  await whole.queue.submit('b', twoLayers(2, [{ layer: 'a', byFrame: false }]));
  await whole.settle();
  await whole.finish('b/1.2-1');
  expect(whole.running).toEqual(['b/1.1-1']);
  await whole.finish('b/1.1-1');
  expect(whole.running).toEqual(['b/2.1-1', 'b/2.2-1']);
});

test('a job waits for another one, across a restart of the core, and also for one that had to be retried', async () => {
  const rig = await booted(2);
  await rig.queue.submit('a', jobOf(1, { retries: 0 }));
  await rig.queue.submit('b', jobOf(1, {}, { dependsOn: [{ job: 'a', byFrame: false }] }));
  await rig.settle();
  await rig.finish('a/1.1-1', { kind: 'exited', exitCode: 1 });
  expect(rig.running).toEqual([]);
  await rig.boot();
  await rig.settle();
  expect(rig.running).toEqual([]);
  expect((await rig.queue.get('b')).layers[0]?.tasks[0]?.waits).toBe('dependency');
  await rig.queue.retry('a');
  await rig.settle();
  await rig.finish('a/1.1-2');
  expect(rig.running).toEqual(['b/1.1-1']);
  await rig.finish('b/1.1-1');
  await expect(
    rig.queue.submit('c', jobOf(1, {}, { dependsOn: [{ job: 'z', byFrame: false }] })),
  ).rejects.toMatchObject({
    code: 'invalid-parameters',
  });
});

test('a job of which nothing can go on has failed; skipping what failed lets the rest go on', async () => {
  const rig = await booted(2);
  await rig.queue.submit('a', twoLayers(1, [{ layer: 'a', byFrame: true }]));
  await rig.settle();
  await rig.finish('a/1.1-1', { kind: 'exited', exitCode: 1 });
  expect(await rig.queue.ended('a')).toMatchObject({ state: 'failed', tasksFailed: 1 });
  expect(await rig.queue.skip('a', { frames: FrameSet.parse('1-10') })).toMatchObject({
    state: 'completed',
    tasksSkipped: 2,
  });
  await rig.queue.requeue('a');
  await rig.settle();
  expect(rig.running).toEqual(['a/1.1-2']);
});

test('a core waits for jobs that go on by themselves, and for no paused one or what waits for it', async () => {
  const rig = await booted(1);
  await rig.queue.submit('a', jobOf(1));
  await rig.queue.submit('b', jobOf(1, {}, { dependsOn: [{ job: 'a', byFrame: false }], comp: '/b' }));
  await rig.settle();
  await rig.queue.submit('c', jobOf(1, {}, { comp: '/c' }));
  expect(await rig.queue.goingOnCount()).toBe(2);
  await rig.queue.pause('c');
  expect(await rig.queue.goingOnCount()).toBe(1);
  await rig.queue.pause('a', true);
  expect(await rig.queue.goingOnCount()).toBe(1);
  await rig.finish('a/1.1-1', { kind: 'ended' });
  expect([await rig.queue.goingOnCount(), await rig.queue.activeCount()]).toEqual([0, 3]);
});

test('a paused job starts nothing more; at once, it gives back what runs, and that counts as no failure', async () => {
  const rig = await booted(2);
  await rig.queue.submit('a', jobOf(3));
  await rig.settle();
  await rig.queue.pause('a');
  await rig.finish('a/1.1-1');
  expect(rig.running).toEqual(['a/1.2-1']);
  await rig.queue.pause('a', true);
  expect(rig.attempt('a/1.2-1').isEnding).toBe(true);
  await rig.finish('a/1.2-1', { kind: 'ended' });
  const [layer] = (await rig.queue.get('a')).layers;
  expect(layer?.tasks.map(({ state, waits }) => [state, waits])).toEqual([
    ['completed', undefined],
    ['waiting', 'paused'],
    ['waiting', 'paused'],
  ]);
  expect(layer?.tasks[1]?.attempts[0]).toMatchObject({ state: 'cancelled', reason: 'The job was paused.' });
  await rig.queue.resume('a');
  await rig.settle();
  expect(rig.running).toHaveLength(2);
});

test('frames are rendered anew: what is done is done again, what runs is ended first', async () => {
  const rig = await booted(1);
  await rig.queue.submit('a', jobOf(3));
  await rig.settle();
  await rig.finish('a/1.1-1');
  await rig.queue.requeue('a', { frames: FrameSet.parse('5,15') });
  expect(rig.attempt('a/1.2-1').isEnding).toBe(true);
  expect(rig.running).toEqual(['a/1.2-1']);
  await rig.finish('a/1.2-1', { kind: 'exited', exitCode: 0 });
  expect((await rig.queue.get('a')).layers[0]?.tasks.map(({ state }) => state)).toEqual([
    'waiting',
    'waiting',
    'running',
  ]);
  await expect(rig.queue.requeue('a', { frames: FrameSet.parse('99') })).rejects.toMatchObject({
    code: 'invalid-parameters',
  });
  expect(brokenInvariants(rig.database, rig.capacity)).toEqual([]);
});

test('a late result is refused: the task is in other hands by then', async () => {
  const rig = await booted(1);
  await rig.queue.submit('a', jobOf(1));
  await rig.settle();
  const stopped = rig.attempt('a/1.1-1');
  await rig.boot(); // Nobody knows the first attempt any more.
  await rig.settle();
  expect(rig.running).toEqual(['a/1.1-2']);
  const before = await rig.queue.get('a');
  stopped.finish({ kind: 'exited', exitCode: 0 });
  stopped.listener.progress(9);
  stopped.listener.started(1, 'x');
  await rig.settle();
  expect(await rig.queue.get('a')).toEqual(before);
  const [first, second] = before.layers[0]?.tasks[0]?.attempts ?? [];
  expect([first?.state, second?.state]).toEqual(['lost', 'running']);
  expect(second?.fence).toBeGreaterThan(first?.fence ?? Number.POSITIVE_INFINITY);
});

test('a failed task rests before it is tried again, and another one is rendered meanwhile', async () => {
  const rig = await booted(1);
  await rig.queue.submit('a', jobOf(2, { retries: 1, backoff: 600 }));
  await rig.settle();
  await rig.finish('a/1.1-1', { kind: 'exited', exitCode: 1 });
  expect(rig.running).toEqual(['a/1.2-1']);
  const task = (await rig.queue.get('a')).layers[0]?.tasks[0];
  expect(task).toMatchObject({ state: 'waiting', waits: 'retry', retryAt: rig.now + 600_000 });
  await rig.finish('a/1.2-1');
  expect(rig.running).toEqual([]);
  await rig.queue.requeue('a', { frames: FrameSet.parse('11') });
  await rig.settle();
  expect(rig.running).toEqual(['a/1.2-2']);
  await rig.finish('a/1.2-2');
  await rig.queue.suspend();
});

test('a clock that is set back takes no order away: revisions and fences grow, nothing is told twice', async () => {
  const rig = await booted(1);
  await rig.queue.submit('a', jobOf(2));
  await rig.settle();
  const { revision } = await rig.queue.list();
  rig.now = 5;
  await rig.finish('a/1.1-1');
  const { jobs, revision: later } = await rig.queue.list({ since: revision });
  expect(jobs).toMatchObject([{ id: 'a', tasksDone: 1 }]);
  expect(later).toBeGreaterThan(revision);
  expect((await rig.queue.list({ since: later })).jobs).toEqual([]);
  await rig.boot();
  await rig.settle();
  expect((await rig.queue.list({ since: later })).jobs).toMatchObject([{ id: 'a' }]);
  expect(brokenInvariants(rig.database, rig.capacity)).toEqual([]);
});

test('progress is told and listed, and not counted twice when the task is done', async () => {
  const rig = await booted(1);
  await rig.queue.submit('a', jobOf(2));
  await rig.settle();
  const { revision } = await rig.queue.list();
  rig.attempt('a/1.1-1').listener.progress(7);
  expect((await rig.queue.list({ since: revision })).jobs).toMatchObject([{ framesDone: 7 }]);
  await rig.finish('a/1.1-1');
  expect((await rig.queue.list()).jobs).toMatchObject([{ framesDone: 10 }]);
});

test('cancelling ends what runs, and is not undone by a core that dies meanwhile', async () => {
  const rig = await booted(1);
  await rig.queue.submit('a', jobOf(2));
  await rig.settle();
  void rig.queue.cancel('a');
  await rig.settle();
  expect(rig.attempt('a/1.1-1').isEnding).toBe(true);
  await rig.boot();
  expect(await rig.queue.ended('a')).toMatchObject({ state: 'cancelled' });
  await rig.settle();
  expect(rig.running).toEqual([]);
});

test('what ended is archived and deleted; what others wait for, or has work, is not', async () => {
  const rig = await booted(1);
  await rig.queue.submit('a', jobOf(1));
  await rig.queue.submit('b', jobOf(1, {}, { dependsOn: [{ job: 'a', byFrame: false }] }));
  await rig.settle();
  await expect(rig.queue.archive('a', true)).rejects.toMatchObject({ code: 'wrong-state' });
  await expect(rig.queue.delete(['a'])).rejects.toMatchObject({ code: 'wrong-state', message: /cancel it first/ });
  await rig.queue.pause('b');
  await rig.finish('a/1.1-1');
  expect((await rig.queue.planDelete(['a'])).refused).toEqual([expect.stringMatching(/waits for "SH010 COMP"/)]);
  await rig.queue.cancel('b');
  const told: (readonly string[])[] = [];
  rig.queue.onChange((_, removed) => told.push(removed));
  expect(await rig.queue.delete(['a', 'b'])).toMatchObject({ jobs: [{ id: 'a', tasks: 1 }, { id: 'b' }], refused: [] });
  expect(told).toEqual([['a', 'b']]);
  await expect(rig.queue.get('a')).rejects.toMatchObject({ code: 'not-found' });
  expect(await rig.queue.list({ since: 0 })).toMatchObject({ jobs: [], removed: ['a', 'b'] });
});

test('old jobs go by the policy, but for those that others wait for', async () => {
  const rig = await booted(1);
  for (const id of ['a', 'b']) {
    await rig.queue.submit(id, jobOf(1, {}, { comp: id }));
    await rig.settle();
    await rig.finish(`${id}/1.1-1`);
  }
  await rig.queue.submit('c', jobOf(1, {}, { dependsOn: [{ job: 'a', byFrame: false }], paused: true }));
  rig.now += 10 * 24 * 60 * 60 * 1_000;
  expect(await rig.queue.prune({ days: 1, least: 0, most: 100 })).toBe(1);
  expect((await rig.queue.list()).jobs.map(({ id }) => id).sort()).toEqual(['a', 'c']);
});

test('listing thousands of jobs reads none of them whole', async () => {
  const rig = await booted(1);
  for (let number = 0; number < 300; number += 1) {
    await rig.queue.submit(`j${number}`, jobOf(3, {}, { paused: true, comp: `/c${number}` }));
  }
  const before = rig.wholeReads;
  expect((await rig.queue.list()).jobs).toHaveLength(300);
  expect(rig.wholeReads).toBe(before);
  const { revision } = await rig.queue.list();
  await rig.queue.update('j7', { comment: 'x' });
  expect((await rig.queue.list({ since: revision })).jobs).toMatchObject([{ id: 'j7', comment: 'x' }]);
});

test('the threads, memory and GPUs of a task are its own, and it is told them', async () => {
  const rig = await booted(4);
  await rig.queue.submit('a', jobOf(4, { needs: { threads: 3, gpus: 1, memory: 10 } }));
  await rig.settle();
  expect(rig.running).toEqual(['a/1.1-1', 'a/1.2-1']);
  expect([...rig.attempts].map(({ order }) => order.command.environment)).toMatchObject([
    { COMPLINE_GPUS: '0', CUDA_VISIBLE_DEVICES: '0', COMPLINE_THREADS: '3', COMPLINE_MEMORY: '10' },
    { COMPLINE_GPUS: '1' },
  ]);
  expect((await rig.queue.workers()).free).toEqual({ slots: 2, threads: 2, memory: 980, gpus: [] });
  await expect(rig.queue.submit('b', jobOf(1, { needs: { gpus: 3 } }))).rejects.toThrow(
    /needs more than renders may use of this machine: 8 threads/,
  );
});

test('what is kept for interactive work changes while jobs wait and run', async () => {
  const rig = await booted(4);
  await rig.queue.submit('a', jobOf(3, { needs: { threads: 2, gpus: 1 } }));
  await rig.settle();
  expect(rig.running).toEqual(['a/1.1-1', 'a/1.2-1']);
  rig.capacity = { ...rig.capacity, threads: 1, gpus: [1] };
  await rig.finish('a/1.1-1');
  expect(rig.running).toEqual(['a/1.2-1']);
  expect(await rig.queue.workers()).toMatchObject({ whole: { gpus: [1] }, free: { threads: 0, gpus: [] } });
  await expect(rig.queue.submit('b', jobOf(1, { needs: { threads: 2 } }))).rejects.toMatchObject({
    message: 'Layer OUT needs more than renders may use of this machine: 1 threads, 0 GiB of memory, 1 GPUs.',
  });
  // Threads that there are no more are not waited for.
  await rig.finish('a/1.2-1');
  const [last] = rig.attempts;
  expect(rig.running).toEqual(['a/1.3-1']);
  expect(last?.order.command.environment).toMatchObject({ COMPLINE_THREADS: '1', CUDA_VISIBLE_DEVICES: '1' });
});

test('a GPU that is not kept any more is given out at once', async () => {
  const rig = await booted(4);
  await rig.queue.submit('a', jobOf(2, { needs: { gpus: 1 } }, { paused: true }));
  rig.capacity = { ...rig.capacity, gpus: [] };
  await rig.queue.resume('a');
  await rig.settle();
  expect(rig.running).toEqual([]);
  expect((await rig.queue.get('a')).layers[0]?.tasks[0]?.waits).toBe('resources');
  rig.capacity = { ...rig.capacity, gpus: [0, 1] };
  rig.queue.schedule();
  await rig.settle();
  expect(rig.running).toEqual(['a/1.1-1', 'a/1.2-1']);
});

test('a job that is submitted twice under one id is there once, and does the same work as its like', async () => {
  const rig = await booted(1);
  await rig.queue.submit('a', jobOf(1));
  expect(await rig.queue.submit('a', jobOf(5))).toMatchObject({ id: 'a', tasksTotal: 1 });
  expect(await rig.queue.duplicates(jobOf(1))).toEqual(['a']);
  expect(await rig.queue.duplicates(jobOf(2))).toEqual([]);
});

test('a task whose process cannot be ended is not begun again before it is gone, and keeps what it has', async () => {
  const rig = await booted(2);
  await rig.queue.submit('a', jobOf(2, { needs: { threads: 5, gpus: 1 } }));
  await rig.settle();
  expect(rig.running).toEqual(['a/1.1-1']);
  const gone = Promise.withResolvers<void>();
  rig.endLeftovers = async () => false;
  rig.untilGone = () => gone.promise;
  await rig.boot();
  await rig.settle();
  expect(rig.running).toEqual([]);
  expect((await rig.queue.workers()).free).toMatchObject({ slots: 1, threads: 3, gpus: [1] });
  expect(await rig.queue.get('a')).toMatchObject({ state: 'running', tasksRunning: 1 });
  gone.resolve();
  await rig.settle();
  expect(rig.running).toHaveLength(1);
  expect((await rig.queue.get('a')).layers[0]?.tasks[0]?.attempts[0]).toMatchObject({ state: 'lost' });
  expect(brokenInvariants(rig.database, rig.capacity)).toEqual([]);
});

test.each<[string, TaskChoice, string[]]>([
  ['all', {}, ['1.1', '1.2', '2.1', '2.2']],
  ['frames, of all layers', { frames: FrameSet.parse('12') }, ['1.2', '2.2']],
  ['a layer', { layer: 'b' }, ['2.1', '2.2']],
  ['frames of a layer', { layer: 'b', frames: FrameSet.parse('1-3') }, ['2.1']],
  ['a task', { task: '1.2' }, ['1.2']],
])('tasks are chosen to be skipped or rendered anew: %s', async (_, choice, expected) => {
  const rig = await booted(1);
  await rig.queue.submit('a', { ...twoLayers(2, []), paused: true });
  const inState = async (state: string): Promise<string[]> => {
    const tasks = (await rig.queue.get('a')).layers.flatMap((layer) => layer.tasks);
    return tasks.filter((task) => task.state === state).map(({ id }) => id);
  };
  await rig.queue.skip('a', choice);
  expect(await inState('skipped')).toEqual(expected);
  await rig.queue.skip('a').catch(() => {});
  await rig.queue.requeue('a', choice);
  expect(await inState('waiting')).toEqual(expected);
});

test.each<[TaskChoice, string]>([
  [{ layer: 'c' }, 'Job "SH010 COMP" has no layer c.'],
  [{ task: '7.7' }, 'Job "SH010 COMP" has no task 7.7.'],
  [{ task: '1.1', layer: 'b' }, 'Layer b of job "SH010 COMP" has no task 1.1.'],
  [{ frames: FrameSet.parse('99') }, 'Job "SH010 COMP" has none of these frames.'],
])('what a job does not have cannot be chosen: %o', async (choice, message) => {
  const rig = await booted(1);
  await rig.queue.submit('a', twoLayers(2, []));
  await expect(rig.queue.requeue('a', choice)).rejects.toMatchObject({ code: 'invalid-parameters', message });
  await expect(rig.queue.skip('a', choice)).rejects.toMatchObject({ code: 'invalid-parameters', message });
});

test('a job with no room where it writes is held and says why, others go on, and it goes on when there is room', async () => {
  const rig = await booted(2);
  const writing = (folder: string): JobSpec =>
    jobOf(0, { tasks: tasksOf(2).map((task) => ({ ...task, outputs: [`${folder}/a.exr`] })) }, { comp: folder });
  rig.full.set('/full', 'The disk of /full is full.');
  await rig.queue.submit('a', writing('/full'));
  await rig.queue.submit('b', writing('/free'));
  await rig.settle();
  expect(rig.running).toEqual(['b/1.1-1', 'b/1.2-1']);
  await rig.finish('b/1.1-1');
  await rig.finish('b/1.2-1');
  expect(rig.running).toEqual([]);
  const held = await rig.queue.get('a');
  expect(held).toMatchObject({ state: 'waiting', held: 'The disk of /full is full.' });
  expect(held.layers[0]?.tasks[0]?.waits).toBe('resources');
  expect((await rig.queue.list()).jobs.find(({ id }) => id === 'a')?.held).toBe('The disk of /full is full.');
  expect([await rig.queue.goingOnCount(), [...rig.queue.outputFolders()]]).toEqual([1, ['/full']]);
  const told: (string | undefined)[] = [];
  rig.queue.onChange((jobs) => told.push(...jobs.map((job) => job.held)));
  rig.full.clear();
  rig.queue.roomChanged();
  await rig.settle();
  expect(rig.running).toEqual(['a/1.1-1', 'a/1.2-1']);
  expect([(await rig.queue.get('a')).held, told.at(-1)]).toEqual([undefined, undefined]);
});

test('a listing tells how fast a job is, whoever has begun it; a pause ends that', async () => {
  const rig = await booted(1);
  await rig.queue.submit('a', jobOf(2));
  await rig.settle();
  for (let done = 1; done <= 4; done += 1) {
    rig.now += 5_000;
    rig.attempt('a/1.1-1').listener.progress(done);
  }
  const pace = { framesPerSecond: 0.2, secondsLeft: 80 };
  expect((await rig.queue.list()).jobs).toMatchObject([{ framesDone: 4, pace }]);
  expect(await rig.queue.get('a')).toMatchObject({ pace });
  await rig.queue.pause('a', true);
  await rig.finish('a/1.1-1', { kind: 'ended' });
  expect((await rig.queue.get('a')).pace).toBeUndefined();
});

test('from the death of a worker to the next attempt at its task is counted', async () => {
  const rig = await booted(1);
  await rig.queue.submit('a', jobOf(2, { retries: 1 }));
  await rig.settle();
  expect((await rig.queue.workers()).recoveries).toBeUndefined();
  await rig.finish('a/1.1-1', { kind: 'lost', reason: 'Died.', at: performance.now() - 5_000 });
  // Another task may have come first.
  await rig.finish(rig.running[0] ?? '');
  expect(rig.running).toEqual(['a/1.1-2']);
  const { recoveries } = await rig.queue.workers();
  expect(recoveries?.count).toBe(1);
  expect(recoveries?.max).toBeGreaterThanOrEqual(5_000);
  await rig.finish('a/1.1-2', { kind: 'exited', exitCode: 1 });
  expect([rig.running, (await rig.queue.workers()).recoveries?.count]).toEqual([['a/1.1-3'], 1]);
});
