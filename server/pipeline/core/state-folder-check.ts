import { chmod, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { ComplineError } from '../../protocol/errors.ts';
import { makeFolders } from '../files/make-folders.ts';
import { checkLocalDisk } from './local-disk.ts';

/**
 * Makes the state folder, for its user alone, and sees that it can be written and is on a disk of this machine. Errors:
 * `state-folder-unusable`, `disk-full`.
 */
export async function prepareStateFolder(folder: string): Promise<void> {
  try {
    await makeFolders(folder, 0o700);
    await chmod(folder, 0o700);
    const probe = path.join(folder, `.probe-${process.pid}`);
    const handle = await open(probe, 'wx', 0o600);
    await handle.close();
    await rm(probe);
  } catch (error) {
    const full = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
    throw new ComplineError(
      {
        code: full ? 'disk-full' : 'state-folder-unusable',
        message: `The state folder ${folder} cannot be used: ${error instanceof Error ? error.message : error}.`,
        nextStep: full
          ? 'Free space on its disk.'
          : 'Make the folder yours and writable, or set COMPLINE_STATE_HOME to another one.',
        path: folder,
      },
      { cause: error },
    );
  }
  await checkLocalDisk(folder);
}
