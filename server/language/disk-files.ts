import { opendir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { decodeText } from '../formats/text/decode.ts';
import { readRegularFile } from '../project/read-regular-file.ts';
import { diskPath } from './disk-path.ts';
import type { WorkspaceFiles } from './workspace/workspace-files.ts';

/** Folders in which no one keeps what the server knows, and in which there are many files. */
const SKIPPED_FOLDER = /^(?:\..*|node_modules|__pycache__)$/;

/** The files below folders of this machine's disks. Links to folders are not followed. */
export const diskFiles: WorkspaceFiles = {
  async *list(folder, mayBeKnown, isWanted) {
    const root = diskPath(folder);
    if (root === undefined) return;
    const waiting = [root];
    for (let next = waiting.pop(); next !== undefined && isWanted(); next = waiting.pop()) {
      const { files, folders } = await contentOf(next, mayBeKnown);
      for (const file of files) yield pathToFileURL(file).href;
      waiting.push(...folders.reverse());
    }
  },

  async stamp(uri) {
    const file = diskPath(uri);
    const stats = file === undefined ? undefined : await stat(file).catch(() => undefined);
    return stats?.isFile() === true ? { modified: stats.mtimeMs, size: stats.size } : undefined;
  },

  async read(uri) {
    const file = diskPath(uri);
    const bytes = file === undefined ? undefined : await readRegularFile(file).catch(() => undefined);
    if (bytes === undefined) return undefined;
    const { text, encoding } = decodeText(bytes);
    return encoding === 'utf-8' ? text : undefined;
  },
};

/** The files whose names may be known and the folders in a folder, in order; nothing where it cannot be read. */
async function contentOf(
  folder: string,
  mayBeKnown: (fileName: string) => boolean,
): Promise<{ readonly files: string[]; readonly folders: string[] }> {
  const files: string[] = [];
  const folders: string[] = [];
  try {
    // Little by little: a folder may hold the frames of many sequences.
    for await (const entry of await opendir(folder, { bufferSize: 256 })) {
      const { name } = entry;
      if (entry.isDirectory()) {
        if (!SKIPPED_FOLDER.test(name)) folders.push(path.join(folder, name));
      } else if (mayBeKnown(name)) files.push(path.join(folder, name));
    }
  } catch {
    // A folder that goes away while it is read has what was read of it.
  }
  return { files: files.sort(), folders: folders.sort() };
}
