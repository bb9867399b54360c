import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../../formats/config/schema.ts';
import { InTurn } from '../../link/in-turn.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { Publish, PublishedVersion, PublishPlan, RestoredDelivery } from '../../protocol/publishes.ts';
import type { PublishOptions } from '../../protocol/requests.ts';
import { type AuditTrail, auditFolder } from '../audit/audit-trail.ts';
import type { Farms } from '../farms/farms.ts';
import { type FileOperations, fileOperations } from '../files/file-operations.ts';
import { Sweep } from '../files/sweep.ts';
import type { PublishQueue } from '../queue/queue.ts';
import type { MachineShare } from '../system/machine-share.ts';
import { type BeginParts, beginPublish, type MayPublish } from './begin-publish.ts';
import type { Trust } from './check-trust.ts';
import { collect, projectOf } from './collect.ts';
import { finishPublish } from './finish.ts';
import { planPublish } from './plan.ts';
import type { PublishContext, PublishLog } from './publish-context.ts';
import { publishFarm } from './publish-farm.ts';
import { hasEnded, type PublishRecord, removeStaging, stagingPlaces } from './publish-record.ts';
import { PublishRecords } from './publish-records.ts';
import { publishedVersions } from './published-versions.ts';
import { recoverPublish } from './recover.ts';
import { reserveVersion } from './reserve-version.ts';
import { DeliveryRestorer } from './restore-delivery.ts';
import { NO_PROBLEMS } from './verify.ts';

/** What a publisher is made of. */
export interface PublisherOptions {
  /** Folder of this machine in which journals are kept. */
  readonly stateFolder: string;
  readonly queue: PublishQueue;
  /** Where publishes can be rendered; on this machine alone where absent. */
  readonly farms?: Pick<Farms, 'named' | 'check'>;
  readonly trust: Trust;
  readonly owner: { readonly user: string; readonly machine: string };
  readonly audit: Pick<AuditTrail, 'append' | 'fileOf'>;
  readonly log: PublishLog;
  /** What renders may use of this machine now. */
  readonly share: () => Promise<MachineShare>;
  /** The version of Compline, as manifests tell it. */
  readonly version?: string;
  /** The names of the webhooks that a configuration has told of publishes; none where absent. */
  readonly webhooksOf?: (config: Config) => readonly string[];
  readonly files?: FileOperations;
}

/**
 * Publishes comps: every publish is a transaction with a journal. It is planned and started here, goes on in the
 * background, and is finished or undone by `recover` after a crash at any point.
 *
 * The frames of a publish whose render failed or was cancelled are kept in its staging folder, so that a retry of the
 * job can complete it; they go when the publish is cancelled (again), when a later publish of the same comp completes,
 * or when its journal is one of the oldest.
 */
export class Publisher {
  readonly #queue: PublishQueue;
  readonly #records: PublishRecords;
  readonly #context: PublishContext;
  readonly #restorer: DeliveryRestorer;
  readonly #begin: BeginParts;
  readonly #webhooksOf: (config: Config) => readonly string[];
  /** The work on publishes that have not ended, by id. */
  readonly #running = new Map<string, Promise<unknown>>();
  readonly #cancelled = new Set<string>();
  readonly #sweep = new Sweep();
  /** Publishes that are being started, by id. */
  readonly #starting = new Map<string, Promise<Publish>>();

