import { expect, test } from 'vitest';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';
import { FarmRig } from './support/farm-rig.ts';
import { Gate } from './support/gate.ts';

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

test('a job costs as many writes and requests among thirty as among three', async () => {
  const [three, thirty] = [await ofJobs(3), await ofJobs(30)];
  expect(thirty.writes).toBe(10 * three.writes);
  expect(thirty.submits).toBe(30);
  expect(thirty.looks).toBe(30);
});

/** A job that has been handed over whole and asked about once; what is asked about it next waits at the gate. */
async function followed(rig: FarmRig, chunks: number): Promise<Gate> {
  rig.farm.capabilities = { ...rig.farm.capabilities, mostTasks: 100_000 };
  const gate = new Gate();
  rig.farm.delay = (request) => (request.startsWith('look') ? gate.hold(request) : undefined);
  await rig.boot();
  await rig.submit('a', chunks);
  await gate.next(rig);
  await rig.until('the next look', () => gate.waiting.length > 0);
  return gate;
}

/** The work of one pass over a job of so many chunks that wait on the farm: from one question to the next. */
async function ofPass(chunks: number): Promise<number> {
  await using rig = new FarmRig();
  const gate = await followed(rig, chunks);
  return await lookedAt(rig, 'a', async () => {
    await gate.next(rig);
    await rig.until('the next look', () => gate.waiting.length > 0);
  });
}

test(
  'a pass over a job looks at each of its chunks so many times, however many there are',
  async () => {
    const few = Math.min(10_000, fuzzRuns(200));
    expect(await ofPass(few * 10)).toBeLessThan(MOST * (await ofPass(few)));
  },
  FUZZ_TIMEOUT,
);

/** The work of chunks that end, each with its log, and are all told of in one answer. */
async function ofEnds(chunks: number): Promise<number> {
  await using rig = new FarmRig();
  const gate = await followed(rig, chunks);
  return await lookedAt(rig, 'a', async () => {
    for (let at = 0; at < chunks; at += 1) rig.farm.end('a-1', at, 'failed', 9);
    await gate.next(rig);
    const logs = () => rig.farm.asked.filter((it) => it.startsWith('log')).length;
    await rig.until('all logs are here', () => logs() === chunks);
  });
}

test('the chunks that end at once cost as much each, however many there are', async () => {
  expect(await ofEnds(120)).toBeLessThan(MOST * (await ofEnds(12)));
});
