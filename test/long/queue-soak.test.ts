import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { CoreConnection } from '../../server/link/core-connection.ts';
import { fuzzRuns } from '../fuzz.ts';
import { connect, kill, seedJob, stateFolder } from '../protocol/core/core-rig.ts';
import { queueRecord } from '../protocol/core/queue-record.ts';
import { eventually } from '../unit/eventually.ts';
import { fakeTask, jobOfTasks } from '../unit/pipeline/jobs.ts';
import { isRunning } from '../unit/pipeline/processes.ts';
import { temporaryFolder } from '../unit/temporary-folder.ts';

// 10 000 frames usually; a whole night with COMPLINE_FUZZ=5000000.
const FRAMES = fuzzRuns(10_000);
const CHUNK = 25;
const JOBS = 8;

const signal = (id: number, name: NodeJS.Signals): void => {
  try {
    process.kill(id, name);
  } catch {
    // It has ended meanwhile.
  }
};

/** Does one of the things that happen in a night. Answers the connection to go on with. */
async function disturb(folder: string, core: CoreConnection, stopped: Set<number>): Promise<CoreConnection> {
  const what = Math.random();
  if (what < 0.05) {
    await kill((await core.request('core/status', {})).process);
    return await connect(folder);
  }
  const { workers } = await core.request('workers/list', {});
  const worker = workers[Math.floor(Math.random() * workers.length)];
  if (worker?.attempt === undefined) return core;
  if (what < 0.2) signal(worker.process, 'SIGKILL');
  else if (what < 0.23) {
    // Rare: three missed heartbeats pass until somebody notices.
    signal(worker.process, 'SIGSTOP');
    stopped.add(worker.process);
  } else if (what < 0.4) {
    const { job } = await core.request('queue/get', { job: worker.attempt.job });
    const task = job.layers.flatMap(({ tasks }) => tasks).find(({ id }) => id === worker.attempt?.task);
    const renderer = task?.attempts.at(-1)?.process;
    if (renderer !== undefined) signal(renderer, 'SIGKILL');
  } else {
    // One that was stopped, and is dead to the queue by now or not, goes on.
    for (const id of stopped) signal(id, 'SIGCONT');
    stopped.clear();
  }
  return core;
}

test(`${FRAMES} frames, while workers, renderers and the core are killed, stopped and continued, are each rendered once as far as the record goes`, async () => {
  const folder = await stateFolder();
  const output = await temporaryFolder();
  const ids = Array.from({ length: JOBS }, (_, number) => `job-${number}`);
  const each = Math.ceil(FRAMES / JOBS / CHUNK);
  for (const id of ids) {
    const frames = path.join(output, id);
    mkdirSync(frames);
    const firsts = Array.from({ length: each }, (_, index) => 1 + index * CHUNK);
    const tasks = firsts.map((first) => fakeTask(frames, first, first + CHUNK - 1));
    seedJob(folder, id, jobOfTasks(tasks, { retries: 3 }));
  }
  const stopped = new Set<number>();
  let core = await connect(folder);
  for (let isDone = false; !isDone; ) {
    core = await disturb(folder, core, stopped);
    await pause(500 * Math.random());
    const { jobs } = await core.request('queue/list', {});
    for (const { id, state } of jobs) if (state === 'failed') await core.request('queue/retry', { job: id });
    isDone = jobs.every(({ state }) => state === 'completed');
  }
  for (const id of stopped) signal(id, 'SIGCONT');
  for (const id of ids) expect(readdirSync(path.join(output, id))).toHaveLength(each * CHUNK);

  const { process: id } = await core.request('core/status', {});
  await core.request('core/stop', { now: true });
  await eventually(() => !isRunning(id), 'the end of the core');
  const { broken, completions } = queueRecord(folder);
  expect(broken).toEqual([]);
  expect(completions).toHaveLength(each * JOBS);
  expect(completions.every((times) => times === 1)).toBe(true);
});
