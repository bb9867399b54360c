import { constants, type Stats } from 'node:fs';
import { type FileHandle, link, lstat, mkdir, open, readdir, rename, rmdir, unlink } from 'node:fs/promises';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { systemCode } from '../files/file-error.ts';
import { fsyncFolder } from '../files/fsync-folder.ts';

/** What a share tells of a file. */
export interface FileFacts {
  readonly isFile: boolean;
  /** Tells the file from any other that had its name. */
  readonly inode: number;
  /** By the clock of the share; milliseconds since 1970. */
  readonly modifiedAt: number;
  /** Bytes. */
  readonly size: number;
}

/** A file that was opened: it stays the same one, whatever its name is given to meanwhile. */
export interface ShareHandle {
  stat(): Promise<FileFacts>;
  /** The text from the beginning, of at most so many bytes. */
  read(mostBytes: number): Promise<string>;
  /** Writes over the beginning, where it was not opened to append; what is behind stays. */
  write(text: string): Promise<void>;
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** `read`: what is there, without waiting for the other end of a pipe; `change`: to read and write what is there;
 * `create`: a new one, an error where there is one; `append`: to write behind what is there, made where there is none.
 * Links are not followed. */
export type OpenMode = 'read' | 'change' | 'create' | 'append';

/**
 * All that locks do on a share, one call of the system each; errors are the system's. Tests give a share that is slow,
 * that caches, that loses answers or vanishes.
 */
export interface ShareFiles {
  open(file: string, mode: OpenMode): Promise<ShareHandle>;
  /** Of a link, its own. */
  stat(file: string): Promise<FileFacts>;
  link(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  unlink(file: string): Promise<void>;
  /** The names in a folder. */
  list(folder: string): Promise<readonly string[]>;
  makeFolder(folder: string): Promise<void>;
  /** Removes an empty folder. */
  removeFolder(folder: string): Promise<void>;
  /** Flushes the names in a folder, where that is possible. */
  flushFolder(folder: string): Promise<void>;
}

/** Not on every system; where it is missing, it is left out. */
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;

const FLAGS: Readonly<Record<OpenMode, number>> = {
  read: constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | NO_FOLLOW,
  change: constants.O_RDWR | (constants.O_NONBLOCK ?? 0) | NO_FOLLOW,
  create: constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL,
  append: constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | (constants.O_NONBLOCK ?? 0) | NO_FOLLOW,
};

/** The files of this machine and of the shares that it has mounted. */
export const nodeFiles: ShareFiles = {
  open: async (file, mode) => handleOf(await open(file, FLAGS[mode])),
  stat: async (file) => factsOf(await lstat(file)),
  link: (from, to) => link(from, to),
  rename: (from, to) => whenNotBusy(() => rename(from, to)),
  unlink: (file) => whenNotBusy(() => unlink(file)),
  list: (folder) => readdir(folder),
  makeFolder: (folder) => mkdir(folder),
  removeFolder: (folder) => whenNotBusy(() => rmdir(folder)),
  flushFolder: (folder) => fsyncFolder(folder),
};

function handleOf(handle: FileHandle): ShareHandle {
  return {
    stat: async () => factsOf(await handle.stat()),
    async read(mostBytes) {
      const bytes = Buffer.alloc(mostBytes);
      let length = 0;
      for (let read = 1; read > 0 && length < mostBytes; length += read) {
        read = (await handle.read(bytes, length, mostBytes - length, length)).bytesRead;
      }
      return bytes.toString('utf8', 0, length);
    },
    async write(text) {
      const bytes = Buffer.from(text);
      let at = 0;
      while (at < bytes.length) at += (await handle.write(bytes, at, bytes.length - at, at)).bytesWritten;
    },
    flush: () => handle.sync(),
    close: () => handle.close(),
  };
}

function factsOf(stats: Stats): FileFacts {
  return { isFile: stats.isFile(), inode: stats.ino, modifiedAt: stats.mtimeMs, size: stats.size };
}

/** Windows refuses names that another program, a virus scanner mostly, has open for a moment. */
async function whenNotBusy(work: () => Promise<void>): Promise<void> {
  const waits = process.platform === 'win32' ? [10, 50, 100, 250, 500] : [];
  for (const wait of waits) {
    try {
      await work();
      return;
    } catch (error) {
      if (!['EBUSY', 'EPERM', 'EACCES'].includes(systemCode(error) ?? '')) throw error;
      await pause(wait);
    }
  }
  await work();
}
