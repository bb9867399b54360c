import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { eventually } from '../../unit/eventually.ts';
import { fakeTask, jobOfTasks } from '../../unit/pipeline/jobs.ts';
import { isRunning } from '../../unit/pipeline/processes.ts';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { connect, kill, seedJob, stateFolder } from './core-rig.ts';
import { queueRecord } from './queue-record.ts';

const ids = ['job-0', 'job-1', 'job-2'];

test('a core that is killed again and again, and workers too, leave every frame rendered and the record in order', async () => {
  const folder = await stateFolder();
  const output = await temporaryFolder();
  for (const id of ids) {
    const frames = path.join(output, id);
    mkdirSync(frames);
    seedJob(folder, id, jobOfTasks([1, 3, 5, 7].map((first) => fakeTask(frames, first, first + 1))));
  }
  for (let kills = 0; kills < 3; kills += 1) {
    const core = await connect(folder);
    const done = async (): Promise<number> => {
      const { jobs } = await core.request('queue/list', {});
      return jobs.reduce((sum, job) => sum + job.tasksDone, 0);
    };
    const before = await done();
    await eventually(async () => (await done()) > before, 'another task');
    const { workers } = await core.request('workers/list', {});
    const [worker] = workers;
    if (kills === 1 && worker !== undefined && isRunning(worker.process)) await kill(worker.process);
    await kill((await core.request('core/status', {})).process);
  }
  const core = await connect(folder);
  await eventually(async () => {
    const { jobs } = await core.request('queue/list', {});
    // A task that was lost with each of the cores, or whose renderer was killed, fails, and says what to do.
    const failed = jobs.filter(({ state }) => state === 'failed');
    for (const job of failed) await core.request('queue/retry', { job: job.id, failedOnly: true });
    return jobs.every(({ state }) => state === 'completed');
  }, 'the end of all jobs');
  const frames = Array.from({ length: 8 }, (_, at) => `comp.${at + 1}.exr`);
  for (const id of ids) expect(readdirSync(path.join(output, id)).sort()).toEqual(frames);
  const id = (await core.request('core/status', {})).process;
  await core.request('core/stop', { now: true });
  await eventually(() => !isRunning(id), 'the end of the core');
  const { broken, completions } = queueRecord(folder);
  expect(broken).toEqual([]);
  expect(completions).toEqual(Array(12).fill(1));
});