  constructor(options: PublisherOptions) {
    const { stateFolder, queue, trust, owner, audit, log, files = fileOperations, version = 'unknown' } = options;
    this.#queue = queue;
    this.#webhooksOf = options.webhooksOf ?? (() => []);
    this.#records = new PublishRecords(stateFolder, files, log);
    this.#context = {
      files,
      queue,
      audit,
      by: owner,
      version,
      log,
      deliveries: new InTurn(),
      isCancelled: (id) => this.#cancelled.has(id),
      progress: (id, progress) =>
        void this.#records
          .tellProgress(id, progress)
          .catch((error: unknown) => log.warn({ err: error, publish: id }, 'How far a publish is could not be told')),
      save: (record, change) => this.#records.save(record, change),
      end: (record, change) => this.#records.end(record, change),
    };
    this.#begin = {
      ...{ context: this.#context, records: this.#records, trust, share: options.share, sweep: this.#sweep },
      farmOf: publishFarm(options.farms),
    };
    this.#restorer = new DeliveryRestorer(this.#context, stateFolder);
  }

  /** Says what a publish would do. Errors: those of `start` that do not come from doing it. */
  async plan(options: PublishOptions): Promise<PublishPlan> {
    const collected = await collect(options);
    return await planPublish(collected, {
      owner: this.#context.by.user,
      share: await this.#begin.share(),
      farmOf: this.#begin.farmOf,
      auditFile: this.#context.audit.fileOf(collected.root),
      webhooksOf: this.#webhooksOf,
    });
  }

  /**
   * Begins a publish: answers once its checks have passed, its number is reserved and its job is submitted. The rest
   * happens in the background and is told to the listeners. One whose id is known already is answered as it is. Errors:
   * those of the protocol and of `mayPublish`, with nothing changed.
   */
  async start(options: PublishOptions, mayPublish: MayPublish = async () => {}): Promise<Publish> {
    const { id = randomUUID() } = options;
    const known = this.#starting.get(id);
    if (known !== undefined) return await known;
    const starting = this.#startOnce(options, id, mayPublish);
    this.#starting.set(id, starting);
    try {
      return await starting;
    } finally {
      this.#starting.delete(id);
      if (!this.#running.has(id)) this.#cancelled.delete(id);
    }
  }

  /** Publishes at work and ended, the newest first; of one project, where it is named. */
  async list(project?: string): Promise<Publish[]> {
    const root = project === undefined ? undefined : path.resolve(project);
    const publishes = (await this.#records.all()).map(({ publish }) => publish);
    return publishes.filter((publish) => root === undefined || publish.project === root);
  }

  /** One publish. Error: `not-found`. */
  async get(id: string): Promise<Publish> {
    return (await this.#records.get(id)).publish;
  }

  /**
   * Ends a publish and removes what it has rendered; of one that has failed, the frames kept for a retry. Resolves
   * when that is done. Errors: `not-found`, and `wrong-state` where it is committed.
   */
  async cancel(id: string): Promise<Publish> {
    const starting = this.#starting.get(id);
    if (starting !== undefined) return await this.#cancelStart(id, starting);
    const record = await this.#records.get(id);
    if (['committing', 'recording', 'completed'].includes(record.publish.phase)) {
      const message = 'The publish is committed and cannot be cancelled any more.';
      throw new ComplineError({ code: 'wrong-state', message, path: record.publish.comp });
    }
    if (hasEnded(record)) {
      await removeStaging(this.#context.files, record.work);
      return (await this.#records.save(record, { publish: { phase: 'cancelled', error: undefined, ...NO_PROBLEMS } }))
        .publish;
    }
    this.#cancelled.add(id);
    // The job can have ended or not be there yet; the flag is looked at before the commit in any case.
    await this.#queue.cancel(record.publish.job ?? id).catch(() => undefined);
    await this.#running.get(id);
    return await this.get(id);
  }

  /** The versions on disk, newest first: of the step of a comp, or of the whole project. */
  async versions(project: string, comp?: string): Promise<PublishedVersion[]> {
    return await publishedVersions(path.resolve(project), comp);
  }

  /**
   * Brings back what was delivered into the export folder before the present delivery of a comp. Errors: those of
   * `DeliveryRestorer.restore`, `project-not-found`, `config-invalid`.
   */
  async restoreDelivery(comp: string, name?: string): Promise<RestoredDelivery> {
    const file = path.resolve(comp);
    const { root } = await projectOf(file);
    return await this.#restorer.restore({ project: root, comp: file, name });
  }

  /** Calls back with every publish that begins or changes, once its journal is written. */
  onChange(listener: (publish: Publish) => void): { dispose(): void } {
    return this.#records.onChange(listener);
  }

  /**
   * Finishes or undoes what another process left in the middle: to be called once, before anything else. Resolves when
   * the publishes that go on are under way.
   */
  async recover(): Promise<void> {
    await this.#restorer.recover();
    for (const record of await this.#records.all()) {
      try {
        if (!hasEnded(record)) await this.#sweepFolders(record);
        if ((await recoverPublish(this.#context, record)) === 'go-on') this.#goOn(record);
      } catch (error) {
        this.#context.log.error({ err: error, publish: record.publish.id }, 'A publish could not be recovered yet');
      }
    }
  }

  /**
   * Goes on with the publish that ended with a job, now that the job is tried again; does nothing where there is none.
   * Error: `wrong-state` where the publish's frames are gone; the job is then cancelled.
   */
  async resumeAfterRetry(jobId: string): Promise<void> {
    const id = (await this.#records.all()).find(({ publish }) => publish.job === jobId)?.publish.id;
    if (id === undefined) return;
    const running = this.#running.get(id);
    if (running === undefined) return await this.#resume(id, jobId);
    // The end of the job is still on its way through: what it ends is taken up again after that.
    const onError = (error: unknown) =>
      this.#context.log.error({ err: error, publish: id }, 'A publish could not be taken up again');
    void running.then(() => this.#resume(id, jobId)).catch(onError);
  }

  /** How many publishes have not ended. */
  activeCount(): number {
    return this.#running.size + this.#starting.size;
  }

  /**
   * How many of them go on by themselves: a core does not wait for those whose job is paused. The next one takes these up
   * where they stand.
   */
  async goingOnCount(): Promise<number> {
    let count = this.#starting.size;
    for (const id of this.#running.keys()) {
      const { publish } = await this.#records.get(id);
      const isHeldBack = publish.phase === 'rendering' && (await this.#queue.isHeldBack(publish.job ?? id));
      if (!isHeldBack) count += 1;
    }
    return count;
  }

  /** Resolves when no publish is at work. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  async #startOnce(options: PublishOptions, id: string, mayPublish: MayPublish): Promise<Publish> {
    const known = (await this.#records.all()).find(({ publish }) => publish.id === id);
    if (known !== undefined) return known.publish;
    const record = await beginPublish(this.#begin, options, id, mayPublish);
    this.#goOn(record);
    return record.publish;
  }

  /** Removes what the process that died was just writing, under a name of its own. */
  async #sweepFolders({ publish, work }: PublishRecord): Promise<void> {
    const folders = [work.stepFolder, work.container, auditFolder(publish.project), work.delivery?.folder];
    for (const folder of folders) if (folder !== undefined) await this.#sweep.folder(folder);
  }

  /** Cancels a publish that is just being started; it may be under way by the time that this is seen. */
  async #cancelStart(id: string, starting: Promise<Publish>): Promise<Publish> {
    this.#cancelled.add(id);
    const error = await starting.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error === undefined) return await this.cancel(id);
    const record = (await this.#records.all()).find(({ publish }) => publish.id === id);
    if (record !== undefined) return record.publish;
    throw error;
  }

  async #resume(id: string, jobId: string): Promise<void> {
    const record = await this.#records.get(id);
    if (record.publish.phase !== 'failed' && record.publish.phase !== 'cancelled') return;
    const { outputs, snapshot } = stagingPlaces(record.work);
    if (!(await isThere(outputs)) || !(await isThere(snapshot))) {
      await this.#queue.cancel(jobId).catch(() => undefined);
      throw new ComplineError({
        code: 'wrong-state',
        message: 'The frames of this publish are gone, so that its job cannot be taken up again.',
        nextStep: 'Publish the comp again.',
        path: record.publish.comp,
      });
    }
    const { kind } = record.publish;
    const { files, by } = this.#context;
    const owner = { publish: id, ...by, at: new Date().toISOString() };
    const version = kind === 'publish' ? await reserveVersion(files, record.work.container, owner) : undefined;
    const change = { phase: 'rendering', version, error: undefined, endedAt: undefined, ...NO_PROBLEMS } as const;
    this.#goOn(await this.#records.save(record, { publish: change }));
  }

  #goOn(record: PublishRecord): void {
    const { id } = record.publish;
    const work = finishPublish(this.#context, record)
      .then((ended) => this.#removeSuperseded(ended))
      .catch((error: unknown) => this.#context.log.error({ err: error, publish: id }, 'A publish broke off'))
      .finally(() => {
        this.#running.delete(id);
        this.#cancelled.delete(id);
      });
    this.#running.set(id, work);
  }

  /** A completed publish makes the frames kept of failed ones of the same comp useless. */
  async #removeSuperseded({ publish }: PublishRecord): Promise<void> {
    if (publish.phase !== 'completed') return;
    for (const other of await this.#records.all()) {
      const isSame = other.publish.comp === publish.comp && other.publish.kind === publish.kind;
      const isOld =
        hasEnded(other) && other.publish.phase !== 'completed' && other.publish.startedAt < publish.startedAt;
      if (isSame && isOld) await removeStaging(this.#context.files, other.work);
    }
  }
}

async function isThere(file: string): Promise<boolean> {
  return await stat(file).then(
    () => true,
    () => false,
  );
}
