import path from 'node:path';
import { ComplineError } from '../../protocol/errors.ts';
import {
  type Delivery,
  deliveredName,
  deliveredNow,
  deliveryManifest,
  filesUnder,
  keptFolder,
  manifestOfDelivery,
} from './delivery-places.ts';
import { awaitTurn, isTurnOf, releaseTurn, takeTurn } from './delivery-turn.ts';
import type { PublishContext } from './publish-context.ts';
import { outputsOf, type PublishRecord, stagingPlaces } from './publish-record.ts';
import { type Swap, swapIn, undoSwap } from './swap-delivery.ts';

/**
 * Puts the verified frames of an export and their manifest in the place of what was delivered, which is kept aside.
 * Nothing is committed by that yet: `undoDelivery` takes it back. Errors: `locked`, `version-taken` where the delivery
 * is of another comp, and those of `swapIn`.
 */
export async function deliver(context: PublishContext, record: PublishRecord): Promise<void> {
  const { delivery } = record.work;
  if (delivery === undefined) return;
  const { id } = record.publish;
  await context.files.makeFolder(delivery.folder);
  await takeTurn(context.files, delivery, { id, ...context.by, at: new Date().toISOString() });
  await checkSameComp(delivery, compOf(record));
  const files = outputsOf(record);
  const like = [deliveredName(delivery, files, files.nameOf(0))];
  await swapIn(context.files, swapOf(record, delivery), await deliveredNow(delivery, like));
}

/** Takes back what `deliver` has done, where the publish was not committed; does nothing where it has done nothing. */
export async function undoDelivery(context: PublishContext, record: PublishRecord): Promise<void> {
  const { delivery } = record.work;
  const { id } = record.publish;
  if (delivery === undefined || !(await isTurnOf(delivery, id))) return;
  await undoSwap(context.files, swapOf(record, delivery));
  await releaseTurn(context.files, delivery, id);
}

/**
 * Ends the delivery of a committed publish: of what was delivered before, the latest is kept and no more. Does nothing
 * where that is done: whose turn it is then keeps there what is delivered now.
 */
export async function endDelivery(
  { files }: Pick<PublishContext, 'files'>,
  { publish, work }: Pick<PublishRecord, 'publish' | 'work'>,
): Promise<void> {
  const { delivery } = work;
  if (delivery === undefined || !(await isTurnOf(delivery, publish.id))) return;
  if ((await filesUnder(path.join(keptFolder(delivery), publish.id))).length > 0) {
    await dropKept(files, delivery, publish.id);
  }
  await releaseTurn(files, delivery, publish.id);
}

/** Removes what is kept of a delivery but for one. */
async function dropKept(files: PublishContext['files'], delivery: Delivery, but: string): Promise<void> {
  const folder = keptFolder(delivery);
  for (const name of await namesOfKept(folder)) if (name !== but) await files.remove(path.join(folder, name));
}

async function namesOfKept(folder: string): Promise<readonly string[]> {
  return [...new Set((await filesUnder(folder)).map((name) => name.split('/')[0] ?? ''))];
}

/** Sees before anything is rendered that a comp may deliver. Errors: `locked`, and those of `checkSameComp`. */
export async function checkDelivery(delivery: Delivery, comp: string): Promise<void> {
  await awaitTurn(delivery);
  await checkSameComp(delivery, comp);
}

/** Error `version-taken` where what is delivered under a name comes from another comp than the one that is named. */
async function checkSameComp(delivery: Delivery, comp: string): Promise<void> {
  const manifest = await manifestOfDelivery(delivery.folder, delivery.name);
  if (manifest === undefined || manifest.comp === comp) return;
  throw new ComplineError({
    code: 'version-taken',
    message: `${delivery.name} in ${path.basename(delivery.folder)} is delivered from another comp: ${manifest.comp}.`,
    nextStep: "Give the Saver's file another name.",
    path: path.join(delivery.folder, deliveryManifest(delivery)),
  });
}

/** The comp as manifests tell it: relative to the project's root, with forward slashes. */
export function compOf({ publish }: PublishRecord): string {
  return path.relative(publish.project, publish.comp).replaceAll('\\', '/');
}

function swapOf(record: PublishRecord, delivery: Delivery): Swap {
  const { publish, work } = record;
  const files = outputsOf(record);
  const { outputs, deliveryManifest: manifest } = stagingPlaces(work);
  const names = files.namesOf(publish.frames ?? { first: 0, last: -1 });
  return {
    folder: delivery.folder,
    aside: path.join(keptFolder(delivery), publish.id),
    incoming: [
      ...names.map((file) => ({ from: path.join(outputs, file), name: deliveredName(delivery, files, file) })),
      { from: manifest, name: deliveryManifest(delivery) },
    ],
  };
}
