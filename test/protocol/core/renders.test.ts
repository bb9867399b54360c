import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { LogPage } from '../../../server/protocol/job-logs.ts';
import type { JobSummary } from '../../../server/protocol/jobs.ts';
import { eventually } from '../../unit/eventually.ts';
import { fakeTask, framesIn, jobOfTasks } from '../../unit/pipeline/jobs.ts';
import { idIn, isRunning } from '../../unit/pipeline/processes.ts';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { connect, coreProcess, jobIn, kill, seedJob, stateFolder } from './core-rig.ts';

/** A job whose second of two tasks waits for a file, and has a child. */
const heldJob = async (wish: object = {}) => {
  const output = await temporaryFolder();
  const holdUntil = path.join(output, 'go');
  const file = (name: string) => path.join(output, name);
  const held = { holdAt: 1003, holdUntil, idFile: file('renderer'), childIdFile: file('child'), ...wish };
  return {
    spec: jobOfTasks([fakeTask(output, 1001, 1002), fakeTask(output, 1003, 1004, held)]),
    output,
    renderer: () => eventually(() => idIn(file('renderer')), 'the renderer'),
    child: () => eventually(() => idIn(file('child')), "the renderer's child"),
    go: () => writeFileSync(holdUntil, ''),
  };
};

test('a job is rendered, told about while it is, and logged', async () => {
  const folder = await stateFolder();
  const { spec, output, go } = await heldJob();
  seedJob(folder, 'job-1', spec);
  const core = await connect(folder);
  const told: JobSummary[] = [];
  core.onEvent('queue/changed', ({ jobs }) => told.push(...jobs));
  const { job } = await eventually(async () => {
    const found = await core.request('queue/get', { job: 'job-1' });
    return found.job.tasksDone === 1 && found;
  }, 'the first task');
  expect(job).toMatchObject({ state: 'running', framesDone: 2, framesTotal: 4 });
  go();
  const done = await jobIn(core, 'job-1', 'completed');
  expect(done).toMatchObject({ framesDone: 4, tasksDone: 2, tasksTotal: 2 });
  expect(done.layers[0]?.tasks[0]?.attempts).toMatchObject([{ number: 1, state: 'completed', exitCode: 0 }]);
  expect(framesIn(output, 1001, 1004).every((file) => statSync(file).size > 0)).toBe(true);
  await eventually(() => told.some(({ state }) => state === 'completed'), 'the event of the end');
  const revisions = told.map(({ revision }) => revision);
  expect(revisions).toEqual([...new Set(revisions)].sort((left, right) => left - right));
  const frames = await core.request('queue/frames', { job: 'job-1' });
  const timed = frames.layers[0]?.tasks.flatMap(({ state, times }) =>
    times.map((it) => [state, it.first, it.seconds.length]),
  );
  expect(timed).toEqual([
    ['completed', 1001, 2],
    ['completed', 1003, 2],
  ]);
  const since = await core.request('queue/frames', { job: 'job-1', since: frames.revision });
  expect(since).toEqual({ revision: frames.revision, whole: false, layers: [] });
  const log = await core.request('queue/log', { job: 'job-1' });
  expect(log.text).toContain('--- task 1.1, frames 1001-1002, attempt 1');
  expect(log.text).toContain('finished frame 1003');
  expect(log.files).toHaveLength(2);
  const end = await core.request('queue/log', { job: 'job-1', task: '1.2', maxBytes: 200 });
  expect(end).toMatchObject({ truncated: true, files: [log.files[1]] });
  expect(Buffer.byteLength(end.text)).toBeLessThanOrEqual(200);
  // What the renderer wrote is no picture, whoever looks.
  expect(await core.request('queue/thumbnail', { job: 'job-1' })).toEqual({});
  await expect(core.request('publish/thumbnail', { folder: '/nowhere' })).rejects.toMatchObject({
    code: 'invalid-parameters',
  });
  await expect(core.request('queue/thumbnail', { job: 'none' })).rejects.toMatchObject({ code: 'not-found' });
  expect(await core.request('queue/list', { project: '/projects/OTHER' })).toMatchObject({ jobs: [] });
  expect((await core.request('queue/list', {})).jobs).toMatchObject([{ id: 'job-1', state: 'completed' }]);
});

