import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Logger } from 'pino';
import { stateFiles } from '../../link/state-folder.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { EventData, EventName } from '../../protocol/events.ts';
import type { RequestName, RequestParams, RequestResult } from '../../protocol/requests.ts';
import { Approvals } from '../approvals/approvals.ts';
import { AuditHeads } from '../audit/audit-heads.ts';
import { AuditTrail, auditInstance } from '../audit/audit-trail.ts';
import { recordFailure } from '../audit/record-failure.ts';
import { fileOperations } from '../files/file-operations.ts';
import { Sweep } from '../files/sweep.ts';
import { thisOwner } from '../locks/lock-owner.ts';
import { LockedRecord } from '../locks/locked-record.ts';
import { Publisher } from '../publish/publisher.ts';
import { ProjectRules } from '../roles/project-rules.ts';
import { RecordFolder } from '../saves/record-folder.ts';
import { Saves } from '../saves/saves.ts';
import { Scenes } from '../scenes/scenes.ts';
import type { RetentionPolicy } from '../store/job-store.ts';
import { Submitter } from '../submit/submitter.ts';
import { Machine } from '../system/machine.ts';
import { SystemSettings } from '../system/system-settings.ts';
import { FfmpegPictures } from '../thumbnails/ffmpeg-pictures.ts';
import { Thumbnails } from '../thumbnails/thumbnails.ts';
import { TrustStore } from '../trust/trust-store.ts';
import { AnnouncedTrail } from '../webhooks/announced-trail.ts';
import { begunEventSchema } from '../webhooks/begun-event.ts';
import { createFarms } from './create-farms.ts';
import { createLocks } from './create-locks.ts';
import { createQueue } from './create-queue.ts';
import { createTempScenes } from './create-temp-scenes.ts';
import { createWebhooks } from './create-webhooks.ts';
import { auditHandlers } from './handlers/audit-handlers.ts';
import { coreHandlers } from './handlers/core-handlers.ts';
import { farmHandlers } from './handlers/farm-handlers.ts';
import type { Handlers } from './handlers/handlers.ts';
import { lockHandlers } from './handlers/lock-handlers.ts';
import { projectHandlers } from './handlers/project-handlers.ts';
import { publishHandlers } from './handlers/publish-handlers.ts';
import { queueHandlers } from './handlers/queue-handlers.ts';
import { renderHandlers } from './handlers/render-handlers.ts';
import { roleHandlers } from './handlers/role-handlers.ts';
import { saveHandlers } from './handlers/save-handlers.ts';
import { systemHandlers } from './handlers/system-handlers.ts';
import { thumbnailHandlers } from './handlers/thumbnail-handlers.ts';
import { versionHandlers } from './handlers/version-handlers.ts';
import { webhookHandlers } from './handlers/webhook-handlers.ts';
import { readParams } from './read-params.ts';

/** What the core is made from. */
export interface CoreOptions {
  /** The folder of this core's state; made where it is missing. One core at a time may use it. */
  readonly stateFolder: string;
  /** The core's main module (`dist/core.cjs`): workers and the store's thread are started from it. */
  readonly entry: string;
  readonly version: string;
  readonly log: Logger;
  /** The state folder whose trust holds, and what it keeps for interactive work; this core's own where absent. */
  readonly homeFolder?: string;
  /** What this core writes audit trails as; it follows from the state folder where absent. */
  readonly auditInstance?: string;
  /** Chunks rendered at the same time; one for every four processors where absent. */
  readonly workers?: number;
  /** Seconds between two renewals of locks; 30 where absent. */
  readonly heartbeatSeconds?: number;
  /** Milliseconds between two signs of life of a worker. */
  readonly heartbeat?: number;
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
  /** Jobs that go on by themselves, publishes that are not ended, locks held, and messages about to be sent. */
  work(): Promise<{
    readonly jobs: number;
    readonly publishes: number;
    readonly locks: number;
    readonly messages: number;
  }>;
  /** Ends what runs, whose tasks wait for the next core, and closes everything. */
  dispose(): Promise<void>;
}

