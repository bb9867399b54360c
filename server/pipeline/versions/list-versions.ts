import { stat } from 'node:fs/promises';
import path from 'node:path';
import { stepOfFile } from '../../project/layout.ts';
import { findProjectRoot } from '../../project/load-project.ts';
import { PUBLISHED_FOLDER } from '../../project/names/step-folder.ts';
import { readSidecar, sidecarEntry } from '../../project/sidecar.ts';
import { listVersions, type VersionFolder } from '../../project/versions.ts';
import type { CompVersion } from '../../protocol/versions.ts';
import { readManifest } from '../publish/read-manifest.ts';
import { versionSeries } from '../saves/version-series.ts';

/**
 * Everything that is kept of a comp, the newest first: its versions in `_versions`, and those published of it. Errors:
 * those of `fileError`.
 */
export async function compVersions(comp: string): Promise<CompVersion[]> {
  const file = path.resolve(comp);
  const found = await Promise.all([savedVersions(file), publishedOf(file)]);
  return found.flat().sort((a, b) => (b.at ?? 0) - (a.at ?? 0) || b.number - a.number);
}

async function savedVersions(comp: string): Promise<CompVersion[]> {
  const series = await versionSeries(comp);
  const sidecar = await readSidecar(series.numbers.folder);
  const versions = (await series.files()).map(async ({ name, number, state }): Promise<CompVersion | undefined> => {
    const file = path.join(series.numbers.folder, name);
    const stats = await stat(file).catch(() => undefined);
    // Removed meanwhile.
    if (stats === undefined) return undefined;
    const { date, comment } = sidecarEntry(sidecar, name);
    return {
      ...{ kind: 'saved', number, state, file, bytes: stats.size },
      at: typeof date === 'number' ? date * 1000 : Math.round(stats.mtimeMs),
      ...(typeof comment === 'string' && comment !== '' && { comment }),
    };
  });
  return (await Promise.all(versions)).filter((it) => it !== undefined);
}

async function publishedOf(comp: string): Promise<CompVersion[]> {
  const root = await findProjectRoot(path.dirname(comp));
  const step = root === undefined ? undefined : stepOfFile(root, comp)?.step;
  if (step === undefined) return [];
  const folders = await listVersions(path.join(step.folder, PUBLISHED_FOLDER));
  return (await Promise.all(folders.map((folder) => describe(comp, folder)))).filter((it) => it !== undefined);
}

/** A version that was published of another comp of the step is none of this one. */
async function describe(comp: string, { folder, number, state }: VersionFolder): Promise<CompVersion | undefined> {
  const name = path.basename(comp);
  const kept = path.join(folder, name);
  const isKept = await stat(kept).then(
    (stats) => stats.isFile(),
    () => false,
  );
  const manifest = await readManifest(folder);
  if (manifest !== undefined && path.posix.basename(manifest.comp) !== name) return undefined;
  const version = { kind: 'published' as const, number, state, folder, ...(isKept && { file: kept }) };
  if (manifest !== undefined) {
    const { by, comment, frames, at, files, uses } = manifest;
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    return {
      ...{ ...version, by, frames, bytes, at: Date.parse(at) },
      ...(comment !== '' && { comment }),
      ...(uses !== undefined && { uses }),
    };
  }
  if (!isKept) return undefined;
  const { date, comment } = sidecarEntry(await readSidecar(folder), name);
  return {
    ...version,
    ...(typeof date === 'number' && { at: date * 1000 }),
    ...(typeof comment === 'string' && comment !== '' && { comment }),
  };
}
