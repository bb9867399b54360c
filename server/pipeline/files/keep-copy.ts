import { constants } from 'node:fs';
import { copyFile, link, open, unlink } from 'node:fs/promises';
import path from 'node:path';
import { fileCalls } from './file-calls.ts';
import { fileError } from './file-error.ts';
import { fsyncFolder } from './fsync-folder.ts';
import { hasNoLinks, moveOver } from './put-in-place.ts';
import { temporaryPath } from './temporary-name.ts';

/**
 * Keeps a copy of what a file holds now, in place of what was kept under that name. A hard link would not do: who writes
 * the file in place, as editors do, writes into all of its names. Errors: those of `fileError`.
 */
export async function keepCopy(file: string, name: string): Promise<void> {
  const temporary = await temporaryPath(name);
  try {
    await flushedCopy(file, temporary);
    await moveOver(temporary, name, fileCalls);
    await fsyncFolder(path.dirname(name));
  } catch (error) {
    throw fileError(error, name, 'writing');
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
}

/** A hard link to a file, or a flushed copy of it where the disk has none. Errors: those of the system. */
export async function linkOrCopy(file: string, name: string): Promise<void> {
  try {
    await link(file, name);
  } catch (error) {
    if (!hasNoLinks(error)) throw error;
    await flushedCopy(file, name);
  }
}

async function flushedCopy(file: string, name: string): Promise<void> {
  await copyFile(file, name, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  // Windows flushes only what may be written; elsewhere a copy of what may only be read is flushed too.
  await using handle = await open(name, process.platform === 'win32' ? 'r+' : 'r');
  await handle.sync();
}
