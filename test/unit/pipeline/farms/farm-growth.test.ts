import { expect, test } from 'vitest';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';
import { FarmRig } from './support/farm-rig.ts';

/** Ten times as much may cost so many times the work. */
const MOST = 12;

/** How often the tasks of a job are looked at while `work` is done. */
async function lookedAt(rig: FarmRig, id: string, work: () => Promise<void>): Promise<number> {
  const job = rig.rig.queue.elsewhere.get(id);
  if (job === undefined) throw new Error(`There is no ${id}.`);
  const task = job.task.bind(job);
  let count = 0;
  job.task = (it) => {
    count += 1;
    return task(it);
  };
  await work();
  job.task = task;
  return count;
}

async function ofJobs(jobs: number): Promise<{ writes: number; submits: number; looks: number }> {
  await using rig = new FarmRig();
  await rig.boot();
  for (let at = 0; at < jobs; at += 1) await rig.submit(`j${at}`, 2);
  await rig.until('all are there', () => rig.farm.jobs.length === jobs);
  for (let at = 0; at < jobs; at += 1) rig.farm.complete(`j${at}-1`, 0, 1);
  await rig.until('all have ended', () => rig.rig.queue.elsewhere.active().length === 0);
  const asked = (what: string) => rig.farm.asked.filter((it) => it.startsWith(what));
  // A look asks for as many orders as it names.
  expect(asked('find')).toEqual([]);
  const widest = Math.max(...asked('look').map((it) => it.split(' ').length - 1));
  return { writes: rig.rig.writes, submits: asked('submit').length, looks: widest };
}

test('a job costs as many writes and requests among fifty as among five', async () => {
  const [five, fifty] = [await ofJobs(5), await ofJobs(50)];
  expect(fifty.writes).toBe(10 * five.writes);
  expect(fifty.submits).toBe(50);
  expect(fifty.looks).toBe(50);
});

/** The work of one pass over a job of so many chunks that wait on the farm. */
async function ofPass(chunks: number): Promise<number> {
  await using rig = new FarmRig();
  rig.farm.capabilities = { ...rig.farm.capabilities, mostTasks: 100_000 };
  await rig.boot();
  await rig.submit('a', chunks);
  const looks = () => rig.farm.asked.filter((it) => it.startsWith('look')).length;
  await rig.until('it is followed', () => looks() > 1);
  let most = 0;
  for (let pass = 0; pass < 2; pass += 1) {
    const before = looks();
    const count = await lookedAt(rig, 'a', () => rig.until('another pass', () => looks() > before + 1));
    most = Math.max(most, count / (looks() - before));
  }
  return most;
}

test(
  'a pass over a job looks at each of its chunks so many times, however many there are',
  async () => {
    const few = Math.min(10_000, fuzzRuns(200));
    expect(await ofPass(few * 10)).toBeLessThan(MOST * (await ofPass(few)));
  },
  FUZZ_TIMEOUT,
);

/** The work of chunks that end, each with its log. */
async function ofEnds(chunks: number): Promise<number> {
  await using rig = new FarmRig();
  rig.farm.capabilities = { ...rig.farm.capabilities, mostTasks: 100_000 };
  await rig.boot();
  await rig.submit('a', chunks);
  await rig.until('it is there', () => rig.farm.jobs.length === 1);
  // In one look, so that it is counted what one costs.
  const all = Array.from({ length: chunks }, (_, at) => at);
  return await lookedAt(rig, 'a', async () => {
    for (const at of all) rig.farm.end('a-1', at, 'failed', 9);
    await rig.untilStates('a', `failed: ${all.map(() => 'failed').join(' ')}`);
  });
}

test('the chunks that end at once cost as much each, however many there are', async () => {
  // How many passes there are until the end is seen is left to chance; each chunk looking at all others would be a
  // hundred times as much.
  expect(await ofEnds(300)).toBeLessThan(3 * MOST * (await ofEnds(30)));
});
