import { open, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { fileCalls } from './file-calls.ts';
import { fileError, systemCode } from './file-error.ts';
import { fsyncFolder } from './fsync-folder.ts';
import { makeFolders } from './make-folders.ts';
import { moveOver } from './put-in-place.ts';
import { removeFolder } from './remove-folder.ts';
import { type ReplaceOptions, replaceFile } from './replace-file.ts';

/**
 * Every way in which a publish changes files. Each operation is done and flushed when it resolves; one that fails with
 * an error (those of `fileError`) has changed nothing.
 */
export interface FileOperations {
  /** Makes a folder and those around it. */
  makeFolder(folder: string): Promise<void>;
  /** Writes a file whole or not at all, as `replaceFile` does. */
  write(file: string, data: string | Uint8Array, options?: ReplaceOptions): Promise<void>;
  /** Makes a file that must not be there yet; answers false where it is. */
  createExclusive(file: string, data: string): Promise<boolean>;
  /** Moves a file or folder on its device; never over a folder that holds anything. */
  move(from: string, to: string): Promise<void>;
  /** Removes a file or a folder with all that is in it; fine where it is gone already. */
  remove(target: string): Promise<void>;
  /** Removes a folder if it is empty; leaves it otherwise. */
  removeIfEmpty(folder: string): Promise<void>;
}

/** The file operations of this machine. */
export const fileOperations: FileOperations = {
  async makeFolder(folder) {
    try {
      const first = await makeFolders(folder);
      if (first !== undefined) await fsyncFolder(path.dirname(first));
    } catch (error) {
      throw fileError(systemCode(error) === 'EEXIST' ? notFolder(error) : error, folder, 'making the folder');
    }
  },

  async write(file, data, options) {
    await replaceFile(file, data, options);
  },

  async createExclusive(file, data) {
    let isMade = false;
    try {
      const handle = await open(file, 'wx');
      isMade = true;
      try {
        await handle.writeFile(data);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await fsyncFolder(path.dirname(file));
      return true;
    } catch (error) {
      if (!isMade && systemCode(error) === 'EEXIST') return false;
      if (isMade) await removeFolder(file).catch(() => undefined);
      throw fileError(error, file, 'making');
    }
  },

  async move(from, to) {
    try {
      await moveOver(from, to, fileCalls);
      await fsyncFolder(path.dirname(to));
      if (path.dirname(from) !== path.dirname(to)) await fsyncFolder(path.dirname(from));
    } catch (error) {
      throw fileError(error, to, `moving ${from} to`);
    }
  },

  remove: removeFolder,

  async removeIfEmpty(folder) {
    try {
      await rmdir(folder);
      await fsyncFolder(path.dirname(folder));
    } catch {
      // It holds something, or it is gone: either is well.
    }
  },
};

/** A file stands where a folder should be: told as a place that is not there. */
function notFolder(error: unknown): Error {
  const cause = error instanceof Error ? error.message : String(error);
  return Object.assign(new Error(cause, { cause: error }), { code: 'ENOTDIR' });
}
