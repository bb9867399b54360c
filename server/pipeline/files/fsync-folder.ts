import { open } from 'node:fs/promises';
import { systemCode } from './file-error.ts';

/** Systems and shares that cannot flush a folder say so with one of these. */
const CANNOT = new Set(['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EBADF']);

/** Flushes a folder, so that names made, moved or removed in it survive a power cut. Does nothing where that is not possible. */
export async function fsyncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!CANNOT.has(systemCode(error) ?? '')) throw error;
  }
}
