import { expect, test } from 'vitest';
import { FrameSet } from '../../../../server/pipeline/queue/frame-set.ts';
import type { JobSpec, LayerSpec } from '../../../../server/pipeline/queue/job-spec.ts';
import type { AttemptResult } from '../../../../server/pipeline/workers/messages.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';
import { Dice } from './dice.ts';
import { brokenInvariants } from './invariants.ts';
import { QueueRig } from './queue-rig.ts';

const layerOf = (name: string, tasks: number, more: Partial<LayerSpec>): LayerSpec => ({
  name,
  retries: 2,
  progress: [],
  successCodes: [0],
  tasks: Array.from({ length: tasks }, (_, index) => ({
    frames: { first: index * 2 + 1, last: index * 2 + 2 },
    command: { program: 'x', args: [], cwd: '/', environment: {} },
    outputs: [],
  })),
  ...more,
});

/** Jobs of two layers, of which the second waits for the first frame by frame; some wait for the job before, too. */
function randomSpec(dice: Dice, tasks: number, before: string | undefined): JobSpec {
  const needs = dice.pick([{}, { threads: 3 }, { threads: 8 }, { gpus: 1 }, { gpus: 2, memory: 400 }, { memory: 600 }]);
  return {
    name: `job ${dice.roll(1_000)}`,
    kind: 'render',
    project: '/p',
    comp: '/p/a.comp',
    owner: 'ada',
    priority: dice.pick([10, 50, 50, 90]),
    dependsOn: before !== undefined && dice.roll(3) === 0 ? [{ job: before, byFrame: dice.roll(2) === 0 }] : [],
    layers: [
      layerOf('a', tasks, { needs }),
      layerOf('b', tasks, { dependsOn: [{ layer: 'a', byFrame: dice.roll(4) > 0 }], retries: dice.roll(3) }),
    ],
  };
}

const results: readonly AttemptResult[] = [
  { kind: 'exited', exitCode: 1 },
  { kind: 'signalled', signal: 'SIGSEGV' },
  { kind: 'timed-out', limit: 'stall' },
  { kind: 'lost', reason: 'The worker died.' },
  { kind: 'not-started', code: 'disk-full', reason: 'The disk is full.' },
];

/** Does something to a job; what makes no sense in its state is refused, and that is all right. */
async function actAtRandom(rig: QueueRig, dice: Dice, ids: readonly string[]): Promise<void> {
  const { queue } = rig;
  const id = dice.pick(ids);
  const frames = FrameSet.parse(`${dice.roll(20) + 1}-${dice.roll(20) + 1}`);
  const actions = [
    () => queue.pause(id, dice.roll(2) === 0),
    () => queue.resume(id),
    () => queue.requeue(id, { frames }),
    () => queue.skip(id, { frames }),
    () => queue.retry(id, dice.roll(2) === 0 ? 'failed' : undefined),
    () => queue.move(id, { to: 'before', other: dice.pick(ids) }),
    () => queue.move(id, { to: dice.pick(['first', 'last'] as const) }),
    () => queue.update(id, { priority: dice.roll(101) }),
    // Resolves when what runs has ended, which this test does later.
    async () => void queue.cancel(id).catch(() => {}),
  ];
  await Promise.resolve(dice.pick(actions)()).catch((error: unknown) => {
    if (!ComplineError.is(error, 'wrong-state') && !ComplineError.is(error, 'invalid-parameters')) throw error;
  });
}

/** One worker ends its attempt, well or not; one that is to end does so, and may have finished a moment before. */
function endAtRandom(rig: QueueRig, dice: Dice, faults: boolean): void {
  const attempts = [...rig.attempts];
  const attempt =
    attempts.find(({ isEnding }) => isEnding) ?? (attempts.length === 0 ? undefined : dice.pick(attempts));
  if (attempt === undefined) return;
  if (attempt.isEnding && dice.roll(4) > 0) attempt.finish({ kind: 'ended' });
  else if (faults && dice.roll(4) === 0) attempt.finish(dice.pick(results));
  else attempt.finish({ kind: 'exited', exitCode: 0 });
}

