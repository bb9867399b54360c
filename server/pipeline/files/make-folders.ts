import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a folder and those around it, with `mode` where it is given; answers the outermost folder that was made, if any.
 * Made one by one: mkdir's own recursion tells a read-only disk as a place that is not there. Errors: those of the
 * system.
 */
export async function makeFolders(folder: string, mode?: number): Promise<string | undefined> {
  const missing: string[] = [];
  for (let place = path.resolve(folder); !(await isFolder(place)); place = path.dirname(place)) {
    missing.unshift(place);
    if (place === path.dirname(place)) break;
  }
  let outermost: string | undefined;
  for (const place of missing) {
    try {
      await mkdir(place, mode);
      outermost ??= place;
    } catch (error) {
      if (!(await isFolder(place))) throw error; // Somebody else may have made it meanwhile.
    }
  }
  return outermost;
}

async function isFolder(place: string): Promise<boolean> {
  return await stat(place).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
