// usage: node test/bench/queue-peer.ts [TASKS [ROUNDS]]
// The render queue against BullMQ on Redis with `appendfsync always`, in turn in one run: what both have answered is on
// the disk. Wall time: medians with the quartiles, and their ratio. It needs redis-server, gates nothing, and takes
// minutes, since BullMQ takes about one to notice a worker that died.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process, { argv } from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Queue, Worker } from 'bullmq';
import { JobQueue, type JobQueueParts } from '../../server/pipeline/queue/job-queue.ts';
import type { JobSpec } from '../../server/pipeline/queue/job-spec.ts';
import { ThreadedJobStore } from '../../server/pipeline/store/threaded-job-store.ts';
import { endLeftovers, untilGone } from '../../server/pipeline/workers/leftover-processes.ts';
import { WorkerPool } from '../../server/pipeline/workers/worker-pool.ts';
import { startRedis } from './redis.ts';
import { type Spread, spreadOf } from './spread.ts';

const TASKS = Number(argv[2] ?? 10_000);
const ROUNDS = Number(argv[3] ?? 3);
const JOBS = 5_000;
const AT_ONCE = 4;

const entry = fileURLToPath(new URL('../../dist/core.cjs', import.meta.url));
const folder = await mkdtemp(path.join(tmpdir(), 'cl-peer-'));
const redis = await startRedis(path.join(folder, 'redis'));
const connection = { path: redis.socket, maxRetriesPerRequest: null };
let made = 0;

const specOf = (tasks: number, name: string, program: readonly string[], paused = false): JobSpec => ({
  ...{ name, kind: 'render', project: '/p', comp: `/p/${name}`, owner: 'ada', paused },
  layers: [
    {
      ...{ name: 'OUT', retries: 1, progress: [], successCodes: [0] },
      tasks: Array.from({ length: tasks }, (_, index) => ({
        frames: { first: index + 1, last: index + 1 },
        command: { program: program[0] ?? '', args: program.slice(1), cwd: folder, environment: {} },
        outputs: [],
      })),
    },
  ],
});

/** Renders that are done as soon as they have begun: what is left is the queue's own work. */
const donePool: JobQueueParts['pool'] = {
  start: () => ({ result: Promise.resolve({ kind: 'exited' as const, exitCode: 0 }), end: () => {} }),
  workers: () => [],
  beats: () => ({ heartbeat: 0 }),
};

/** A queue as the core has it: its database is in a thread of its own, and each write is flushed. */
async function withQueue<Result>(
  pool: JobQueueParts['pool'],
  work: (queue: JobQueue) => Promise<Result>,
): Promise<Result> {
  made += 1;
  const place = path.join(folder, `queue-${made}`);
  const store = new ThreadedJobStore(entry, `${place}.sqlite`);
  await store.open();
  const queue = new JobQueue({
    ...{ store, pool, endLeftovers, untilGone, logFolder: place, now: Date.now },
    share: async () => ({ slots: AT_ONCE, threads: 16, memory: 2 ** 34, gpus: [], hasGpus: false }),
    log: { info: () => {}, error: console.error },
  });
  await queue.recover();
  try {
    return await work(queue);
  } finally {
    await queue.suspend();
    await store.close();
  }
}

