import { DatabaseSync } from 'node:sqlite';
import { toStoreError } from '../store/sqlite-errors.ts';

const busy = 5; // SQLITE_BUSY

/** That this core is the only one of its state folder. Ends with the process, however that ends. */
export interface InstanceLock {
  release(): void;
}

/**
 * Takes the lock of the state folder, or returns undefined where another core holds it. It is SQLite's exclusive lock on
 * a database that stays empty: the kernel frees it when its owner dies, so that nothing stale is ever left to be judged.
 * Errors: `disk-full`, `state-folder-unusable`, `database-damaged`.
 */
export function takeInstanceLock(file: string): InstanceLock | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    const held = database;
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return { release: () => held.close() };
  } catch (error) {
    database?.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return undefined;
    throw toStoreError(error, file);
  }
}
