import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { PUBLISHED_FOLDER } from './names/step-folder.ts';
import { parseVersionFolder } from './names/version-folder.ts';
import { outputFiles } from './sequence.ts';
import { listVersions, type VersionFolder } from './versions.ts';

/** The newest version of a published file. */
export interface NewestVersion {
  readonly number: number;
  /** The file in that version; of a sequence, one file of it. The path that was asked for where that is the newest. */
  readonly path: string;
}

/** A version that holds a published file. */
export interface VersionOfFile extends NewestVersion {
  /** Empty where the version's folder has none. */
  readonly state: string;
  /** True for the version that was asked for. */
  readonly isRead: boolean;
}

/** So many versions are looked into for the file; a version that lacks it is passed over. */
const MOST_VERSIONS = 20;
/** So many are listed. */
const MOST_LISTED = 100;

/**
 * The newest version of a file in a version's folder under `_published`, of the same resource: the file of the same
 * name, whose frame and `_v` number may differ. Absent for a file that is in no such folder. Throws where a folder
 * cannot be read.
 */
export async function newestVersion(file: string): Promise<NewestVersion | undefined> {
  const published = await publishedFile(file);
  if (published === undefined) return undefined;
  const { current, versions, inVersion } = published;
  for (const version of versions.filter(({ number }) => number > current.number).slice(0, MOST_VERSIONS)) {
    const found = await inVersion(version);
    if (found !== undefined) return { number: version.number, path: found };
  }
  return { number: current.number, path: file };
}

/**
 * The versions that hold a published file, the newest first, as `newestVersion` finds it in them; the one that is asked
 * for also where it is gone. Absent for a file that is in no version's folder. Throws where a folder cannot be read.
 */
export async function versionsOfFile(file: string): Promise<readonly VersionOfFile[] | undefined> {
  const published = await publishedFile(file);
  if (published === undefined) return undefined;
  const { current, versions, inVersion } = published;
  const isRead = ({ number, state }: { number: number; state: string }) =>
    number === current.number && state === current.state;
  const others = versions.filter((version) => !isRead(version)).slice(0, MOST_LISTED);
  const found = await Promise.all(others.map(async (version) => ({ version, path: await inVersion(version) })));
  return [
    { number: current.number, state: current.state, path: file, isRead: true },
    ...found.flatMap(({ version: { number, state }, path: there }) =>
      there === undefined ? [] : [{ number, state, path: there, isRead: false }],
    ),
  ].sort((a, b) => b.number - a.number);
}

/** The version that a file is in, those beside it of the same resource, and how to find the file in these. */
async function publishedFile(file: string) {
  const parts = file.split(path.sep);
  const at = parts.lastIndexOf(PUBLISHED_FOLDER);
  const current = at === -1 ? undefined : parseVersionFolder(parts[at + 1] ?? '');
  if (current === undefined) return undefined;
  const rest = parts.slice(at + 2).join(path.sep);
  const all = await listVersions(parts.slice(0, at + 1).join(path.sep));
  return {
    current,
    versions: all.filter(({ resource }) => resource === current.resource),
    inVersion: ({ folder, number }: VersionFolder) =>
      fileLike(path.join(folder, withVersion(rest, current.number, number))),
  };
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