test('a core that is killed takes its renders with it, and the next one begins them again; who follows the log misses no line', async () => {
  const folder = await stateFolder();
  const { spec, renderer, child, go } = await heldJob({ ignoreTerm: true, lines: ['Warning: slow\n'] });
  seedJob(folder, 'job-1', spec);
  let core = await connect(folder);
  const seen: string[] = [];
  let after: string | undefined;
  const follow = async (): Promise<LogPage> => {
    const wish = after === undefined ? {} : { after, limit: 3 };
    const page = await core.request('queue/log-lines', { job: 'job-1', ...wish });
    seen.push(...page.lines.map((it) => `${it.task}/${it.attempt} ${it.level} ${it.text}`));
    after = page.next;
    return page;
  };
  const [rendererId, childId] = [await renderer(), await child()];
  await eventually(async () => {
    await follow();
    return seen.includes('1.2/1 warning Warning: slow');
  }, 'the held task in the log');
  await kill((await core.request('core/status', {})).process);
  await eventually(() => !isRunning(rendererId) && !isRunning(childId), 'the end of what the core had started');
  go();
  core = await connect(folder);
  const done = await jobIn(core, 'job-1', 'completed');
  const [first, second] = done.layers[0]?.tasks ?? [];
  expect(first?.attempts).toMatchObject([{ state: 'completed' }]);
  expect(second?.attempts).toMatchObject([
    { number: 1, state: 'lost', reason: 'The core ended while it ran.' },
    { number: 2, state: 'completed' },
  ]);
  for (let before = ''; before !== after; ) {
    before = after ?? '';
    await follow();
  }
  expect((await follow()).ended).toBe(true);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toEqual(
    expect.arrayContaining([
      '1.1/1 info finished frame 1002',
      '1.2/1 error The core ended while it ran.',
      '1.2/2 info finished frame 1004',
      '1.2/2 core exited with code 0',
    ]),
  );
  const found = await core.request('queue/log-lines', { job: 'job-1', levels: ['error', 'warning'], search: 'SLOW' });
  expect(found.lines.map((it) => `${it.task}/${it.attempt} ${it.text}`)).toEqual([
    '1.2/1 Warning: slow',
    '1.2/2 Warning: slow',
  ]);
  const unknown = core.request('queue/log-lines', { job: 'job-1', after: 'x' });
  await expect(unknown).rejects.toMatchObject({ code: 'invalid-parameters' });
});

test.runIf(process.platform === 'linux')(
  'a core that is killed together with its workers: the next one ends the renderer before it begins again',
  async () => {
    const folder = await stateFolder();
    const { spec, renderer, child } = await heldJob({ ignoreTerm: true });
    seedJob(folder, 'job-1', spec);
    const core = await connect(folder);
    const [rendererId, childId] = [await renderer(), await child()];
    const worker = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${rendererId}/status`, 'utf8'))?.[1]);
    await kill(worker === 0 ? rendererId : await stopFirst((await core.request('core/status', {})).process, worker));
    expect(isRunning(rendererId)).toBe(true);
    await connect(folder);
    expect(isRunning(rendererId)).toBe(false);
    expect(isRunning(childId)).toBe(false);
  },
);

/** Stops the core, so that it cannot see its worker die, kills the worker and returns the core. */
async function stopFirst(core: number, worker: number): Promise<number> {
  process.kill(core, 'SIGSTOP');
  await kill(worker);
  return core;
}

test('a worker that dies takes no task with it: another begins it again', async () => {
  const folder = await stateFolder();
  const { spec, renderer, go } = await heldJob();
  seedJob(folder, 'job-1', spec);
  const core = await connect(folder);
  const rendererId = await renderer();
  const worker = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${rendererId}/status`, 'utf8'))?.[1]);
  await kill(worker);
  await eventually(() => !isRunning(rendererId), 'the end of the renderer');
  go();
  const done = await jobIn(core, 'job-1', 'completed');
  expect(done.layers[0]?.tasks[1]?.attempts).toMatchObject([{ state: 'lost' }, { state: 'completed' }]);
});

test('a client that dies leaves the render to go on', async () => {
  const folder = await stateFolder();
  const { spec, renderer, go } = await heldJob();
  seedJob(folder, 'job-1', spec);
  const client = await connect(folder);
  const rendererId = await renderer();
  client.dispose();
  expect(isRunning(rendererId)).toBe(true);
  go();
  await jobIn(await connect(folder), 'job-1', 'completed');
});

test('cancelling a job ends the renderer and all it has started', async () => {
  const folder = await stateFolder();
  const { spec, renderer, child } = await heldJob();
  seedJob(folder, 'job-1', spec);
  const core = await connect(folder);
  const [rendererId, childId] = [await renderer(), await child()];
  const { job } = await core.request('queue/cancel', { job: 'job-1' });
  expect(job).toMatchObject({ state: 'cancelled', reason: 'Cancelled.', tasksDone: 1 });
  expect(isRunning(rendererId) || isRunning(childId)).toBe(false);
  await expect(core.request('queue/cancel', { job: 'job-1' })).rejects.toMatchObject({ code: 'wrong-state' });
});

