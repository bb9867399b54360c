// How the queue's work grows with its jobs and tasks: the median of some rounds in turn, in milliseconds
// of processor time, and how many times as much ten times as many take. It gates nothing.
// usage: node test/bench/queue.ts [words of one of the measurements]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { JobQueue } from '../../server/pipeline/queue/job-queue.ts';
import type { JobSpec } from '../../server/pipeline/queue/job-spec.ts';
import type { JobStore } from '../../server/pipeline/store/job-store.ts';
import { openDatabase } from '../../server/pipeline/store/open-database.ts';
import { SqliteJobs } from '../../server/pipeline/store/sqlite-jobs.ts';

const rounds = 3;

/** A store in this thread, and what it was asked to write. */
function storeOf(jobs: SqliteJobs): JobStore {
  return {
    open: async () => ({ revision: jobs.revision() }),
    insert: async (job, event) => jobs.insert(job, event),
    save: async (changes) => jobs.save(changes),
    get: async (id) => jobs.get(id),
    active: async () => jobs.active(),
    list: async (wish) => jobs.list(wish),
    duplicates: async (fingerprint) => jobs.duplicates(fingerprint),
    outdated: async (policy, now) => jobs.outdated(policy, now),
    remove: async (ids, revision) => jobs.remove(ids, revision),
    events: async (job) => jobs.events(job),
    close: async () => jobs.close(),
  };
}

const specOf = (tasks: number, name: string, paused: boolean): JobSpec => ({
  name,
  kind: 'render',
  project: '/p',
  comp: `/p/${name}`,
  owner: 'ada',
  paused,
  layers: [
    {
      name: 'OUT',
      retries: 1,
      progress: [],
      successCodes: [0],
      tasks: Array.from({ length: tasks }, (_, index) => ({
        frames: { first: index + 1, last: index + 1 },
        command: { program: 'renderer', args: ['-s', String(index + 1)], cwd: '/p', environment: {} },
        outputs: [],
      })),
    },
  ],
});

/** A queue whose renders are done as soon as they have begun; on a disk where `synced`, without waiting for it else. */
async function withQueue<Result>(
  synced: boolean,
  work: (queue: JobQueue, jobs: SqliteJobs) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cl-bench-'));
  const { database } = openDatabase(path.join(folder, 'queue.sqlite'));
  if (!synced) database.exec('PRAGMA synchronous = OFF');
  const jobs = new SqliteJobs(database);
  const queue = new JobQueue({
    store: storeOf(jobs),
    pool: {
      start: () => ({ result: Promise.resolve({ kind: 'exited', exitCode: 0 }), end: () => {} }),
      workers: () => [],
      beats: () => ({ heartbeat: 5_000 }),
    },
    share: async () => ({ slots: 4, threads: 16, memory: 2 ** 34, gpus: [], hasGpus: false }),
    endLeftovers: async () => true,
    untilGone: async () => {},
    logFolder: folder,
    now: Date.now,
    log: { info: () => {}, error: console.error },
  });
  try {
    await queue.recover();
    return await work(queue, jobs);
  } finally {
    await queue.suspend();
    jobs.close();
    rmSync(folder, { recursive: true });
  }
}

/** Milliseconds of processor time. */
const took = async (work: () => Promise<unknown>): Promise<number> => {
  const began = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1_000;
};

const complete = (tasks: number, synced: boolean) => () =>
  withQueue(synced, (queue) =>
    took(async () => {
      await queue.submit('job', specOf(tasks, 'job', false));
      await queue.ended('job');
    }),
  );

const list = (count: number, changed: boolean) => () =>
  withQueue(false, async (queue) => {
    for (let number = 0; number < count; number += 1) {
      await queue.submit(`job-${number}`, specOf(4, `job-${number}`, true));
    }
    const { revision } = await queue.list();
    await queue.update('job-1', { comment: 'changed' });
    return await took(() => queue.list(changed ? { since: revision } : {}));
  });

const recover = (count: number) => () =>
  withQueue(false, async (queue, jobs) => {
    for (let number = 0; number < count; number += 1) {
      await queue.submit(`job-${number}`, specOf(4, `job-${number}`, true));
    }
    return await took(async () => jobs.active());
  });

const works: Readonly<Record<string, readonly [small: () => Promise<number>, large: () => Promise<number>]>> = {
  'submit and complete 1 000 / 10 000 tasks, no flush': [complete(1_000, false), complete(10_000, false)],
  'submit and complete 100 / 1 000 tasks, each flushed': [complete(100, true), complete(1_000, true)],
  'list 500 / 5 000 jobs': [list(500, false), list(5_000, false)],
  'list what changed of 500 / 5 000 jobs': [list(500, true), list(5_000, true)],
  'read 500 / 5 000 active jobs at the start': [recover(500), recover(5_000)],
};

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

const [asked = ''] = process.argv.slice(2);

for (const [name, [small, large]] of Object.entries(works)) {
  if (!name.includes(asked)) continue;
  const [smalls, larges]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    smalls.push(await small());
    larges.push(await large());
  }
  const [one, ten] = [median(smalls), median(larges)];
  process.stdout.write(`${name}: ${one.toFixed(1)} ms, ${ten.toFixed(1)} ms, ${(ten / one).toFixed(1)} times\n`);
}
