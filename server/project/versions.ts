import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { parseVersionFolder, type VersionFolderName } from './names/version-folder.ts';

/** A version's folder under `_published`. */
export interface VersionFolder extends VersionFolderName {
  readonly name: string;
  readonly folder: string;
}

/**
 * The versions under a `_published` folder, the newest first; none where there is no such folder. Names that begin
 * with a dot are never versions.
 */
export async function listVersions(published: string): Promise<readonly VersionFolder[]> {
  const found: VersionFolder[] = [];
  for (const entry of await entriesOf(published)) {
    const parsed = entry.isDirectory() || entry.isSymbolicLink() ? parseVersionFolder(entry.name) : undefined;
    if (parsed !== undefined) found.push({ name: entry.name, folder: path.join(published, entry.name), ...parsed });
  }
  return found.sort((a, b) => b.number - a.number || a.name.localeCompare(b.name));
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
