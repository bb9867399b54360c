import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { PUBLISHED_FOLDER } from './names/step-folder.ts';
import { parseVersionFolder } from './names/version-folder.ts';
import { outputFiles } from './sequence.ts';
import { listVersions } from './versions.ts';

/** The newest version of a published file. */
export interface NewestVersion {
  readonly number: number;
  /** The file in that version; of a sequence, one file of it. The path that was asked for where that is the newest. */
  readonly path: string;
}

/** So many versions are looked into for the file; a version that lacks it is passed over. */
const MOST_VERSIONS = 20;

/**
 * The newest version of a file in a version's folder under `_published`, of the same resource: the file of the same
 * name, whose frame and `_v` number may differ. Absent for a file that is in no such folder. Throws where a folder
 * cannot be read.
 */
export async function newestVersion(file: string): Promise<NewestVersion | undefined> {
  const parts = file.split(path.sep);
  const at = parts.lastIndexOf(PUBLISHED_FOLDER);
  const current = at === -1 ? undefined : parseVersionFolder(parts[at + 1] ?? '');
  if (current === undefined) return undefined;
  const rest = parts.slice(at + 2).join(path.sep);
  const versions = await listVersions(parts.slice(0, at + 1).join(path.sep));
  const newer = versions.filter(({ resource, number }) => resource === current.resource && number > current.number);
  for (const { folder, number } of newer.slice(0, MOST_VERSIONS)) {
    const found = await fileLike(path.join(folder, withVersion(rest, current.number, number)));
    if (found !== undefined) return { number, path: found };
  }
  return { number: current.number, path: file };
}

/** The names of files may repeat the version, `plate_v003.1001.exr`; the new number has as many digits at least. */
function withVersion(name: string, from: number, to: number): string {
  return name.replace(/(?<=_v)\d+/gi, (digits) =>
    Number(digits) === from ? String(to).padStart(digits.length, '0') : digits,
  );
}

/** The file itself where it is there, else the first of its sequence. */
async function fileLike(file: string): Promise<string | undefined> {
  const names = await namesIn(path.dirname(file));
  const name = path.basename(file);
  if (names.includes(name)) return file;
  const { printf } = outputFiles(name);
  const first = names.filter((candidate) => outputFiles(candidate).printf === printf).sort()[0];
  return first === undefined ? undefined : path.join(path.dirname(file), first);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}
