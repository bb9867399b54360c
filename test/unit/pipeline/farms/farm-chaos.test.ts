import { expect, test } from 'vitest';
import { FrameSet } from '../../../../server/pipeline/queue/frame-set.ts';
import type { JobSpec } from '../../../../server/pipeline/queue/job-spec.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';
import { Dice } from '../queue/dice.ts';
import type { Storing } from '../queue/queue-rig.ts';
import type { Passage } from './support/fake-farm.ts';
import { farmFaults } from './support/farm-faults.ts';
import { workOn } from './support/farm-machines.ts';
import { FarmRig } from './support/farm-rig.ts';

const JOBS = ['a', 'b', 'c'];
const STEPS = 150;

/** A job of a layer, or of two of which the second follows the first frame by frame. */
function randomSpec(rig: FarmRig, dice: Dice): JobSpec {
  const spec = rig.spec(dice.roll(5) + 2, { retries: dice.roll(3) });
  const [layer] = spec.layers;
  if (layer === undefined || dice.roll(2) === 0) return spec;
  return { ...spec, layers: [layer, { ...layer, name: 'AFTER', dependsOn: [{ layer: 'OUT', byFrame: true }] }] };
}

/** Somebody wishes something of a job. What makes no sense in its state is refused; a core that dies answers nothing. */
function actAtRandom(rig: FarmRig, dice: Dice, unexpected: unknown[]): void {
  const id = dice.pick(JOBS);
  const frames = FrameSet.parse(`${dice.roll(12) + 1}-${dice.roll(12) + 1}`);
  const command = dice.pick([
    { action: 'pause', now: dice.roll(2) === 0 },
    { action: 'resume' },
    { action: 'resume' },
    { action: 'requeue', choice: { frames } },
    { action: 'requeue', choice: { frames } },
    { action: 'skip', choice: { frames } },
    { action: 'retry' },
    { action: 'retry', only: 'failed' },
    { action: 'cancel' },
    { action: 'update', change: { priority: dice.roll(101) } },
  ] as const);
  rig.control(id, command).catch((error: unknown) => {
    const isRefused = (['wrong-state', 'invalid-parameters', 'not-found'] as const).some((it) =>
      ComplineError.is(error, it),
    );
    if (!isRefused) unexpected.push(error);
  });
}

/** A machine of the farm begins a chunk, ends one, or gives one back; or the farm forgets a job with all that is of it. */
function happenAtRandom({ farm }: FarmRig, dice: Dice): void {
  const jobs = farm.jobs.filter(({ isForgotten }) => !isForgotten);
  if (jobs.length === 0) return;
  const { order, tasks, paused } = dice.pick(jobs);
  const at = dice.roll(tasks.length);
  const standing = tasks[at]?.standing;
  if (dice.roll(60) === 0) farm.job(order.key).isForgotten = true;
  else if (standing === 'waiting' && !paused) farm.begin(order.key, at);
  else if (standing === 'running') {
    const what = dice.roll(10);
    if (what < 5) farm.complete(order.key, at);
    else if (what < 7) farm.end(order.key, at, 'failed', 9);
    else if (what < 8) farm.end(order.key, at, 'waiting');
    else if (what < 9) farm.begin(order.key, at);
    else farm.end(order.key, at, 'completed', 0);
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

async function chaos(seed: number): Promise<unknown[]> {
  const dice = new Dice(seed);
  await using rig = new FarmRig();
  rig.farm.requeues = dice.roll(2) === 0;
  rig.farm.tellsChangesOnly = dice.roll(2) === 0;
  rig.farm.capabilities = {
    ...rig.farm.capabilities,
    retries: dice.pick(['core', 'farm'] as const),
    mostTasks: dice.pick([1, 2, 100]),
    chunks: dice.pick(['any', 'regular'] as const),
  };
  await rig.boot();
  for (const id of JOBS) await rig.remote().submit(id, randomSpec(rig, dice));
  const unexpected: unknown[] = [];
  let passage: Passage = 'answered';
  let storing: Storing = 'stored';
  let dies: Promise<void> | undefined;
  rig.farm.passage = () => {
    const now = passage;
    passage = 'answered';
    return now;
  };
  rig.rig.storing = () => {
    const now = storing;
    storing = 'stored';
    if (now !== 'stored') dies = turn().then(() => rig.boot());
    return now;
  };
  for (let step = 0; step < STEPS; step += 1) {
    const what = dice.roll(100);
    if (what < 12) actAtRandom(rig, dice, unexpected);
    else if (what < 14) await rig.boot();
    else if (what < 20) passage = dice.pick(['lost', 'answer-lost'] as const);
    else if (what < 22) storing = dice.pick(['dies-before', 'dies-after'] as const);
    else if (what < 24) rig.rig.now += 2_000;
    else happenAtRandom(rig, dice);
    if (dice.roll(3) === 0) await turn();
    await dies;
  }
  // From here on nothing goes wrong any more.
  rig.farm.passage = () => 'answered';
  rig.rig.storing = () => 'stored';
  await dies;
  await rig.boot();
  await rig
    .until(`all has ended (${seed})`, async () => {
      rig.rig.now += 1_000;
      workOn(rig.farm);
      const { jobs } = await rig.rig.queue.list();
      for (const { id, paused } of jobs) {
        if (paused) await rig.control(id, { action: 'resume' });
      }
      return rig.rig.queue.elsewhere.active().length === 0;
    })
    .catch(async (error: unknown) => {
      const said = await Promise.all(
        rig.rig.queue.elsewhere
          .active()
          .map(({ id, head }) => `${id} ${head.handing}\n${JSON.stringify(rig.rig.jobs.events(id))}`),
      );
      const farm = rig.farm.jobs.map(({ id, order, tasks, isForgotten, paused }) => [
        id,
        order.key,
        isForgotten,
        paused,
        tasks,
      ]);
      throw new Error(`${error}\n${said.join('\n')}\n${JSON.stringify(farm)}`);
    });
  return [...unexpected, ...farmFaults(rig)];
}

test.each(Array.from({ length: fuzzRuns(4) }, (_, seed) => seed))(
  'whatever happens on a farm and to its core, all comes to an end, and the farm has nothing that nobody wants (%i)',
  async (seed) => {
    expect(await chaos(seed)).toEqual([]);
  },
  FUZZ_TIMEOUT,
);
