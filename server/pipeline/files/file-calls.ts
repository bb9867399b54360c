import type { Stats } from 'node:fs';
import { type FileHandle, link, open, readlink, realpath, rename, stat, unlink } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fsyncFolder } from './fsync-folder.ts';

/** What is done with a file that is being written. */
export interface WritingHandle {
  /** Writes some of the bytes at a place in the file, and answers how many: it may be fewer. */
  write(
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesWritten: number }>;
  stat(): Promise<Stats>;
  chown(user: number, group: number): Promise<void>;
  chmod(mode: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The calls to the system that replacing a file is made of; errors are those of the system. */
export interface FileCalls {
  /** Windows refuses to rename what another program has open for a moment; there it is tried again. */
  readonly platform: NodeJS.Platform;
  realpath(file: string): Promise<string>;
  readlink(file: string): Promise<string>;
  stat(file: string): Promise<Stats>;
  /** Makes a file that must not be there. */
  create(file: string, mode: number): Promise<WritingHandle>;
  rename(from: string, to: string): Promise<void>;
  /** A second name for a file; never over another one. */
  link(file: string, name: string): Promise<void>;
  unlink(file: string): Promise<void>;
  flushFolder(folder: string): Promise<void>;
  /** Waits so many milliseconds. */
  pause(milliseconds: number): Promise<void>;
}

/** The calls of this machine. */
export const fileCalls: FileCalls = {
  platform: process.platform,
  realpath: (file) => realpath(file),
  readlink: (file) => readlink(file),
  stat: (file) => stat(file),
  create: (file, mode): Promise<FileHandle> => open(file, 'wx', mode),
  rename,
  link,
  unlink,
  flushFolder: fsyncFolder,
  pause: (milliseconds) => pause(milliseconds),
};
