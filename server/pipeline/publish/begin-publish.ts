import path from 'node:path';
import { ComplineError } from '../../protocol/errors.ts';
import type { Publish, PublishPhase } from '../../protocol/publishes.ts';
import type { PublishOptions } from '../../protocol/requests.ts';
import type { Farm } from '../farms/farm.ts';
import { fileError } from '../files/file-error.ts';
import { checkRoom } from '../files/room.ts';
import type { Sweep } from '../files/sweep.ts';
import type { MachineShare } from '../system/machine-share.ts';
import { checkTrust, type Trust } from './check-trust.ts';
import { type Collected, collect } from './collect.ts';
import { checkDelivery, compOf } from './deliver.ts';
import { dataOf, stopPublish } from './finish.ts';
import { newPublish } from './new-publish.ts';
import { programThere } from './program-there.ts';
import type { PublishContext } from './publish-context.ts';
import { type PublishRecord, stagingPlaces } from './publish-record.ts';
import type { PublishRecords } from './publish-records.ts';
import { findingsOf } from './refuse-publish.ts';
import { renderJob } from './render-job.ts';
import { othersAtWork, reserveVersion } from './reserve-version.ts';
import { roomNeeded } from './room-needed.ts';
import { beginRecord, stage } from './stage.ts';
import { toldFindings } from './told-part.ts';

/** Finds the farm that renders what was collected. */
export type PublishFarm = (
  collected: Pick<Collected, 'root' | 'config' | 'options'>,
) => Pick<Farm, 'name' | 'handing' | 'check'>;

/** What a publish is begun with. */
export interface BeginParts {
  readonly context: PublishContext;
  readonly records: PublishRecords;
  readonly trust: Trust;
  readonly share: () => Promise<MachineShare>;
  /** Where what was collected is rendered. Errors: those of `Farms.named`. */
  readonly farmOf: PublishFarm;
  /** Removes what writers that have died left in a folder. */
  readonly sweep: Pick<Sweep, 'folder'>;
}

/**
 * Refuses a publish by the bytes that it publishes, whose SHA-256 it hears: what was allowed of the file before may be of
 * another comp by now. Errors are those of the publish.
 */
export type MayPublish = (compSha256: string) => Promise<void>;

/**
 * Takes a publish to where its job is submitted. It can be cancelled between any two of its steps. Errors: those of the
 * protocol, `cancelled` among them, with nothing changed but what the record says.
 */
export async function beginPublish(
  parts: BeginParts,
  options: PublishOptions,
  id: string,
  mayPublish: MayPublish,
): Promise<PublishRecord> {
  const { context, records } = parts;
  const { user } = context.by;
  const stopIfCancelled = (): void => {
    if (context.isCancelled(id)) throw new ComplineError({ code: 'cancelled', message: 'The publish was cancelled.' });
  };
  let told = 0;
  const tell = (phase: PublishPhase, project: string, error?: ComplineError): void => {
    const publish = early(options, id, user, phase, project);
    records.announce({
      ...{ ...publish, revision: told },
      ...(error !== undefined && { error: dataOf(error), ...toldFindings(findingsOf(error)) }),
    });
    told += 1;
  };
  let project = path.dirname(options.comp);
  try {
    const collected = await collect(options, (phase, root) => {
      project = root;
      stopIfCancelled();
      tell(phase, root);
    });
    stopIfCancelled();
    await checkTrust(collected, parts.trust);
    const farm = parts.farmOf(collected);
    const program = await programThere(collected.renderer, collected.root, farm);
    const begun = await beginRecord(collected, newPublish(collected, id, user));
    const { delivery, staging, container, compSha256 } = begun.work;
    await mayPublish(compSha256);
    if (delivery !== undefined) await checkDelivery(delivery, compOf(begun));
    const room = await roomNeeded(collected, container);
    const place = path.dirname(delivery?.staging ?? staging);
    await parts.sweep.folder(place);
    await checkRoom(place, room);
    const { outputs, temporaryComp } = stagingPlaces(begun.work);
    const renders = { program, comp: temporaryComp, outputs, owner: user, farm };
    const job = renderJob(collected, renders, await parts.share());
    await farm.check(job);
    stopIfCancelled();
    let record = await records.add(begun);
    try {
      if (options.kind === 'publish') record = await reserve(parts, record, options.version);
      stopIfCancelled();
      await stage(context, record, collected, farm.handing);
      stopIfCancelled();
      // A job has the id of its publish, so that a publish is submitted once however often it is tried.
      await context.queue.submit(id, job);
      return await records.save(record, { publish: { phase: 'rendering', job: id } });
    } catch (error) {
      await context.queue.cancel(id).catch(() => undefined);
      await stopPublish(context, record, error);
      throw error;
    }
  } catch (error) {
    const isKnown = (await records.all()).some(({ publish }) => publish.id === id);
    const reason = fileError(error, options.comp, 'publishing');
    const isCancelled = reason.code === 'cancelled';
    if (!isKnown) tell(isCancelled ? 'cancelled' : 'failed', project, isCancelled ? undefined : reason);
    throw error;
  }
}

async function reserve(
  { context, records }: BeginParts,
  record: PublishRecord,
  wanted: number | undefined,
): Promise<PublishRecord> {
  const { container } = record.work;
  const { id } = record.publish;
  const owner = { publish: id, ...context.by, at: new Date().toISOString() };
  const version = await reserveVersion(context.files, container, owner, wanted);
  const others = await othersAtWork(container, id);
  return await records.save(record, { publish: { version, ...(others.length > 0 && { others: [...others] }) } });
}

/** A publish before it has a record: what is known of it is told, and kept nowhere. */
function early(
  { kind, comp, state, comment }: PublishOptions,
  id: string,
  owner: string,
  phase: PublishPhase,
  project: string,
): Publish {
  return {
    id,
    kind,
    project,
    comp: path.resolve(comp),
    phase,
    state,
    comment,
    owner,
    startedAt: Date.now(),
    revision: 0,
  };
}