test('a job that was cancelled can be tried again, and its finished tasks stay finished', async () => {
  const folder = await stateFolder();
  const { spec, renderer, go } = await heldJob();
  seedJob(folder, 'job-1', spec);
  const core = await connect(folder);
  await renderer();
  await core.request('queue/cancel', { job: 'job-1' });
  go();
  await core.request('queue/retry', { job: 'job-1' });
  const done = await jobIn(core, 'job-1', 'completed');
  expect(done.reason).toBeUndefined();
  expect(done.layers[0]?.tasks.map(({ attempts }) => attempts.length)).toEqual([1, 2]);
  await expect(core.request('queue/retry', { job: 'job-1' })).rejects.toMatchObject({ code: 'wrong-state' });
});

test('a core that is stopped now gives its tasks back, and they are not counted as failed', async () => {
  const folder = await stateFolder();
  const { spec, renderer, go } = await heldJob();
  seedJob(folder, 'job-1', spec);
  const core = await connect(folder);
  const rendererId = await renderer();
  const id = (await core.request('core/status', {})).process;
  await core.request('core/stop', { now: true });
  await eventually(() => !isRunning(id), 'the end of the core');
  expect(isRunning(rendererId)).toBe(false);
  go();
  const done = await jobIn(await connect(folder), 'job-1', 'completed');
  expect(done.layers[0]?.tasks[1]?.attempts).toMatchObject([
    { state: 'cancelled', reason: 'The core was stopped.' },
    { state: 'completed' },
  ]);
});

test('a core that is stopped finishes its renders first, and takes no new work meanwhile', async () => {
  const folder = await stateFolder();
  const { spec, renderer, go, output } = await heldJob();
  seedJob(folder, 'job-1', spec);
  const core = await connect(folder);
  await renderer();
  const id = (await core.request('core/status', {})).process;
  const stopping = new Promise((resolve) => core.onEvent('core/stopping', resolve));
  await core.request('core/stop', { now: false });
  await stopping;
  await expect(core.request('queue/retry', { job: 'job-1' })).rejects.toMatchObject({ code: 'core-stopping' });
  expect(await core.request('queue/list', {})).toMatchObject({ jobs: [{ state: 'running' }] });
  go();
  await eventually(() => !isRunning(id), 'the end of the core');
  expect(existsSync(framesIn(output, 1004, 1004)[0] ?? '')).toBe(true);
});

test('a renderer that skips a frame has failed, and the frame is named', async () => {
  const folder = await stateFolder();
  const output = await temporaryFolder();
  seedJob(folder, 'job-1', jobOfTasks([fakeTask(output, 1001, 1004, { skip: [1003] })], { retries: 1 }));
  const job = await jobIn(await connect(folder), 'job-1', 'failed');
  expect(job.reason).toContain('node reported success, but frame 1003 is missing (comp.1003.exr).');
  expect(job.layers[0]?.tasks[0]?.attempts.map(({ state }) => state)).toEqual(['failed', 'failed']);
});

test('frames that were there before do not count: not after a requeue, a retry, nor in another job', async () => {
  const folder = await stateFolder();
  const output = await temporaryFolder();
  const idleWhile = path.join(output, 'idle');
  const tasks = [fakeTask(output, 1, 2, { idleWhile }), fakeTask(output, 3, 4, { idleWhile })];
  seedJob(folder, 'job-1', jobOfTasks(tasks));
  seedJob(folder, 'job-2', { ...jobOfTasks(tasks), paused: true });
  const core = await connect(folder);
  await jobIn(core, 'job-1', 'completed');
  writeFileSync(idleWhile, '');
  await core.request('queue/requeue', { job: 'job-1', frames: '3' });
  const requeued = await jobIn(core, 'job-1', 'failed');
  const fault = 'frames 3-4 were there before and were not rendered anew (comp.3.exr and more).';
  expect(requeued.reason).toContain(`node reported success, but ${fault}`);
  expect(requeued.layers[0]?.tasks.map(({ state }) => state)).toEqual(['completed', 'failed']);
  await core.request('queue/retry', { job: 'job-1' });
  await eventually(async () => {
    const { job } = await core.request('queue/get', { job: 'job-1' });
    return job.state === 'failed' && job.layers[0]?.tasks[1]?.attempts.length === 3;
  }, 'the attempt of the retry');
  await core.request('queue/resume', { job: 'job-2' });
  expect((await jobIn(core, 'job-2', 'failed')).tasksFailed).toBe(2);
  rmSync(idleWhile);
  await core.request('queue/retry', { job: 'job-1' });
  const done = await jobIn(core, 'job-1', 'completed');
  expect(done.layers[0]?.tasks.map(({ attempts }) => attempts.length)).toEqual([1, 4]);
});

