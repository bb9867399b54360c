import { expect, test } from 'vitest';
import { FarmRig } from './support/farm-rig.ts';

/** How a request ends at which the core dies. */
const DEATHS = ['lost', 'answer-lost'] as const;

/**
 * Takes a job of three chunks, one of which fails once, through a farm. At its n-th request the core dies: nothing it does
 * reaches its database any more, and another core takes up. Answers how many requests there were, and what the farm was
 * handed.
 */
async function through(deadly: number, death: (typeof DEATHS)[number]): Promise<{ requests: number; keys: string[] }> {
  await using rig = new FarmRig();
  await rig.boot();
  let requests = 0;
  let dies: Promise<void> | undefined;
  rig.farm.passage = () => {
    requests += 1;
    if (requests !== deadly) return 'answered';
    dies = new Promise((resolve) => setImmediate(resolve)).then(() => rig.boot());
    return death;
  };
  const hasFailed = new Set<string>();
  await rig.submit('a', 3, { retries: 1 });
  await rig.until('the job has ended', async () => {
    await dies;
    for (const { order, tasks } of rig.farm.jobs) {
      for (const [at, { standing }] of tasks.entries()) {
        const id = order.tasks[at]?.id ?? '';
        if (standing === 'waiting') rig.farm.begin(order.key, at);
        else if (standing === 'running' && id === '1.2' && !hasFailed.has(id)) {
          hasFailed.add(id);
          rig.farm.end(order.key, at, 'failed', 9);
        } else if (standing === 'running') rig.farm.complete(order.key, at);
      }
    }
    return (await rig.rig.queue.get('a')).state === 'completed';
  });
  const keys = rig.farm.jobs.map(({ order }) => order.key);
  const { layers } = await rig.rig.queue.get('a');
  const attempts = layers[0]?.tasks.map((task) => task.attempts.map(({ state }) => state).join(' '));
  expect(attempts, `request ${deadly}, ${death}`).toEqual(['completed', 'failed completed', 'completed']);
  return { requests, keys };
}

test('a core that dies at any request to a farm makes no job twice there and loses nothing', async () => {
  const { requests } = await through(0, 'lost');
  expect(requests).toBeGreaterThan(4);
  for (let deadly = 1; deadly <= requests + 2; deadly += 1) {
    for (const death of DEATHS) expect((await through(deadly, death)).keys).toEqual(['a-1', 'a-2']);
  }
});

test('two cores on one farm follow their own jobs, and do not touch those of the other', async () => {
  await using one = new FarmRig();
  await using two = new FarmRig();
  two.farms.set('fake', one.farm);
  await one.boot();
  await two.boot();
  await Promise.all([one.submit('a', 2), two.submit('b', 2)]);
  await one.until('both are there', () => one.farm.jobs.length === 2);
  one.farm.begin('a-1', 0);
  one.farm.begin('b-1', 0);
  await one.untilStates('a', 'running: running waiting');
  await two.untilStates('b', 'running: running waiting');
  await one.control('a', { action: 'cancel' });
  await one.untilStates('a', 'cancelled: cancelled cancelled');
  one.farm.complete('b-1', 0, 1);
  await two.untilStates('b', 'completed: completed completed');
});

test('asking costs one question for all jobs, and nothing once they have ended', async () => {
  await using rig = new FarmRig();
  await rig.boot();
  for (let at = 0; at < 20; at += 1) await rig.submit(`j${at}`, 2);
  await rig.until('all are there', () => rig.farm.jobs.length === 20);
  const looks = () => rig.farm.asked.filter((it) => it.startsWith('look'));
  await rig.until('they are asked for', () => looks().at(-1)?.split(' ').length === 21);
  for (let at = 0; at < 20; at += 1) rig.farm.complete(`j${at}-1`, 0, 1);
  for (let at = 0; at < 20; at += 1) await rig.untilStates(`j${at}`, 'completed: completed completed');
  await rig.until('nothing is asked any more', async () => {
    const before = rig.farm.asked.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
    return rig.farm.asked.length === before;
  });
});

test('a core that makes room for another one does not wait for what a farm has, and the other one follows it', async () => {
  await using rig = new FarmRig();
  await rig.boot();
  await rig.submit('a', 1);
  await rig.until('it is there', () => rig.farm.jobs.length === 1);
  expect([await rig.rig.queue.goingOnCount(), await rig.rig.queue.isHeldBack('a')]).toEqual([1, false]);
  rig.rig.queue.leave();
  expect([await rig.rig.queue.goingOnCount(), await rig.rig.queue.isHeldBack('a')]).toEqual([0, true]);
  await rig.boot();
  rig.farm.complete('a-1', 0);
  await rig.untilStates('a', 'completed: completed');
});
