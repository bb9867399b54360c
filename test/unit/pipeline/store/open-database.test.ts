import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../../server/pipeline/store/open-database.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const newFile = async () => path.join(await temporaryFolder(), 'queue.sqlite');
const version = (database: DatabaseSync) => database.prepare('PRAGMA user_version').get()?.user_version;

test('a new database is made durable and in its newest form', async () => {
  const { database, opened } = openDatabase(await newFile(), ['CREATE TABLE a (x)', 'CREATE TABLE b (x)']);
  expect(opened).toEqual({});
  expect(version(database)).toBe(2);
  expect(database.prepare('PRAGMA journal_mode').get()?.journal_mode).toBe('wal');
  expect(database.prepare('PRAGMA synchronous').get()?.synchronous).toBe(2); // FULL
  database.close();
});

test('an older database is copied, then migrated', async () => {
  const file = await newFile();
  const first = openDatabase(file, ['CREATE TABLE a (x)']).database;
  first.exec("INSERT INTO a VALUES ('kept')");
  first.close();
  const { database, opened } = openDatabase(file, ['CREATE TABLE a (x)', 'ALTER TABLE a ADD COLUMN y']);
  expect(version(database)).toBe(2);
  expect({ ...database.prepare('SELECT * FROM a').get() }).toEqual({ x: 'kept', y: null });
  database.close();
  const backup = new DatabaseSync(opened.backup ?? '', { readOnly: true });
  expect(version(backup)).toBe(1);
  expect({ ...backup.prepare('SELECT * FROM a').get() }).toEqual({ x: 'kept' });
  backup.close();
});

test('a migration that fails leaves the database as it was', async () => {
  const file = await newFile();
  openDatabase(file, ['CREATE TABLE a (x)']).database.close();
  expect(() => openDatabase(file, ['CREATE TABLE a (x)', 'CREATE TABLE b (x); NONSENSE'])).toThrow();
  const { database } = openDatabase(file, ['CREATE TABLE a (x)']);
  expect(version(database)).toBe(1);
  expect(database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'b'").get()).toBeUndefined();
  database.close();
});

test('a newer database is refused and not touched', async () => {
  const file = await newFile();
  openDatabase(file, ['CREATE TABLE a (x)', 'CREATE TABLE b (x)']).database.close();
  expect(() => openDatabase(file, ['CREATE TABLE a (x)'])).toThrow(
    expect.objectContaining({ code: 'database-newer', path: file }),
  );
  const { database } = openDatabase(file, ['CREATE TABLE a (x)', 'CREATE TABLE b (x)']);
  expect(version(database)).toBe(2);
  database.close();
});

test('a damaged database is kept aside, and a new one begun', async () => {
  const file = await newFile();
  writeFileSync(file, 'This is no database at all, and long enough for its header to be read.'.repeat(100));
  const { database, opened } = openDatabase(file);
  expect(version(database)).toBe(1);
  database.close();
  expect(readdirSync(opened.damagedKeptAt ?? '')).toContain('queue.sqlite');
});

test('a page that was overwritten is found', async () => {
  const file = await newFile();
  const { database } = openDatabase(file, ['CREATE TABLE a (x); CREATE INDEX i ON a (x)']);
  for (let row = 0; row < 500; row += 1) database.prepare('INSERT INTO a VALUES (?)').run(`row ${row}`.repeat(20));
  database.close();
  const damaged = new DatabaseSync(file);
  damaged.exec('PRAGMA writable_schema = ON');
  damaged.close();
  const { openSync, writeSync, closeSync } = await import('node:fs');
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(4096, 0xff), 0, 4096, 8192);
  closeSync(handle);
  const { database: fresh, opened } = openDatabase(file, ['CREATE TABLE a (x); CREATE INDEX i ON a (x)']);
  expect(opened.damagedKeptAt).toBeDefined();
  fresh.close();
});

test('a folder that cannot be written is said', () => {
  expect(() => openDatabase('/proc/nowhere/queue.sqlite')).toThrow(
    expect.objectContaining({ code: 'state-folder-unusable' }),
  );
  expect(existsSync('/proc/nowhere')).toBe(false);
});
