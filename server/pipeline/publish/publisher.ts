import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { PREVIEW_FOLDER, PUBLISHED_FOLDER } from '../../project/names/step-folder.ts';
import { outputFiles } from '../../project/sequence.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { Publish, PublishedVersion, PublishPlan } from '../../protocol/publishes.ts';
import type { PublishOptions } from '../../protocol/requests.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { type FileOperations, fileOperations } from '../files/file-operations.ts';
import { checkRoom } from '../files/room.ts';
import type { PublishQueue } from '../queue/queue.ts';
import type { MachineShare } from '../system/machine-share.ts';
import { checkTrust, type Trust } from './check-trust.ts';
import { type Collected, collect } from './collect.ts';
import { targetOf } from './commit.ts';
import { findProgram } from './find-program.ts';
import { finishPublish, stopPublish } from './finish.ts';
import type { PublishContext, PublishLog } from './publish-context.ts';
import { hasEnded, type PublishRecord, stagingPlaces } from './publish-record.ts';
import { PublishRecords } from './publish-records.ts';
import { publishedVersions } from './published-versions.ts';
import { recoverPublish } from './recover.ts';
import { isOfPublish } from './refuse-publish.ts';
import { renderJob } from './render-job.ts';
import { nextVersion, reserveVersion } from './reserve-version.ts';
import { roomNeeded } from './room-needed.ts';
import { beginRecord, stage } from './stage.ts';

/** What a publisher is made of. */
export interface PublisherOptions {
  /** Folder of this machine in which journals are kept. */
  readonly stateFolder: string;
  readonly queue: PublishQueue;
  readonly trust: Trust;
  readonly owner: { readonly user: string; readonly machine: string };
  readonly audit: Pick<AuditTrail, 'append'>;
  readonly log: PublishLog;
  /** What renders may use of this machine now. */
  readonly share: () => Promise<MachineShare>;
  /** The version of Compline, as manifests tell it. */
  readonly version?: string;
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
  readonly #trust: Trust;
  readonly #owner: { readonly user: string; readonly machine: string };
  readonly #records: PublishRecords;
  readonly #context: PublishContext;
  readonly #share: () => Promise<MachineShare>;
  /** The work on publishes that have not ended, by id. */
  readonly #running = new Map<string, Promise<unknown>>();
  readonly #cancelled = new Set<string>();
  /** Publishes that are being started. */
  #starting = 0;

  constructor(options: PublisherOptions) {
    const { stateFolder, queue, trust, owner, audit, log, files = fileOperations, version = 'unknown' } = options;
    this.#queue = queue;
    this.#trust = trust;
    this.#owner = owner;
    this.#share = options.share;
    this.#records = new PublishRecords(stateFolder, files, log);
    this.#context = {
      files,
      queue,
      audit,
      by: owner,
      version,
      log,
      isCancelled: (id) => this.#cancelled.has(id),
      save: (record, change) => this.#records.save(record, change),
      end: (record, change) => this.#records.end(record, change),
    };
  }

  /** Says what a publish would do. Errors: those of `start` that do not come from doing it. */
  async plan(options: PublishOptions): Promise<PublishPlan> {
    const collected = await collect(options);
    await findProgram(collected.renderer, collected.root);
    const { root, step, frames, renderer, saver } = collected;
    const files = outputFiles(collected.outputName, collected.numbering);
    const isPublish = options.kind === 'publish';
    const container = path.join(step.folder, isPublish ? PUBLISHED_FOLDER : PREVIEW_FOLDER);
    const version = isPublish ? await nextVersion(container) : undefined;
    const record = await beginRecord(collected, this.#newPublish(collected, version));
    const names = [files.nameOf(frames.first), files.nameOf(frames.last)];
    return {
      kind: options.kind,
      project: root,
      comp: collected.path,
      saver: saver.name,
      renderer: renderer.name,
      frames,
      ...(version !== undefined && { version }),
      target: targetOf(record),
      files: [...new Set(names)],
      warnings: collected.findings
        .filter(({ severity }) => severity === 'warning')
        .map((it) => (isOfPublish(it) ? it.message : `Line ${it.line + 1}: ${it.message}`)),
    };
  }

  /**
   * Begins a publish: answers once its checks have passed, its number is reserved and its job is submitted. The rest
   * happens in the background and is told to the listeners. Errors: those of the protocol, with nothing changed.
   */
  async start(options: PublishOptions): Promise<Publish> {
    this.#starting += 1;
    try {
      return await this.#start(options);
    } finally {
      this.#starting -= 1;
    }
  }

  async #start(options: PublishOptions): Promise<Publish> {
    const collected = await collect(options);
    await checkTrust(collected, this.#trust);
    const { renderer, root } = collected;
    const program = await findProgram(renderer, root);
    let record = await beginRecord(collected, this.#newPublish(collected));
    await checkRoom(path.dirname(record.work.staging), await roomNeeded(collected, record.work.container));
    const { outputs, temporaryComp } = stagingPlaces(record.work);
    const place = { program, comp: temporaryComp, outputs, owner: this.#owner.user };
    const job = renderJob(collected, place, await this.#share());
    const { id, kind } = record.publish;
    record = await this.#records.add(record);
    try {
      if (kind === 'publish') {
        const version = await reserveVersion(this.#context.files, record.work.container, id);
        record = await this.#records.save(record, { publish: { version } });
      }
      await stage(this.#context, record, collected);
      // A job has the id of its publish, so that a publish is submitted once however often it is tried.
      await this.#queue.submit(id, job);
      record = await this.#records.save(record, { publish: { phase: 'rendering', job: id } });
    } catch (error) {
      await this.#queue.cancel(id).catch(() => undefined);
      await stopPublish(this.#context, record, error);
      throw error;
    }
    this.#goOn(record);
    return record.publish;
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
    const record = await this.#records.get(id);
    if (['committing', 'recording', 'completed'].includes(record.publish.phase)) {
      const message = 'The publish is committed and cannot be cancelled any more.';
      throw new ComplineError({ code: 'wrong-state', message, path: record.publish.comp });
    }
    if (hasEnded(record)) {
      await this.#context.files.remove(record.work.staging);
      return (await this.#records.save(record, { publish: { phase: 'cancelled', error: undefined } })).publish;
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

  /** Calls back with every publish that begins or changes, once its journal is written. */
  onChange(listener: (publish: Publish) => void): { dispose(): void } {
    return this.#records.onChange(listener);
  }

  /**
   * Finishes or undoes what another process left in the middle: to be called once, before anything else. Resolves when
   * the publishes that go on are under way.
   */
  async recover(): Promise<void> {
    for (const record of await this.#records.all()) {
      try {
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
    return this.#running.size + this.#starting;
  }

  /** Resolves when no publish is at work. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
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
    const { files } = this.#context;
    const version = kind === 'publish' ? await reserveVersion(files, record.work.container, id) : undefined;
    const change = { phase: 'rendering', version, error: undefined, endedAt: undefined } as const;
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
      if (isSame && isOld) await this.#context.files.remove(other.work.staging);
    }
  }

  #newPublish({ options, root, path: comp, saver, frames }: Collected, version?: number): Publish {
    return {
      id: randomUUID(),
      kind: options.kind,
      project: root,
      comp,
      saver: saver.name,
      phase: 'reserving',
      frames,
      ...(version !== undefined && { version }),
      state: options.state,
      comment: options.comment,
      owner: this.#owner.user,
      startedAt: Date.now(),
      revision: 1,
    };
  }
}

async function isThere(file: string): Promise<boolean> {
  return await stat(file).then(
    () => true,
    () => false,
  );
}
