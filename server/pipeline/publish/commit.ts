import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { versionFolderName } from '../../project/names/version-folder.ts';
import { SIDECAR_NAME } from '../../project/sidecar.ts';
import { ComplineError } from '../../protocol/errors.ts';
import { deliver, endDelivery, undoDelivery } from './deliver.ts';
import { deliveredName, deliveredPlace } from './delivery-places.ts';
import type { VerifyReport } from './frame-verifier.ts';
import type { InspectedFile } from './inspect-file.ts';
import { MANIFEST_NAME, type Manifest } from './manifest.ts';
import type { PublishContext } from './publish-context.ts';
import { nameOfOutput, outputsOf, type PublishRecord, stagingPlaces } from './publish-record.ts';
import { readManifest } from './read-manifest.ts';
import { isTaken, reserveVersion } from './reserve-version.ts';
import { sidecarOfVersion } from './sidecar-entry.ts';
import { toldProblems } from './told-part.ts';
import { NO_PROBLEMS } from './verify.ts';

/** What is renamed by the commit, and to where. */
function movement(record: PublishRecord, target: string): { readonly from: string; readonly to: string } {
  const { outputs, companions } = stagingPlaces(record.work);
  if (record.work.delivery !== undefined) return { from: companions, to: target };
  const files = outputsOf(record);
  const isSingle = record.publish.kind === 'preview' && files.isMovie;
  return { from: isSingle ? path.join(outputs, files.printf) : outputs, to: target };
}

/** The place that a publish is committed to, by its number and state; a preview's by the name of its files. */
export function targetOf(record: PublishRecord): string {
  const { publish, work } = record;
  const files = outputsOf(record);
  if (publish.kind === 'publish')
    return path.join(work.container, versionFolderName(publish.version ?? 0, publish.state));
  return path.join(work.container, files.isMovie ? files.printf : nameOfOutput(files, work.step));
}

/**
 * True where the commit has happened: what it moves is gone from staging, and the target is there with the manifest of
 * this very publish.
 */
export async function isCommitted(record: PublishRecord): Promise<boolean> {
  const { phase, target, kind, id } = record.publish;
  if (phase === 'recording' || phase === 'completed') return true;
  if (target === undefined) return false;
  const { from, to } = movement(record, target);
  if ((await exists(from)) || !(await exists(to))) return false;
  if (kind === 'preview' && outputsOf(record).isMovie) return true;
  return (await readManifest(to))?.publish === id;
}

/**
 * Makes verified outputs a version (or the preview) by one rename: before it nothing outside staging has changed, after
 * it all of it stands. Errors: `version-taken`, and those of `fileError`.
 */
export async function commit(
  context: PublishContext,
  verified: PublishRecord,
  { files, problems }: VerifyReport,
): Promise<PublishRecord> {
  const withNumber = await keepNumber(context, verified);
  const { delivery } = withNumber.work;
  const target = targetOf(withNumber);
  const delivered = delivery && deliveredPlace(delivery, outputsOf(withNumber));
  await writeCompanions(context, withNumber, files, delivered);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const placed = problems.map((it) => ({ ...it, path: placeOf(withNumber, target, it.file) }));
  const record = await context.save(withNumber, {
    publish: { ...{ phase: 'committing', target, delivered, bytes }, ...NO_PROBLEMS, ...toldProblems(placed) },
  });
  if (delivery === undefined) {
    await moveToTarget(context, record, target);
    return record;
  }
  // One after the other, so that what one delivers is whole before the next one replaces it.
  await context.deliveries.run(path.join(delivery.folder, delivery.name), async () => {
    await deliver(context, record);
    await moveToTarget(context, record, target);
    await endDelivery(context, record);
  });
  return record;
}

/** Where a verified file is once it is committed. */
function placeOf(record: PublishRecord, target: string, name: string): string {
  const { delivery } = record.work;
  if (delivery !== undefined) return path.join(delivery.folder, deliveredName(delivery, outputsOf(record), name));
  const isSingle = record.publish.kind === 'preview' && outputsOf(record).isMovie;
  return isSingle ? target : path.join(target, name);
}

/** The commit itself. Errors: `version-taken`, and those of `fileError`. */
async function moveToTarget(context: PublishContext, record: PublishRecord, target: string): Promise<void> {
  const { from, to } = movement(record, target);
  await context.files.makeFolder(path.dirname(to));
  if (record.publish.kind === 'preview' && from === stagingPlaces(record.work).outputs) {
    await moveAside(context, record, to);
  } else if (record.publish.kind === 'publish' && (await exists(to))) {
    throw takenError(to);
  }
  try {
    await context.files.move(from, to);
  } catch (error) {
    // The name can have been moved although flushing the folder failed.
    if (!(await isCommitted(record))) throw (await exists(to)) ? takenError(to) : error;
  }
}

