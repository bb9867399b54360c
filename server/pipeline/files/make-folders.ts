import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a folder and those around it, with `mode` where it is given; answers the outermost folder that was made, if any.
 * Made one by one: mkdir's own recursion tells a read-only disk as a place that is not there. Errors: those of the
 * system.
 */
export async function makeFolders(folder: string, mode?: number): Promise<string | undefined> {
  try {
    await mkdir(folder, mode);
    return folder;
  } catch (error) {
    if (await isFolder(folder)) return undefined;
    const around = path.dirname(folder);
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing || around === folder || (await isFolder(around))) throw error;
    const outermost = await makeFolders(around, mode);
    return (await makeFolders(folder, mode)) === undefined ? outermost : (outermost ?? folder);
  }
}

async function isFolder(place: string): Promise<boolean> {
  return await stat(place).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