const newWork: ReadonlySet<RequestName> = new Set<RequestName>([
  'publish/start',
  'publish/restore-delivery',
  'queue/submit',
  'queue/resubmit',
  'queue/retry',
  'queue/requeue',
  'lock/acquire',
  'lock/take-over',
  'version/restore',
]);

/** Jobs that ended more than ninety days ago go when a core starts, but for the newest thousand. */
const retention: RetentionPolicy = { days: 90, least: 1_000, most: 50_000 };

/** Builds every service with what it needs: the composition root of the core. Errors: those of opening the database. */
export async function createCore(options: CoreOptions): Promise<Core> {
  const { stateFolder, entry, version, log, workers, life } = options;
  const startedAt = Date.now();
  const files = stateFiles(stateFolder);
  mkdirSync(stateFolder, { recursive: true, mode: 0o700 });
  const owner = await thisOwner();

  const machine = new Machine({
    settings: new SystemSettings(options.homeFolder ?? stateFolder),
    ...(workers !== undefined && { calls: workers }),
  });
  const core = await createQueue({
    ...{ stateFolder, files, entry, machine, log },
    ...(options.heartbeat !== undefined && { heartbeat: options.heartbeat }),
  });
  const { queue, disk } = core;
  const trust = new TrustStore(options.homeFolder ?? stateFolder);
  // A project's audit file has one writer: all that is put on record goes through this one.
  const heads = new AuditHeads(options.homeFolder ?? stateFolder);
  const heir = options.homeFolder === undefined ? undefined : stateFiles(options.homeFolder).outbox;
  const webhooks = createWebhooks({ folder: files.outbox, heir, trust, user: owner.displayName ?? owner.user, log });
  const audit = new AnnouncedTrail({
    trail: new AuditTrail({ ...owner, instance: options.auditInstance ?? auditInstance(stateFolder) }, heads),
    ...{ webhooks, log },
    begun: new RecordFolder(path.join(files.outbox, 'begun'), begunEventSchema, (file) =>
      log.warn({ file }, 'An event that was begun cannot be read.'),
    ),
  });
  const { locks, shares } = createLocks({
    ...{ owner, audit, log },
    heldLocks: files.heldLocks,
    ...(options.heartbeatSeconds !== undefined && { heartbeatSeconds: options.heartbeatSeconds }),
  });
  const locked = new LockedRecord(audit, shares, log);
  const approvals = new Approvals({ files: fileOperations, audit, by: owner, now: Date.now });
  const rules = new ProjectRules({ user: owner.user, audit, approvals, log });
  const share = () => machine.share();
  const tempScenes = createTempScenes(files.tempScenes, queue, log);
  const listeners = new Set<(event: CoreEvent) => void>();
  const tell = (event: CoreEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const { farms, desk, directory } = createFarms({
    ...{ queue, trust, log },
    tell: (data) => tell({ name: 'farm/changed', data }),
  });
  const submitter = new Submitter({ queue, farms, trust, owner: owner.user, share, tempScenes });
  const publisher = new Publisher({
    ...{ stateFolder, farms, trust, owner, audit, log, version, share },
    queue: {
      submit: (id, spec) => farms.submit(id, spec),
      cancel: (id) => farms.control(id, { action: 'cancel' }),
      ended: (id) => queue.ended(id),
      isHeldBack: (id) => queue.isHeldBack(id),
      get: (id) => queue.get(id),
      onChange: (listener) => queue.onChange(listener),
    },
    webhooksOf: (config) => Object.keys(config.webhooks),
  });
  const thumbnails = new Thumbnails({
    folder: files.thumbnails,
    written: (job, task) => queue.written(job, task),
    published: async (job) => (await publisher.list()).find((it) => it.job === job && it.phase === 'completed')?.target,
    maker: new FfmpegPictures(stateFolder),
  });
  const sweep = new Sweep();
  const saveContext = { files: fileOperations, sweep, audit, by: owner, log, now: Date.now };
  const saves = new Saves({
    ...saveContext,
    ...{ folder: files.saves, guard: locks },
    onShare: async (file, work) => await shares.do(await shares.placeOf(file), work),
    tellOwner: (file, client, message) => locks.ask(file, client, message),
  });

  // Who takes a lock begins to change the file as it stands: what is there at their save is compared with that.
  const remember = (file: string, client: string): void => {
    saves.remember(file, client).catch((error: unknown) => log.warn({ err: error, file }, 'A comp cannot be read.'));
  };

  // Whoever left a lock themselves may always have it back.
  const mayTakeOver = async (file: string, client: string): Promise<void> => {
    const [lock] = await locks.status([file], client);
    if (lock === undefined || !['held', 'stale', 'unreadable'].includes(lock.state)) return;
    if (lock.owner?.user === owner.user) return;
    await shares.do(await shares.placeOf(file), () => rules.checkAllowed('take-over', file));
  };

  const work = async () => ({
    jobs: await queue.goingOnCount(),
    publishes: await publisher.goingOnCount(),
    locks: locks.heldCount(),
    messages: await webhooks.dueCount(),
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
    ...queueHandlers({ queue, farms, desk, publisher, submitter, tempScenes, notice: core.notice }),
    ...renderHandlers(trust, share),
    ...thumbnailHandlers(thumbnails),
    ...publishHandlers(publisher, rules),
    ...lockHandlers(locks, remember, { mayTakeOver, locked: (lock) => locked.add(lock) }),
    ...saveHandlers(saves),
    ...versionHandlers({ saves, context: saveContext, rules }),
    ...projectHandlers(trust, new Scenes()),
    ...roleHandlers(rules, approvals),
    ...auditHandlers(heads),
    ...webhookHandlers(webhooks),
    ...systemHandlers(machine, () => queue.schedule()),
    ...farmHandlers(directory, submitter),
  };

  queue.onChange((_, removed) => {
    if (removed.length > 0) void tempScenes.sweep();
  });
  queue.onChange((jobs, removed) => tell({ name: 'queue/changed', data: { jobs: [...jobs], removed: [...removed] } }));
  publisher.onChange((publish) => tell({ name: 'publish/changed', data: { publish } }));
  publisher.onChange((publish) => void recordFailure(audit, publish, log));
  locks.onChange((client, lock) => tell({ name: 'lock/changed', data: { lock }, client }));
  locks.onAsked((client, asking) => tell({ name: 'lock/asked', data: { asking }, client }));

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
      await locks.restore();
      // Not waited for: shares answer when they do.
      void locks.heartbeat();
      await disk.begin();
      await queue.recover(core.revision);
      desk.recover();
      const pruned = await queue.prune(retention);
      if (pruned > 0) log.info({ pruned }, 'Old jobs were deleted.');
      await publisher.recover();
      await audit.recover();
      webhooks.begin();
      void tempScenes.sweep();
      // Neither is this.
      void saves.recover().catch((error: unknown) => log.error({ err: error }, 'Saves could not be taken up again.'));
      for (const folder of [stateFolder, files.publishes]) await sweep.folder(folder);
    },
    async clientEnded(client) {
      await Promise.all([saves.clientEnded(client), locks.clientEnded(client)]);
    },
    refuseWork() {
      refusing = true;
      queue.leave();
    },
    work,
    async dispose() {
      refusing = true;
      disk.end();
      await desk.dispose();
      await queue.suspend();
      // The state folder of a core without a socket goes with it.
      if (life === undefined)
        await tempScenes.removeAll().catch((error: unknown) => log.warn({ err: error }, 'Temporary scenes stay.'));
      await locks.dispose();
      await locked.settled();
      await webhooks.dispose();
      await core.dispose();
      listeners.clear();
    },
  };
}

const stopping = (): ComplineError =>
  new ComplineError({
    code: 'core-stopping',
    message: 'The pipeline core is ending and takes no new work.',
    nextStep: 'Try again in a moment: a new core is then started.',
  });
