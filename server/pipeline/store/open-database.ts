import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { ComplineError } from '../../protocol/errors.ts';
import type { StoreOpened } from './job-store.ts';
import { migrations as allMigrations } from './migrations.ts';
import { isDamage, toStoreError } from './sqlite-errors.ts';

const busyTimeout = 5_000; // milliseconds

/**
 * Opens the database, and makes it where it is not there. A damaged one is moved aside and kept. One of an older form is
 * copied first and then migrated. Errors: `database-newer`, `state-folder-unusable`, `disk-full`.
 */
export function openDatabase(
  file: string,
  migrations: readonly string[] = allMigrations,
): { readonly database: DatabaseSync; readonly opened: Omit<StoreOpened, 'revision'> } {
  let damagedKeptAt: string | undefined;
  for (;;) {
    let database: DatabaseSync | undefined;
    try {
      database = open(file);
      const backup = migrate(database, file, migrations);
      return {
        database,
        opened: { ...(damagedKeptAt !== undefined && { damagedKeptAt }), ...(backup !== undefined && { backup }) },
      };
    } catch (error) {
      if (database?.isOpen === true) database.close();
      if (!isDamage(error) || damagedKeptAt !== undefined) throw toStoreError(error, file);
      damagedKeptAt = moveAside(file, 'damaged');
    }
  }
}

function open(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: true });
  try {
    database.exec(`PRAGMA busy_timeout = ${busyTimeout}`);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    const result = database.prepare('PRAGMA quick_check(1)').get();
    if (result?.quick_check !== 'ok') throw new DatabaseDamaged(String(result?.quick_check));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The integrity check found a fault. */
class DatabaseDamaged extends Error {
  readonly errcode = 11; // SQLITE_CORRUPT
}

function migrate(database: DatabaseSync, file: string, migrations: readonly string[]): string | undefined {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (version > migrations.length) {
    throw new ComplineError({
      code: 'database-newer',
      message: `The queue's database is of version ${version}; this Compline knows versions up to ${migrations.length}.`,
      nextStep: 'Update Compline, or set COMPLINE_STATE_HOME to another folder.',
      path: file,
    });
  }
  if (version === migrations.length) return undefined;
  const backup = version === 0 ? undefined : backUp(database, file, version);
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const step of migrations.slice(version)) database.exec(step);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
  return backup;
}

function backUp(database: DatabaseSync, file: string, version: number): string {
  const backup = freeName((suffix) => `${file}.v${version}${suffix}.backup`);
  database.prepare('VACUUM INTO ?').run(backup);
  return backup;
}

/** Moves what there is of a database into a folder beside it, whose name says what became of it; returns the folder. */
export function moveAside(file: string, fate: 'damaged' | 'displaced'): string | undefined {
  const there = ['', '-wal', '-shm'].filter((ending) => existsSync(file + ending));
  if (there.length === 0) return undefined;
  const kept = freeName((suffix) => `${file}.${fate}${suffix}`);
  mkdirSync(kept); // A folder, since the write-ahead log must stay with its database.
  for (const ending of there) renameSync(file + ending, `${kept}/queue.sqlite${ending}`);
  return kept;
}

function freeName(name: (suffix: string) => string): string {
  for (let number = 1; ; number += 1) {
    const candidate = name(number === 1 ? '' : `-${number}`);
    if (!existsSync(candidate)) return candidate;
  }
}
