import { DatabaseSync } from 'node:sqlite';

const busy = 5; // SQLITE_BUSY

/** That this core is the only one of its state folder. Ends with the process, however that ends. */
export interface InstanceLock {
  release(): void;
}

/**
 * Takes the lock of the state folder, or returns undefined where another core holds it. It is SQLite's exclusive lock on
 * a database that stays empty: the kernel frees it when its owner dies, so that nothing stale is ever left to be judged.
 */
export function takeInstanceLock(file: string): InstanceLock | undefined {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return { release: () => database.close() };
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return undefined;
    throw error;
  }
}
