import { expect, test } from 'vitest';
import type { JobRecord } from '../../../../server/pipeline/queue/job-record.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';
import type { Passage } from './support/fake-farm.ts';
import { farmFaults } from './support/farm-faults.ts';
import { workOn } from './support/farm-machines.ts';
import { FarmRig } from './support/farm-rig.ts';

/** Where a core dies: at the n-th request to its farm, or when it stores something the n-th time; and how that ends. */
type Death =
  | { readonly at: 'request'; readonly number: number; readonly how: Exclude<Passage, 'answered'> }
  | { readonly at: 'write'; readonly number: number; readonly how: 'dies-before' | 'dies-after' };

/** What is done to a job of three chunks while it goes through a farm. */
interface Play {
  readonly name: string;
  readonly retries?: number;
  readonly prepare?: (rig: FarmRig) => void;
  /** Chunks that fail the first time. */
  readonly fails?: readonly string[];
  /** Chunks that run until somebody ends them. */
  readonly lasts?: readonly string[];
  /** Looks at the record and does something, once for each core. */
  readonly act?: (job: JobRecord, rig: FarmRig) => Promise<unknown> | undefined;
  /** The state of the job at the end, with the states of the tasks and of their attempts; the keys of what the farm got. */
  readonly end: string;
  readonly keys: readonly string[];
}

const taskOf = ({ layers }: JobRecord, id: string) => layers[0]?.tasks.find((task) => task.id === id);

const PLAYS: readonly Play[] = [
  {
    name: 'a chunk fails and is handed over once more',
    retries: 1,
    fails: ['1.2'],
    end: 'completed: completed(completed) completed(failed completed) completed(completed)',
    keys: ['a-1', 'a-2'],
  },
  {
    name: 'a chunk fails and is done anew in the same job',
    retries: 1,
    prepare: (rig) => {
      rig.farm.requeues = true;
      rig.farm.tellsChangesOnly = true;
    },
    fails: ['1.2'],
    end: 'completed: completed(completed) completed(failed completed) completed(completed)',
    keys: ['a-1'],
  },
  {
    name: 'the job is cancelled while a chunk runs',
    lasts: ['1.1'],
    act: (job, rig) =>
      !job.cancelRequested && taskOf(job, '1.3')?.state === 'completed'
        ? rig.control('a', { action: 'cancel' })
        : undefined,
    end: 'cancelled: cancelled(cancelled) completed(completed) completed(completed)',
    keys: ['a-1'],
  },
  {
    name: 'the farm says no',
    prepare: (rig) => {
      rig.farm.refusal = 'there is no partition moon.';
    },
    end: 'failed: failed(failed) failed(failed) failed(failed)',
    keys: [],
  },
  {
    name: 'a chunk that runs is skipped, and another put back',
    lasts: ['1.1'],
    act: (job, rig) => {
      const [first, second] = [taskOf(job, '1.1'), taskOf(job, '1.2')];
      if (first?.state === 'running' && first.wish === undefined) {
        return rig.control('a', { action: 'skip', choice: { task: '1.1' } });
      }
      return second?.state === 'completed' && second.attempts.length === 1
        ? rig.control('a', { action: 'requeue', choice: { task: '1.2' } })
        : undefined;
    },
    end: 'completed: skipped(cancelled) completed(completed completed) completed(completed)',
    keys: ['a-1', 'a-2'],
  },
  {
    name: 'the farm forgets the job in the middle of it',
    lasts: ['1.1'],
    act: (job, rig) => {
      if (taskOf(job, '1.2')?.state === 'completed' && taskOf(job, '1.3')?.state === 'completed') {
        const first = rig.farm.jobs.find(({ order }) => order.key === 'a-1');
        if (first !== undefined) first.isForgotten = true;
      }
      return undefined;
    },
    end: 'completed: completed(lost completed) completed(completed) completed(completed)',
    keys: ['a-1', 'a-2'],
  },
];

