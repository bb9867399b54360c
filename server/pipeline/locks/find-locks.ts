import type { Dirent } from 'node:fs';
import path from 'node:path';
import { parseVersionFolder } from '../../project/names/version-folder.ts';
import { lockedNameOf } from './lock-file.ts';

/** Folders are read so deep below the root. */
const DEEPEST = 12;

/**
 * The files under a root that have a lock file beside them, in the order of their paths. `read` reads a folder; one below
 * the root that cannot be read is passed by. Links are not followed; the folders of published versions, which nobody
 * edits, and those of other programs (`.git`, `node_modules`) are passed by. Errors: those of reading the root.
 */
export async function findLockedFiles(
  root: string,
  read: (folder: string) => Promise<readonly Dirent[]>,
): Promise<readonly string[]> {
  const found: string[] = [];
  let level = [path.resolve(root)];
  const orNothing = (folder: string) => read(folder).catch(() => []);
  for (let depth = 0; level.length > 0 && depth < DEEPEST; depth += 1) {
    const next: string[] = [];
    for (let at = 0; at < level.length; at += 32) {
      const batch = level.slice(at, at + 32);
      const entries = await Promise.all(batch.map(depth === 0 ? read : orNothing));
      for (const [index, folder] of batch.entries()) {
        for (const entry of entries[index] ?? []) {
          if (entry.isDirectory()) {
            if (!isPassedBy(entry.name)) next.push(path.join(folder, entry.name));
            continue;
          }
          const locked = lockedNameOf(entry.name);
          if (locked !== undefined) found.push(path.join(folder, locked));
        }
      }
    }
    level = next;
  }
  return found.sort();
}

function isPassedBy(folder: string): boolean {
  return folder.startsWith('.') || folder === 'node_modules' || parseVersionFolder(folder) !== undefined;
}
