import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { PREVIEW_FOLDER, PUBLISHED_FOLDER } from '../../project/names/step-folder.ts';
import { rootsHere } from '../../project/roots-here.ts';
import type { Publish } from '../../protocol/publishes.ts';
import { pathsOf } from '../farms/desk/line-context.ts';
import type { Handing } from '../queue/handing.ts';
import type { Collected } from './collect.ts';
import type { Delivery } from './delivery-places.ts';
import { expectedPicture } from './expected-picture.ts';
import type { PublishContext } from './publish-context.ts';
import { backupName, type PublishRecord, type PublishWork, stagingPlaces } from './publish-record.ts';
import { temporaryComp } from './temporary-comp.ts';

/**
 * The record of a publish that begins. Its staging is a hidden folder in the step's own, so that `_published` stays
 * untouched until the commit; where `_published` lies on another device, staging is inside it.
 */
export async function beginRecord(collected: Collected, publish: Publish): Promise<PublishRecord> {
  const { step, path: file, bytes, renderer, outputName, numbering } = collected;
  const container = path.join(step.folder, publish.kind === 'publish' ? PUBLISHED_FOLDER : PREVIEW_FOLDER);
  const delivery = collected.delivery && (await stagedDelivery(collected.delivery, step.folder, publish.id));
  const [stepDevice, containerDevice] = await Promise.all([deviceOf(step.folder), deviceOf(container)]);
  const isOtherDevice = containerDevice !== undefined && containerDevice !== stepDevice;
  const staging = path.join(isOtherDevice ? container : step.folder, `.compline-staging-${publish.id}`);
  return {
    version: 1,
    publish,
    work: {
      step: step.name,
      stepFolder: step.folder,
      container,
      staging,
      comp: path.basename(file),
      compSha256: createHash('sha256').update(bytes).digest('hex'),
      renderer: renderer.name,
      output: { name: outputName, offset: numbering.offset },
      madeContainer: containerDevice === undefined,
      ...(delivery !== undefined && { delivery }),
      ...(collected.keepsBackup && publish.kind === 'publish' && { backup: backupName(path.basename(file)) }),
      recorded: false,
      picture: expectedPicture(collected),
      ...(collected.uses !== undefined && { uses: [...collected.uses] }),
    },
  };
}

/** Frames are rendered on the device of the export folder, in the step's folder where that is there too. */
async function stagedDelivery(
  delivery: Delivery,
  stepFolder: string,
  publish: string,
): Promise<NonNullable<PublishWork['delivery']>> {
  const device = await deviceOf(delivery.folder);
  const around = device ?? (await deviceOf(path.dirname(delivery.folder)));
  const isOtherDevice = around !== undefined && around !== (await deviceOf(stepFolder));
  const place = isOtherDevice ? (device === undefined ? path.dirname(delivery.folder) : delivery.folder) : stepFolder;
  const staging = path.join(place, `.compline-staging-${publish}`);
  return { ...delivery, staging, madeFolder: device === undefined };
}

/** Makes the staging folder with the comp's snapshot and the comp that is rendered, whose paths are those of the farm that
 * `handing` names. Errors: those of `fileError`. */
export async function stage(
  { files }: PublishContext,
  { work }: PublishRecord,
  collected: Collected,
  handing?: Handing,
): Promise<void> {
  const paths = handing && pathsOf(handing);
  const { outputs, temporaryComp: rendered, snapshot } = stagingPlaces(work);
  for (const folder of [outputs, path.dirname(rendered), path.dirname(snapshot)]) await files.makeFolder(folder);
  await files.write(snapshot, collected.bytes);
  const bytes = temporaryComp(collected.renderedBytes, {
    saver: collected.saver.name,
    output: paths?.path(path.join(outputs, work.output.name)) ?? path.join(outputs, work.output.name),
    compFolder: path.dirname(collected.path),
    spec: collected.spec,
    ...(collected.sequenceStart !== undefined && { sequenceStart: collected.sequenceStart }),
    roots: rootsHere(collected.config.roots),
    ...(paths !== undefined && { there: (file: string) => paths.argument(file) }),
  });
  await files.write(rendered, bytes);
}

/** The device of a folder; undefined where it is not there. */
async function deviceOf(folder: string): Promise<number | undefined> {
  return await stat(folder).then(
    ({ dev }) => dev,
    () => undefined,
  );
}