/** Takes a job through a play; the core dies once, and another takes up. Answers how often it asked and stored. */
async function through(play: Play, death?: Death): Promise<{ requests: number; writes: number }> {
  await using rig = new FarmRig();
  play.prepare?.(rig);
  await rig.boot();
  let requests = 0;
  let dies: Promise<void> | undefined;
  const die = (): void => {
    dies ??= new Promise((resolve) => setImmediate(resolve)).then(() => rig.boot());
  };
  rig.farm.passage = () => {
    requests += 1;
    if (death?.at !== 'request' || requests !== death.number) return 'answered';
    die();
    return death.how;
  };
  rig.rig.storing = () => {
    if (death?.at !== 'write' || rig.rig.writes !== death.number) return 'stored';
    die();
    return death.how;
  };
  const hasFailed = new Set<string>();
  const acted = new WeakMap<object, string>();
  await rig
    .until('the job has ended', async () => {
      await dies;
      const { queue } = rig.rig;
      const job = rig.rig.jobs.get('a');
      // What one core was asked before it died, another is asked once more.
      const once = (what: string, work: () => Promise<unknown> | undefined): void => {
        if (acted.get(queue) === what) return;
        const done = work();
        if (done === undefined) return;
        acted.set(queue, what);
        done.catch(() => {});
      };
      if (job === undefined) once('submit', () => rig.submit('a', 3, { retries: play.retries ?? 0 }));
      else
        once(JSON.stringify(job.layers[0]?.tasks.map(({ state, wish }) => [state, wish])), () => play.act?.(job, rig));
      workOn(rig.farm, (task) => {
        if (play.lasts?.includes(task) && rig.farm.jobs.length === 1) return undefined;
        if (!play.fails?.includes(task) || hasFailed.has(task)) return 'completed';
        hasFailed.add(task);
        return 'failed';
      });
      return job !== undefined && ended(job) === play.end;
    })
    .catch((error: unknown) => {
      const job = rig.rig.jobs.get('a');
      throw new Error(
        `${play.name}, ${JSON.stringify(death)}: ${job && ended(job)}\n${error}\n${job?.handing}\n${JSON.stringify(rig.rig.jobs.events('a'))}`,
      );
    });
  await rig.until(
    'nothing is asked any more',
    () => rig.desk.standing !== undefined && rig.rig.queue.elsewhere.active().length === 0,
  );
  expect(farmFaults(rig), `${play.name}, ${JSON.stringify(death)}`).toEqual([]);
  expect(
    rig.farm.jobs.map(({ order }) => order.key),
    `${play.name}, ${JSON.stringify(death)}`,
  ).toEqual(play.keys);
  return { requests, writes: rig.rig.writes };
}

const ended = ({ state, layers }: JobRecord): string =>
  `${state}: ${layers[0]?.tasks.map((task) => `${task.state}(${task.attempts.map((it) => it.state).join(' ')})`).join(' ')}`;

/** One in so many places at which a core can die is tried in a usual run, from another one on for each play. */
const STEP = fuzzRuns(1) > 1 ? 1 : 7;

test.each(PLAYS.map((play, index) => ({ ...play, index })))(
  'a core that dies anywhere makes no job twice on a farm and loses nothing: $name',
  async ({ index, ...play }) => {
    const { requests, writes } = await through(play);
    expect(requests).toBeGreaterThan(0);
    expect(writes).toBeGreaterThan(4);
    const numbers = (count: number) => Array.from({ length: count + 1 }, (_, at) => at + 1);
    const deaths: Death[] = [
      ...numbers(requests).flatMap((number) =>
        (['lost', 'answer-lost'] as const).map((how): Death => ({ at: 'request', number, how })),
      ),
      ...numbers(writes).flatMap((number) =>
        (['dies-before', 'dies-after'] as const).map((how): Death => ({ at: 'write', number, how })),
      ),
    ];
    const tried = deaths.filter((_, at) => at % STEP === index % STEP);
    while (tried.length > 0) await Promise.all(tried.splice(0, 8).map((death) => through(play, death)));
  },
  FUZZ_TIMEOUT,
);

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
