import path from 'node:path';
import type { EarlierVersion, PublishIntent } from '../../checks/publish-check.ts';
import { listVersions } from '../../project/versions.ts';
import { readManifest } from './read-manifest.ts';

/** So many versions are looked into. */
const MOST = 10;

/** The newest versions that have a manifest, the newest first; of previews the one that is there. Never fails. */
export async function earlierVersions({ kind, container, files }: PublishIntent): Promise<readonly EarlierVersion[]> {
  const folders =
    kind === 'publish'
      ? (await listVersions(container).catch(() => [])).slice(0, MOST)
      : [{ folder: path.join(container, files.base), number: undefined, state: '' }];
  const found = folders.map(async ({ folder, number, state }): Promise<readonly EarlierVersion[]> => {
    const manifest = await readManifest(folder);
    if (manifest === undefined) return [];
    const { saver, compSha256, frames } = manifest;
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
    const version = { state, saver, compSha256, frames, files: manifest.files.length, bytes };
    return [number === undefined ? version : { ...version, number }];
  });
  return (await Promise.all(found)).flat();
}
