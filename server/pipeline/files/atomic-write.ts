import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { fileError } from './file-error.ts';
import { fsyncFolder } from './fsync-folder.ts';

/**
 * Writes a file whole or not at all: beside its target, flushed, renamed over it, the folder flushed. The mode of a
 * file that was there is kept; `mode` is that of a new one. Errors: those of `fileError`; nothing is left behind.
 */
export async function atomicWrite(file: string, data: string | Uint8Array, mode?: number): Promise<void> {
  try {
    await writeFileAtomic(file, '', {
      ...(mode !== undefined && { mode }),
      // The package calls write() once and takes what it wrote for all there is; on a disk that is nearly full that is
      // less. writeFile goes on until everything is written, or fails.
      tmpfileCreated: (temporary) => writeFile(temporary, data),
    });
    await fsyncFolder(path.dirname(file));
  } catch (error) {
    throw fileError(error, file, 'writing');
  }
}