/** Another program may have made a version of our number meanwhile: then the next free one is taken. */
async function keepNumber(context: PublishContext, record: PublishRecord): Promise<PublishRecord> {
  const { kind, version, id } = record.publish;
  if (kind === 'preview') return record;
  if (version !== undefined && !(await isTaken(record.work.container, version))) return record;
  const owner = { publish: id, ...context.by, at: new Date().toISOString() };
  const next = await reserveVersion(context.files, record.work.container, owner);
  return await context.save(record, { publish: { version: next } });
}

/** What is replaced is kept until the new one stands. */
async function moveAside(context: PublishContext, record: PublishRecord, target: string): Promise<void> {
  if (!(await exists(target))) return;
  const { replaced } = stagingPlaces(record.work);
  // What was moved aside before a crash has been replaced by another preview since.
  await context.files.remove(replaced);
  await context.files.move(target, replaced);
}

/** What a preview replaces as a whole; undefined for what replaces nothing, or file by file. */
export function nameOfReplacement(record: PublishRecord): string | undefined {
  return record.publish.kind === 'preview' ? targetOf(record) : undefined;
}

/** Puts back what an export delivered over, and what a preview moved aside where nothing stands in its place. */
export async function restoreReplaced(context: PublishContext, record: PublishRecord): Promise<void> {
  await undoDelivery(context, record);
  const { replaced } = stagingPlaces(record.work);
  const target = targetOf(record);
  if (record.publish.kind !== 'preview' || !(await exists(replaced)) || (await exists(target))) return;
  await context.files.move(replaced, target);
}

/** The manifest, the comp as it was published, and the sidecar: they appear with the frames. */
async function writeCompanions(
  context: PublishContext,
  record: PublishRecord,
  files: readonly InspectedFile[],
  delivered: string | undefined,
): Promise<void> {
  const { publish, work } = record;
  if (publish.kind === 'preview' && outputsOf(record).isMovie) return;
  const { outputs, snapshot, companions, deliveryManifest } = stagingPlaces(work);
  const bytes = await readFile(snapshot);
  if (createHash('sha256').update(bytes).digest('hex') !== work.compSha256) {
    throw new ComplineError({
      code: 'verification-failed',
      message: 'The copy of the comp that was taken at the start has changed.',
      nextStep: 'Publish again.',
      path: snapshot,
    });
  }
  const manifest = manifestOf(context, record, files);
  const { delivery } = work;
  const folder = delivery === undefined ? outputs : companions;
  if (delivery !== undefined && delivered !== undefined) {
    const named = files.map((file) => ({ ...file, name: deliveredName(delivery, outputsOf(record), file.name) }));
    await context.files.write(deliveryManifest, jsonText({ ...manifest, files: named, number: publish.version }));
    await context.files.makeFolder(folder);
  }
  const place = delivered && path.relative(publish.project, delivered).replaceAll('\\', '/');
  await context.files.write(
    path.join(folder, MANIFEST_NAME),
    jsonText({ ...manifest, ...(place !== undefined && { delivered: place }) }),
  );
  if (publish.kind === 'preview') return;
  await context.files.write(path.join(folder, work.comp), bytes);
  if (work.backup !== undefined) await context.files.write(path.join(folder, work.backup), bytes);
  await context.files.write(path.join(folder, SIDECAR_NAME), sidecarOfVersion(record));
}

function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function manifestOf(
  { by, version }: PublishContext,
  { publish, work }: PublishRecord,
  files: readonly InspectedFile[],
): Manifest {
  return {
    version: 1,
    publish: publish.id,
    comp: path.relative(publish.project, publish.comp).replaceAll('\\', '/'),
    saver: publish.saver ?? '',
    renderer: work.renderer,
    frames: publish.frames ?? { first: 0, last: -1 },
    files: [...files],
    compSha256: work.compSha256,
    ...(work.uses !== undefined && { uses: work.uses }),
    comment: publish.comment,
    ...(publish.renderTime !== undefined && { renderTime: publish.renderTime }),
    by: by.user,
    machine: by.machine,
    at: new Date(publish.startedAt).toISOString(),
    compline: version,
  };
}

/** Takes out what an interrupted commit has put beside the frames, so that they can be verified again. */
export async function removeCompanions(context: PublishContext, { work }: PublishRecord): Promise<void> {
  const { outputs } = stagingPlaces(work);
  for (const name of await readdir(outputs).catch(() => [])) {
    const isCompanion = [MANIFEST_NAME, SIDECAR_NAME, work.comp, work.backup ?? work.comp].some(
      (companion) =>
        name === companion || (name.startsWith(`${companion}.`) && /^\.\d+$/.test(name.slice(companion.length))),
    );
    if (isCompanion) await context.files.remove(path.join(outputs, name));
  }
}

function takenError(target: string): ComplineError {
  const message = `${path.basename(target)} is there already, made by somebody else meanwhile.`;
  return new ComplineError({ code: 'version-taken', message, nextStep: 'Publish again.', path: target });
}

async function exists(file: string): Promise<boolean> {
  return await stat(file).then(
    () => true,
    () => false,
  );
}
