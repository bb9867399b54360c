import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileError } from './file-error.ts';
import { fsyncFolder } from './fsync-folder.ts';

/** Removes a file or a folder with all that is in it, and flushes the folder around it; fine where it is gone already. */
export async function removeFolder(folder: string): Promise<void> {
  try {
    // Windows refuses to remove what another program still holds open, so that it is tried a few times.
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    await fsyncFolder(path.dirname(folder));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return;
    throw fileError(error, folder, 'removing');
  }
}
