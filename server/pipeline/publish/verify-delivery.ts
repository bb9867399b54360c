import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { findProjectRoot } from '../../project/load-project.ts';
import { isMovieName, sequenceNumber } from '../../project/sequence.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { FrameProblem } from '../../protocol/frame-problems.ts';
import { fileError } from '../files/file-error.ts';
import { type Delivery, deliveredNow, deliveryManifest, MANIFEST_ENDING } from './delivery-places.ts';
import type { ExpectedFile } from './folder-problems.ts';
import { FrameVerifier, type VerifyReport } from './frame-verifier.ts';
import type { Manifest } from './manifest.ts';
import { readManifestFile } from './read-manifest.ts';
import { compProblems, damageIn, type VerifyVersionOptions } from './verify-version.ts';

/** A delivery with the manifest beside it. */
export interface ManifestedDelivery extends Delivery {
  readonly manifest: Manifest;
}

/**
 * The deliveries that a path is about: the one that is a folder or a movie with a manifest beside it, or all in an export
 * folder. Error: `verification-failed` where such a manifest cannot be read.
 */
export async function deliveriesAt(target: string): Promise<readonly ManifestedDelivery[]> {
  const place = path.resolve(target);
  const name = isMovieName(place) ? path.parse(place).name : path.basename(place);
  const own = await deliveryOf({ folder: path.dirname(place), name });
  if (own !== undefined) return [own];
  const inside = (await readdir(place).catch(() => [])).filter((it) => it.endsWith(MANIFEST_ENDING));
  const found: ManifestedDelivery[] = [];
  for (const file of inside.sort()) {
    const delivery = await deliveryOf({ folder: place, name: file.slice(0, -MANIFEST_ENDING.length) });
    if (delivery !== undefined) found.push(delivery);
  }
  return found;
}

/**
 * Verifies a delivery against its manifest: the same files with the same bytes, and no other frames of the sequence; what
 * else lies beside them is nobody's business. Errors: those of `FrameVerifier.complete`.
 */
export async function verifyDelivery(
  delivery: ManifestedDelivery,
  { picture, probe, signal, onProgress }: VerifyVersionOptions = {},
): Promise<VerifyReport> {
  const { manifest } = delivery;
  const names = manifest.files.map(({ name }) => name);
  const folder = path.join(delivery.folder, path.posix.dirname(names[0] ?? '.'));
  const local = { ...manifest, files: manifest.files.map((it) => ({ ...it, name: path.posix.basename(it.name) })) };
  const expected = local.files.map(({ name }): ExpectedFile => {
    const frame = isMovieName(name) ? undefined : sequenceNumber(name)?.number;
    return frame === undefined ? { name } : { name, frame };
  });
  const ofDelivery = new Set((await deliveredNow(delivery, names.slice(0, 1))).map((it) => path.posix.basename(it)));
  const present = await readdir(folder).catch((error: unknown) => {
    throw fileError(error, folder, 'reading');
  });
  const isManifest = (it: string) => it === deliveryManifest(delivery);
  const beside = new Set(present.filter((it) => isManifest(it) || !ofDelivery.has(it)));
  const report = await new FrameVerifier({
    ...{ folder, expected, beside, picture: picture ?? {} },
    ...(probe !== undefined && { probe }),
    ...(signal !== undefined && { signal }),
    ...(onProgress !== undefined && { onProgress }),
  }).complete();
  return { files: report.files, problems: [...damageIn(folder, report.files, local), ...report.problems] };
}

/**
 * Verifies a version whose frames went into the project's export folder: its comp, and the frames where they were
 * delivered to, unless a later delivery has taken their place. Errors: those of `verifyDelivery`.
 */
export async function verifyDeliveredVersion(
  folder: string,
  manifest: Manifest,
  delivered: string,
  options: VerifyVersionOptions = {},
): Promise<VerifyReport> {
  const ofComp = await compProblems(folder, path.posix.basename(manifest.comp), manifest.compSha256);
  const root = await findProjectRoot(path.resolve(folder));
  const [delivery] = root === undefined ? [] : await deliveriesAt(path.join(root, delivered));
  if (delivery?.manifest.publish === manifest.publish) {
    const { files, problems } = await verifyDelivery(delivery, options);
    return { files, problems: [...problems, ...ofComp] };
  }
  const gone: FrameProblem = {
    kind: 'missing',
    severity: 'warning',
    file: delivered,
    path: folder,
    message:
      delivery === undefined
        ? 'Its frames were delivered there, and there is no such delivery now.'
        : `Its frames were delivered there, and those of another publish are there now, by ${delivery.manifest.by}.`,
  };
  return { files: [], problems: [gone, ...ofComp] };
}

async function deliveryOf(delivery: Delivery): Promise<ManifestedDelivery | undefined> {
  const file = path.join(delivery.folder, deliveryManifest(delivery));
  const isThere = await stat(file).then(
    () => true,
    () => false,
  );
  if (!isThere) return undefined;
  const manifest = await readManifestFile(file);
  if (manifest !== undefined) return { ...delivery, manifest };
  throw new ComplineError({
    code: 'verification-failed',
    message: `${path.basename(file)} cannot be read, or is none of Compline's.`,
    nextStep: 'Verify the frames without it by --frames; take it from a backup, or publish again.',
    path: file,
  });
}