async function withPeer<Result>(work: (queue: Queue) => Promise<Result>): Promise<Result> {
  made += 1;
  const queue = new Queue(`jobs-${made}`, { connection });
  try {
    return await work(queue);
  } finally {
    await queue.obliterate({ force: true });
    await queue.close();
  }
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const ourTasks = () =>
  withQueue(donePool, (queue) =>
    took(async () => {
      await queue.submit('job', specOf(TASKS, 'job', ['renderer']));
      await queue.ended('job');
    }),
  );

const theirTasks = () =>
  withPeer(async (queue) => {
    let left = TASKS;
    const worker = new Worker(queue.name, async () => {}, { connection, concurrency: AT_ONCE, autorun: false });
    await worker.waitUntilReady();
    const time = await took(async () => {
      await queue.addBulk(Array.from({ length: TASKS }, (_, index) => ({ name: 'task', data: { frame: index + 1 } })));
      const done = new Promise<void>((resolve) => {
        worker.on('completed', () => {
          left -= 1;
          if (left === 0) resolve();
        });
      });
      void worker.run();
      await done;
    });
    await worker.close();
    return time;
  });

const ourListing = () =>
  withQueue(donePool, async (queue) => {
    for (let at = 0; at < JOBS; at += 1) await queue.submit(`job-${at}`, specOf(4, `job-${at}`, ['renderer'], true));
    return await took(() => queue.list());
  });

const theirListing = () =>
  withPeer(async (queue) => {
    await queue.addBulk(
      Array.from({ length: JOBS }, (_, at) => ({ name: `job-${at}`, data: { comp: `/p/job-${at}` } })),
    );
    return await took(() => queue.getJobs(['waiting'], 0, JOBS - 1));
  });

const SLEEP = [process.execPath, '-e', 'setInterval(() => {}, 1000)'];

/** Milliseconds from the end of a worker to the next attempt at its task. */
const ourRecovery = (signal: NodeJS.Signals) => async () => {
  const pool = new WorkerPool({ entry, runtime: process.execPath });
  const began: (() => void)[] = [];
  const started = () => new Promise<void>((resolve) => began.push(resolve));
  const told: JobQueueParts['pool'] = {
    workers: () => pool.workers(),
    beats: () => pool.beats(),
    start: (order, listener) =>
      pool.start(order, {
        ...listener,
        progress: (frames) => listener.progress(frames),
        started(id, start) {
          listener.started(id, start);
          began.shift()?.();
        },
      }),
  };
  try {
    return await withQueue(told, async (queue) => {
      const [first, second] = [started(), started()];
      await queue.submit('job', specOf(1, 'job', SLEEP));
      await first;
      const [worker] = pool.workers();
      if (worker === undefined) throw new Error('There is no worker.');
      const time = await took(async () => {
        process.kill(worker.process, signal);
        await second;
      });
      await queue.cancel('job');
      await queue.ended('job');
      return time;
    });
  } finally {
    await pool.dispose();
  }
};

const theirRecovery = (signal: NodeJS.Signals) => async () => {
  const queue = new Queue('death', { connection });
  const begun: ChildProcess[] = [];
  const waiting: (() => void)[] = [];
  const started = () => new Promise<void>((resolve) => waiting.push(resolve));
  const [first, second] = [started(), started()];
  const workers = [0, 1].map(() => {
    const program = fileURLToPath(new URL('./bullmq-worker.ts', import.meta.url));
    const worker = spawn(process.execPath, [program, redis.socket], { stdio: ['ignore', 'pipe', 'inherit'] });
    createInterface({ input: worker.stdout }).on('line', () => {
      begun.push(worker);
      waiting.shift()?.();
    });
    return worker;
  });
  try {
    await queue.add('task', {});
    await first;
    return await took(async () => {
      begun[0]?.kill(signal);
      await second;
    });
  } finally {
    for (const worker of workers) {
      const gone = worker.exitCode === null && worker.signalCode === null ? once(worker, 'exit') : undefined;
      worker.kill('SIGKILL');
      await gone;
    }
    await queue.obliterate({ force: true });
    await queue.close();
  }
};

/** Milliseconds that heartbeats lie apart, where nothing is in their way. */
const BEAT = 200;
const LOAD = Math.ceil(TASKS / 5);

/** How far the heartbeats of four running attempts lie apart, of 99 in 100, while the queue completes tasks. */
const ourBeats = async () => {
  const pool = new WorkerPool({ entry, runtime: process.execPath, heartbeat: BEAT });
  const mixed: JobQueueParts['pool'] = {
    workers: () => pool.workers(),
    beats: () => pool.beats(),
    start: (order, listener) =>
      order.command.program === 'renderer' ? donePool.start(order, listener) : pool.start(order, listener),
  };
  try {
    return await withQueue(mixed, async (queue) => {
      await queue.submit('sleep', specOf(AT_ONCE / 2, 'sleep', SLEEP));
      await queue.submit('load', specOf(LOAD, 'load', ['renderer']));
      await queue.ended('load');
      await queue.cancel('sleep');
      await queue.ended('sleep');
      return pool.beats().heartbeats?.p99 ?? Number.NaN;
    });
  } finally {
    await pool.dispose();
  }
};

const theirBeats = () =>
  withPeer(async (queue) => {
    const gaps: number[] = [];
    let before: number | undefined;
    let free = (): void => {};
    const end = new Promise<void>((resolve) => {
      free = resolve;
    });
    // BullMQ looks after half of that time.
    const sleepers = new Worker(queue.name, () => end, {
      connection,
      concurrency: AT_ONCE / 2,
      lockRenewTime: BEAT * 2,
    });
    sleepers.on('locksRenewed', () => {
      const now = performance.now();
      if (before !== undefined) gaps.push(now - before);
      before = now;
    });
    await queue.addBulk(Array.from({ length: AT_ONCE / 2 }, () => ({ name: 'sleep', data: {} })));
    await withPeer(async (load) => {
      let left = LOAD;
      const worker = new Worker(load.name, async () => {}, { connection, concurrency: AT_ONCE / 2 });
      const done = new Promise<void>((resolve) => {
        worker.on('completed', () => {
          left -= 1;
          if (left === 0) resolve();
        });
      });
      await load.addBulk(Array.from({ length: LOAD }, () => ({ name: 'task', data: {} })));
      await done;
      await worker.close();
    });
    free();
    await sleepers.close();
    return gaps.toSorted((a, b) => a - b)[Math.ceil(gaps.length * 0.99) - 1] ?? Number.NaN;
  });

const works: readonly (readonly [
  what: string,
  rounds: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
])[] = [
  [`submit and complete ${TASKS} tasks, ${AT_ONCE} at once`, ROUNDS, ourTasks, theirTasks],
  [`list ${JOBS} jobs`, ROUNDS, ourListing, theirListing],
  [`heartbeats every ${BEAT} ms under load, 99th percentile`, ROUNDS, ourBeats, theirBeats],
  ['run again what a killed worker had', 1, ourRecovery('SIGKILL'), theirRecovery('SIGKILL')],
  ['run again what a stopped worker had', 1, ourRecovery('SIGSTOP'), theirRecovery('SIGSTOP')],
];

const show = ({ median, low, high }: Spread) => `${median.toFixed(0)} ms (${low.toFixed(0)} to ${high.toFixed(0)})`;

try {
  for (const [what, rounds, ours, theirs] of works) {
    const [mine, peer]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      mine.push(await ours());
      peer.push(await theirs());
    }
    const [a, b] = [spreadOf(mine), spreadOf(peer)];
    console.log(`${what}: ${(a.median / b.median).toFixed(2)} of BullMQ; ${show(a)}, BullMQ ${show(b)}`);
  }
} finally {
  await redis.stop();
  await rm(folder, { recursive: true, force: true });
}
