import path from 'node:path';
import { findSteps } from '../../project/find-steps.ts';
import { type StepFolder, stepOfFile } from '../../project/layout.ts';
import { PUBLISHED_FOLDER } from '../../project/names/step-folder.ts';
import { readSidecar, sidecarEntry } from '../../project/sidecar.ts';
import { listVersions, type VersionFolder } from '../../project/versions.ts';
import type { PublishedVersion } from '../../protocol/publishes.ts';
import { MANIFEST_NAME } from './manifest.ts';
import { readManifest } from './read-manifest.ts';

/** The versions on disk, newest first: of the step of a comp, or of every step of the project. */
export async function publishedVersions(root: string, comp?: string): Promise<PublishedVersion[]> {
  const steps = comp === undefined ? await findSteps(root) : stepsOf(root, comp);
  const versions: PublishedVersion[] = [];
  for (const step of steps) {
    const folders = await listVersions(path.join(step.folder, PUBLISHED_FOLDER));
    versions.push(...(await Promise.all(folders.map((folder) => describe(root, step, folder)))));
  }
  return versions.sort(
    (a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0) || a.step.localeCompare(b.step) || b.number - a.number,
  );
}

function stepsOf(root: string, comp: string): readonly StepFolder[] {
  const place = stepOfFile(path.resolve(root), path.resolve(comp));
  return place === undefined ? [] : [place.step];
}

/** A version of Compline's by its manifest; one of Ramses by its sidecar, as far as that tells. */
async function describe(
  root: string,
  step: StepFolder,
  { folder, number, state }: VersionFolder,
): Promise<PublishedVersion> {
  const version = { number, state, folder, step: step.name, stepFolder: step.folder };
  const manifest = await readManifest(folder);
  if (manifest !== undefined) {
    const { by, comment, frames, at } = manifest;
    return {
      ...version,
      ...{ by, comment, frames, publishedAt: Date.parse(at), manifest: path.join(folder, MANIFEST_NAME) },
      bytes: manifest.files.reduce((sum, file) => sum + file.bytes, 0),
      ...(typeof manifest.renderTime === 'number' && { renderTime: manifest.renderTime }),
      ...(manifest.uses !== undefined && { uses: manifest.uses }),
      ...(typeof manifest.delivered === 'string' && { delivered: path.join(root, manifest.delivered) }),
    };
  }
  const sidecar = await readSidecar(folder);
  const [file] = sidecar.kind === 'read' ? Object.keys(sidecar.entries) : [];
  const { date, comment } = sidecarEntry(sidecar, file ?? '');
  return {
    ...version,
    ...(typeof date === 'number' && { publishedAt: date * 1000 }),
    ...(typeof comment === 'string' && { comment }),
  };
}
