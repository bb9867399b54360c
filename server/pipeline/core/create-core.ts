import { mkdirSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import type { Logger } from 'pino';
import { stateFiles } from '../../link/state-folder.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { EventData, EventName } from '../../protocol/events.ts';
import {
  type RequestInput,
  type RequestName,
  type RequestParams,
  type RequestResult,
  requests,
} from '../../protocol/requests.ts';
import { Locks } from '../locks/locks.ts';
import { Publisher } from '../publish/publisher.ts';
import { JobQueue } from '../queue/job-queue.ts';
import { ThreadedJobStore } from '../store/threaded-job-store.ts';
import { Machine, threadsEach } from '../system/machine.ts';
import { ResourceLedger } from '../system/resource-ledger.ts';
import { SystemSettings } from '../system/system-settings.ts';
import { TrustStore } from '../trust/trust-store.ts';
import { endLeftovers } from '../workers/leftover-processes.ts';
import { WorkerPool } from '../workers/worker-pool.ts';
import { coreHandlers } from './handlers/core-handlers.ts';
import type { Handlers } from './handlers/handlers.ts';
import { lockHandlers } from './handlers/lock-handlers.ts';
import { projectHandlers } from './handlers/project-handlers.ts';
import { publishHandlers } from './handlers/publish-handlers.ts';
import { queueHandlers } from './handlers/queue-handlers.ts';
import { saveHandlers } from './handlers/save-handlers.ts';
import { systemHandlers } from './handlers/system-handlers.ts';

/** What the core is made from. */
export interface CoreOptions {
  /** The folder of this core's state; made where it is missing. One core at a time may use it. */
  readonly stateFolder: string;
  /** The core's main module (`dist/core.cjs`): workers and the store's thread are started from it. */
  readonly entry: string;
  readonly version: string;
  readonly log: Logger;
  /** The state folder whose trust holds; this core's own where absent. */
  readonly trustFolder?: string;
  /** Chunks rendered at the same time; one for every four processors where absent. */
  readonly workers?: number;
  /** Who asks, where there is more than the one process this core is in. */
  readonly life?: CoreLife;
}

/** What only a core with a socket has. */
export interface CoreLife {
  /** Connected clients. */
  clients(): number;
  stop(now: boolean): void;
}

/** Something to tell: to every client, or to the one named. */
export type CoreEvent = {
  [Name in EventName]: { readonly name: Name; readonly data: EventData<Name>; readonly client?: string };
}[EventName];

/** The pipeline core's services behind its requests, with or without a socket before them. */
export interface Core {
  /** Checks the parameters and answers. Errors: `ComplineError`. */
  request<Name extends RequestName>(
    name: Name,
    params: RequestParams<Name>,
    client: string,
  ): Promise<RequestResult<Name>>;
  onEvent(listener: (event: CoreEvent) => void): { dispose(): void };
  /** Takes up what the core before this one left. Nothing renders before this was called. */
  recover(): Promise<void>;
  /** Lets go of what a client holds: its connection has ended. */
  clientEnded(client: string): Promise<void>;
  /** From now on no new work is taken. */
  refuseWork(): void;
  /** Jobs and publishes that are not ended, and locks held. */
  work(): Promise<{ readonly jobs: number; readonly publishes: number; readonly locks: number }>;
  /** Ends what runs, whose tasks wait for the next core, and closes everything. */
  dispose(): Promise<void>;
}

const newWork: ReadonlySet<RequestName> = new Set<RequestName>(['publish/start', 'queue/retry', 'lock/acquire']);

/** Builds every service with what it needs: the composition root of the core. Errors: those of opening the database. */
export async function createCore(options: CoreOptions): Promise<Core> {
  const { stateFolder, entry, version, log, workers, life } = options;
  const startedAt = Date.now();
  const files = stateFiles(stateFolder);
  mkdirSync(stateFolder, { recursive: true, mode: 0o700 });
  const owner = { user: userInfo().username, machine: hostname(), process: process.pid, application: 'Compline' };

  const store = new ThreadedJobStore(entry, files.database);
  const machine = new Machine({ settings: new SystemSettings(stateFolder) });
  const resources = { ledger: new ResourceLedger(), now: () => machine.resources() };
  const pool = new WorkerPool({
    entry,
    runtime: process.execPath,
    size: workers ?? (await machine.calls()),
    resources,
  });
  try {
    const { damagedKeptAt, backup } = await store.open();
    if (damagedKeptAt !== undefined) {
      log.error({ keptAt: damagedKeptAt }, "The queue's database was damaged: it is kept, and a new one was begun.");
    }
    if (backup !== undefined) log.info({ backup }, "The queue's database was copied before it was migrated.");
  } catch (error) {
    await store.close();
    throw error;
  }
  const queue = new JobQueue({ store, pool, endLeftovers, logFolder: files.jobLogs, now: Date.now, log });
  const trust = new TrustStore(options.trustFolder ?? stateFolder);
  const locks = new Locks({ owner });
  const threads = async () => threadsEach((await machine.share()).threads, pool.size);
  const publisher = new Publisher({ stateFolder, queue, trust, owner, log, version, threads });

  const work = async () => ({
    jobs: await queue.activeCount(),
    publishes: publisher.activeCount(),
    locks: locks.heldCount(),
  });
  const handlers: Handlers = {
    ...coreHandlers({
      status: async () => ({
        version,
        process: process.pid,
        startedAt,
        stateFolder,
        runtime: `Node ${process.versions.node}`,
        clients: life?.clients() ?? 1,
        jobsActive: await queue.activeCount(),
        locksHeld: locks.heldCount(),
      }),
      stop: (now) => life?.stop(now),
    }),
    ...queueHandlers(queue, publisher),
    ...publishHandlers(publisher),
    ...lockHandlers(locks),
    ...saveHandlers(),
    ...projectHandlers(trust),
    ...systemHandlers(machine, pool),
  };

  const listeners = new Set<(event: CoreEvent) => void>();
  const tell = (event: CoreEvent): void => {
    for (const listener of listeners) listener(event);
  };
  queue.onChange((jobs) => tell({ name: 'queue/changed', data: { jobs: [...jobs] } }));
  publisher.onChange((publish) => tell({ name: 'publish/changed', data: { publish } }));
  locks.onChange((client, lock) => tell({ name: 'lock/changed', data: { lock }, client }));

  let refusing = false;
  return {
    async request(name, params, client) {
      const input = readParams(name, params);
      if (refusing && newWork.has(name)) throw stopping();
      return await handlers[name](input, client);
    },
    onEvent(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    async recover() {
      await queue.recover();
      await publisher.recover();
    },
    clientEnded: (client) => locks.releaseAll(client),
    refuseWork() {
      refusing = true;
    },
    work,
    async dispose() {
      refusing = true;
      await queue.suspend();
      await locks.dispose();
      await pool.dispose();
      await store.close();
      listeners.clear();
    },
  };
}

function readParams<Name extends RequestName>(name: Name, params: unknown): RequestInput<Name> {
  const read = requests[name].params.safeParse(params ?? {});
  if (read.success) return read.data as RequestInput<Name>;
  const [issue] = read.error.issues;
  const place = issue?.path.join('.') || 'parameters';
  throw new ComplineError({
    code: 'invalid-parameters',
    message: `${name}: ${place}: ${issue?.message ?? 'they are wrong'}.`,
    nextStep: `Correct "${place}" and try again.`,
    details: read.error.issues.map(({ path, message }) => ({ path: path.map(String), message })),
  });
}

const stopping = (): ComplineError =>
  new ComplineError({
    code: 'core-stopping',
    message: 'The pipeline core is ending and takes no new work.',
    nextStep: 'Try again in a moment: a new core is then started.',
  });
