import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { ComplineError } from '../../protocol/errors.ts';
import { isDamage, toStoreError } from '../store/sqlite-errors.ts';

const busy = 5; // SQLITE_BUSY

/** That this core is the only one of its state folder. Ends with the process, however that ends. */
export interface InstanceLock {
  /** Whether the file is still the one that was locked: where it was removed, another core may hold a new one. */
  isHeld(): boolean;
  release(): void;
}

/**
 * Takes the lock of the state folder, or returns undefined where another core holds it. It is SQLite's exclusive lock on
 * a database that stays empty: the kernel frees it when its owner dies, so that nothing stale is ever left to be judged.
 * Errors: `disk-full`, `state-folder-unusable`.
 */
export function takeInstanceLock(file: string): InstanceLock | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    const held = database;
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    const locked = inodeOf(file);
    return { isHeld: () => inodeOf(file) === locked, release: () => held.close() };
  } catch (error) {
    database?.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return undefined;
    if (!isDamage(error)) throw toStoreError(error, file);
    throw new ComplineError(
      {
        code: 'state-folder-unusable',
        message: `The lock of the pipeline core is damaged (${file}).`,
        nextStep: 'Remove that file while no core is running, and try again: nothing is kept in it.',
        path: file,
      },
      { cause: error },
    );
  }
}

/** What tells a file from another one under the same name, or undefined where there is none. */
function inodeOf(file: string): string | undefined {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}
