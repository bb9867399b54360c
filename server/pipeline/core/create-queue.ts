import type { Logger } from 'pino';
import { JobQueue } from '../queue/job-queue.ts';
import { OutputRoom } from '../queue/output-room.ts';
import { ThreadedJobStore } from '../store/threaded-job-store.ts';
import type { Machine } from '../system/machine.ts';
import { DiskWatch } from '../workers/disk-watch.ts';
import { endLeftovers, untilGone } from '../workers/leftover-processes.ts';
import { WorkerPool } from '../workers/worker-pool.ts';

/** What the queue of a core is made from. */
export interface QueueOptions {
  readonly stateFolder: string;
  readonly files: { readonly database: string; readonly jobLogs: string };
  /** The core's main module. */
  readonly entry: string;
  readonly machine: Machine;
  readonly log: Logger;
  /** Milliseconds between two signs of life of a worker. */
  readonly heartbeat?: number;
}

/** The render queue with what it stands on. */
export interface CoreQueue {
  readonly queue: JobQueue;
  readonly disk: DiskWatch;
  /** The greatest revision that the store knows. */
  readonly revision: number;
  /** What people have to know of the queue as a whole, in a sentence. */
  readonly notice: string | undefined;
  /** Ends what runs, and closes the store. */
  dispose(): Promise<void>;
}

/** Opens the store and builds the queue over it. Errors: those of opening the database. */
export async function createQueue(options: QueueOptions): Promise<CoreQueue> {
  const { stateFolder, files, entry, machine, log, heartbeat } = options;
  const store = new ThreadedJobStore(entry, files.database);
  const { revision, notice } = await openStore(store, log);
  const pool = new WorkerPool({
    entry,
    runtime: process.execPath,
    hangs: (left) => log.error({ left }, 'A process of a worker that died cannot be ended yet.'),
    ...(heartbeat !== undefined && { heartbeat }),
  });
  const disk: DiskWatch = new DiskWatch({ folder: stateFolder, freed: () => queue.schedule() });
  const room: OutputRoom = new OutputRoom({ changed: () => queue.roomChanged() });
  const queue: JobQueue = new JobQueue({
    store,
    pool,
    share: () => machine.share(),
    endLeftovers,
    untilGone,
    held: () => disk.held,
    room,
    logFolder: files.jobLogs,
    now: Date.now,
    log,
  });
  room.begin(() => queue.outputFolders());
  return {
    queue,
    disk,
    revision,
    notice,
    async dispose() {
      room.end();
      await pool.dispose();
      await store.close();
    },
  };
}

async function openStore(store: ThreadedJobStore, log: Logger): Promise<Pick<CoreQueue, 'revision' | 'notice'>> {
  try {
    const { damagedKeptAt, backup, revision } = await store.open();
    const damage = "The queue's database was damaged: it is kept, and a new one was begun.";
    if (damagedKeptAt !== undefined) log.error({ keptAt: damagedKeptAt }, damage);
    if (backup !== undefined) log.info({ backup }, "The queue's database was copied before it was migrated.");
    return { revision, notice: damagedKeptAt === undefined ? undefined : `${damage} It is in ${damagedKeptAt}.` };
  } catch (error) {
    await store.close();
    throw error;
  }
}
