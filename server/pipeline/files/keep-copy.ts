import { constants } from 'node:fs';
import { copyFile, link, open, unlink } from 'node:fs/promises';
import path from 'node:path';
import { fileCalls } from './file-calls.ts';
import { fileError } from './file-error.ts';
import { fsyncFolder } from './fsync-folder.ts';
import { hasNoLinks, moveOver } from './put-in-place.ts';
import { temporaryPath } from './temporary-name.ts';

/**
 * Keeps what a file holds now under a second name, in place of what was kept there: by a hard link, or as a copy where
 * the disk has none. Errors: those of `fileError`.
 */
export async function keepCopy(file: string, name: string): Promise<void> {
  const temporary = await temporaryPath(name);
  try {
    await linkOrCopy(file, temporary);
    await moveOver(temporary, name, fileCalls);
    await fsyncFolder(path.dirname(name));
  } catch (error) {
    throw fileError(error, name, 'writing');
  } finally {
    // It is still there after an error; and where both were one file, as renaming then does nothing.
    await unlink(temporary).catch(() => undefined);
  }
}

/** A hard link to a file, or a flushed copy of it where the disk has none. Errors: those of the system. */
export async function linkOrCopy(file: string, name: string): Promise<void> {
  try {
    await link(file, name);
  } catch (error) {
    if (!hasNoLinks(error)) throw error;
    await copyFile(file, name, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    await using handle = await open(name, 'r+');
    await handle.sync();
  }
}
