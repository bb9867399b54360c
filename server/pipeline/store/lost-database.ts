import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { moveAside } from './open-database.ts';

/** Which file a database was opened as. */
export interface HeldFile {
  readonly dev: bigint;
  readonly ino: bigint;
}

/** The file that stands there now; undefined where there is none. Errors: those of the file system. */
export function heldFile(file: string): HeldFile | undefined {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? undefined : { dev: found.dev, ino: found.ino };
}

/** True where somebody has deleted or replaced the file of an open database: what is written goes nowhere then. */
export function isLost(file: string, held: HeldFile): boolean {
  const now = heldFile(file);
  return now === undefined || now.ino !== held.ino || now.dev !== held.dev;
}

/**
 * Writes an open database whose file was deleted or replaced into its place again, and closes it: it is to be opened
 * anew. What stands in its place is moved aside and kept. Called again after an error it goes on where it was. Errors: SQLite's, where the database is still open, and those
 * of the file system.
 */
export function putBack(database: DatabaseSync, file: string): void {
  const copy = `${file}.rescued`;
  if (database.isOpen) {
    rmSync(copy, { force: true });
    database.prepare('VACUUM INTO ?').run(copy);
    flush(copy);
    database.close();
  }
  if (!existsSync(copy)) return; // It is in its place already.
  moveAside(file, 'displaced');
  renameSync(copy, file);
  if (process.platform !== 'win32') flush(path.dirname(file));
}

function flush(file: string): void {
  const descriptor = openSync(file, process.platform === 'win32' ? 'r+' : 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