async function soak(seed: number, jobs: number, tasks: number): Promise<QueueRig> {
  const dice = new Dice(seed);
  const rig = new QueueRig();
  await rig.boot();
  const ids: string[] = [];
  for (let number = 0; number < jobs; number += 1) {
    const id = `job-${number}`;
    await rig.queue.submit(id, randomSpec(dice, tasks, ids.at(-1)));
    ids.push(id);
  }
  const steps = jobs * tasks * 3;
  for (let step = 0; step < steps; step += 1) {
    const what = dice.roll(100);
    if (what < 6) await actAtRandom(rig, dice, ids);
    else if (what < 7)
      await rig.boot(); // The core was killed.
    else if (what < 8)
      rig.now -= dice.roll(1_000_000); // The clock was set back.
    else endAtRandom(rig, dice, true);
    rig.now += dice.roll(50);
    if (dice.roll(3) === 0) await new Promise<void>((resolve) => setImmediate(resolve));
  }
  // From here on nothing goes wrong any more, and everything is wanted.
  await rig.boot();
  await rig.settle();
  for (let turn = 0; turn < jobs * tasks * 40; turn += 1) {
    const { jobs: listed } = await rig.queue.list();
    const open = listed.filter(({ state }) => state !== 'completed');
    if (open.length === 0) break;
    for (const { id, state, paused } of open) {
      if (paused) await rig.queue.resume(id);
      if (state === 'failed' || state === 'cancelled') await rig.queue.retry(id);
    }
    if (rig.attempts.size === 0) await rig.settle();
    while (rig.attempts.size > 0) {
      endAtRandom(rig, dice, false);
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }
  return rig;
}

/** What is wrong with the record when everything is done. */
async function faultsOf({ database, capacity, queue }: QueueRig): Promise<unknown[]> {
  const { jobs } = await queue.list();
  const twice = database
    .prepare(
      `SELECT job, task, sum(event = 'complete') AS done, sum(event = 'requeue' AND from_state = 'completed') AS again,
         sum(to_state = 'skipped') > 0 AS skipped FROM events WHERE task IS NOT NULL GROUP BY job, task
       HAVING NOT skipped AND done <> again + 1`,
    )
    .all();
  return [
    ...brokenInvariants(database, capacity),
    ...jobs.filter(({ state }) => state !== 'completed').map(({ id, state }) => `${id} is ${state}`),
    ...twice.map((row) => `done more or less than once: ${JSON.stringify(row)}`),
  ];
}

test.each(Array.from({ length: fuzzRuns(12) }, (_, seed) => seed))(
  'whatever happens, every task is done once as far as the record goes, and the record is in order (%i)',
  async (seed) => {
    expect(await faultsOf(await soak(seed, 5, 10))).toEqual([]);
  },
  FUZZ_TIMEOUT,
);

// Twenty frames a task of the number: 1 000 usually, 10 000 with COMPLINE_FUZZ=200000.
test(
  'the same with many frames',
  async () => {
    expect(await faultsOf(await soak(99, 5, Math.min(500, fuzzRuns(50))))).toEqual([]);
  },
  FUZZ_TIMEOUT,
);

test('the record of a queue that did something wrong is found wrong', async () => {
  const rig = await soak(1, 2, 4);
  expect(await faultsOf(rig)).toEqual([]);
  rig.database.exec("UPDATE jobs SET tasks_completed = tasks_completed - 1 WHERE id = 'job-0'");
  rig.database.exec("UPDATE events SET event = 'lose', to_state = 'waiting' WHERE event = 'complete' AND task = '1.2'");
  expect(brokenInvariants(rig.database, { ...rig.capacity, threads: 0, memory: 0, slots: 0 }).join('\n')).toMatch(
    /is given out than there is(?:.|\n)*1\.2 is completed, but its events say(?:.|\n)*counters of job-0 are wrong/,
  );
});