test('chunks of one layer, or one chunk, are rendered anew or skipped; frames alone go over all layers', async () => {
  const folder = await stateFolder();
  const output = await temporaryFolder();
  const layerOf = (name: string) => {
    mkdirSync(path.join(output, name));
    const tasks = [1, 2].map((frame) => fakeTask(path.join(output, name), frame, frame));
    return jobOfTasks(tasks).layers.map((layer) => ({ ...layer, name }));
  };
  seedJob(folder, 'job-1', { ...jobOfTasks([]), layers: [...layerOf('BG'), ...layerOf('CHAR')] });
  const core = await connect(folder);
  await jobIn(core, 'job-1', 'completed');
  const job = 'job-1';
  const attempts = async (): Promise<number[]> => {
    const done = await jobIn(core, job, 'completed');
    return done.layers.flatMap(({ tasks }) => tasks.map((task) => task.attempts.length));
  };
  await core.request('queue/requeue', { job, layer: 'CHAR', frames: '2' });
  expect(await attempts()).toEqual([1, 1, 1, 2]);
  await core.request('queue/requeue', { job, task: '1.1' });
  expect(await attempts()).toEqual([2, 1, 1, 2]);
  await core.request('queue/requeue', { job, frames: '2' });
  expect(await attempts()).toEqual([2, 2, 1, 3]);
  await expect(core.request('queue/skip', { job, layer: 'FX' })).rejects.toMatchObject({ code: 'invalid-parameters' });
  await expect(core.request('queue/skip', { job, layer: 'BG' })).rejects.toMatchObject({ code: 'wrong-state' });
});

test('a renderer that takes too long has failed', async () => {
  const folder = await stateFolder();
  const output = await temporaryFolder();
  const task = fakeTask(output, 1, 1, { holdAt: 1, holdUntil: 'never' });
  seedJob(folder, 'job-1', jobOfTasks([task], { timeout: 1 }));
  const job = await jobIn(await connect(folder), 'job-1', 'failed');
  expect(job.reason).toContain('took longer than the 1 seconds');
});

test('a missing renderer fails its job at once, whatever the retries, and says what to do', async () => {
  const folder = await stateFolder();
  const output = await temporaryFolder();
  const tasks = [fakeTask(output, 1, 2), fakeTask(output, 3, 4)].map((task) => ({
    ...task,
    command: { ...task.command, program: 'no-such-renderer' },
  }));
  seedJob(folder, 'job-1', jobOfTasks(tasks, { retries: 5 }));
  const job = await jobIn(await connect(folder), 'job-1', 'failed');
  expect(job.reason).toMatch(/^no-such-renderer was not found on PATH\. Install it/);
  expect(job.layers[0]?.tasks.map(({ state, attempts }) => [state, attempts.length])).toEqual([
    ['failed', 1],
    ['cancelled', 0],
  ]);
});

test('a task that kills the core again and again is given up', async () => {
  const folder = await stateFolder();
  const output = await temporaryFolder();
  const idFile = path.join(output, 'renderer');
  seedJob(folder, 'job-1', jobOfTasks([fakeTask(output, 1, 1, { idFile, holdAt: 1, holdUntil: 'never' })]));
  const seen = new Set<number>();
  while (seen.size < 3) {
    const core = await connect(folder);
    seen.add(
      await eventually(() => {
        const id = idIn(idFile);
        return id !== undefined && !seen.has(id) && id;
      }, 'another renderer'),
    );
    await kill((await core.request('core/status', {})).process);
  }
  const job = await jobIn(await connect(folder), 'job-1', 'failed');
  expect(job.reason).toContain('3 attempts were lost');
});

test('what is unknown is told as such', async () => {
  const core = await connect(await stateFolder());
  await expect(core.request('queue/get', { job: 'none' })).rejects.toMatchObject({ code: 'not-found' });
  await expect(core.request('queue/log', { job: 'none' })).rejects.toMatchObject({ code: 'not-found' });
  await expect(core.request('queue/cancel', { job: 'none' })).rejects.toMatchObject({ code: 'not-found' });
});

test.each(['removed', 'replaced'])('a core whose state folder was %s ends with its renderers', async (fate) => {
  const folder = await stateFolder();
  const { spec, renderer } = await heldJob();
  seedJob(folder, 'job-1', spec);
  const { process: id } = await (await connect(folder)).request('core/status', {});
  const rendering = await renderer();
  rmSync(folder, { recursive: true, maxRetries: 5 });
  const next = fate === 'replaced' ? await (await connect(folder)).request('core/status', {}) : undefined;
  await eventually(() => !isRunning(id) && !isRunning(rendering), 'the end of the core and of its renderer');
  expect(coreProcess(folder)).toBe(next?.process);
});
