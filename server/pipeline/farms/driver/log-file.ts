import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FarmLog } from './farm-driver.ts';

/**
 * A file with the output of a chunk that a farm has named, as it really is, where it may be read: a plain file that is
 * below one of these folders once all links are followed. A farm could name any file of this machine, and what is in it
 * would be shown as a log: so of a file elsewhere only its place is told. Undefined where there is no such file.
 */
export async function farmLogFile(file: string, folders: readonly string[]): Promise<FarmLog | undefined> {
  if (!path.isAbsolute(file) || file.includes('\0')) return undefined;
  const real = await realpath(file).catch(() => undefined);
  if (real === undefined) return undefined;
  const bases = await Promise.all(folders.map((folder) => realpath(folder).catch(() => undefined)));
  if (!bases.some((base) => base !== undefined && isBelow(real, base))) {
    return { text: `The log is in ${file}.\nCompline reads it where "logs" of the farm names a folder above it.\n` };
  }
  const found = await stat(real).catch(() => undefined);
  return found?.isFile() === true ? { file: real } : undefined;
}

function isBelow(file: string, folder: string): boolean {
  const rest = path.relative(folder, file);
  return rest !== '' && rest.split(path.sep)[0] !== '..' && !path.isAbsolute(rest);
}
