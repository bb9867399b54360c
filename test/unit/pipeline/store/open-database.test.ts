import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { migrations } from '../../../../server/pipeline/store/migrations.ts';
import { openDatabase } from '../../../../server/pipeline/store/open-database.ts';
import { SqliteJobs } from '../../../../server/pipeline/store/sqlite-jobs.ts';
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
  expect(version(database)).toBe(migrations.length);
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

test('the jobs of the first form are there after the migration, with their sums', async () => {
  const file = await newFile();
  const first = openDatabase(file, migrations.slice(0, 1)).database;
  first.exec(`
    INSERT INTO jobs VALUES ('a', 'SH010', 'publish', 'running', '/p', '/p/a.comp', 'ada', 5, 6, NULL, NULL, 7, 0);
    INSERT INTO layers VALUES ('a', 0, 'OUT', 1, '[]', '[0]', 60);
    INSERT INTO tasks VALUES
      ('a', 0, 0, '1.1', 1, 10, '{"program":"x","args":[],"cwd":"/","environment":{}}', '[]', 'completed', 10, 0, 0),
      ('a', 0, 1, '1.2', 11, 15, '{"program":"x","args":[],"cwd":"/","environment":{}}', '[]', 'running', 3, 1, 0);
    INSERT INTO attempts VALUES ('a', '1.2', 1, 'running', 6, NULL, 42, 'boot/1', NULL, NULL, '/l');
    INSERT INTO events (job, at, event) VALUES ('a', 5, 'submit');
  `);
  first.close();
  const { database } = openDatabase(file);
  const jobs = new SqliteJobs(database);
  expect(jobs.list({ limit: 10 }).jobs).toMatchObject([
    {
      id: 'a',
      priority: 50,
      position: 5,
      framesTotal: 15,
      framesDone: 10,
      tasksDone: 1,
      tasksRunning: 1,
      tasksTotal: 2,
    },
  ]);
  expect(jobs.active()).toMatchObject([
    {
      id: 'a',
      farm: 'local',
      tasks: { completed: 1, running: 1 },
      layers: [{ name: 'OUT', timeout: 60, needs: {}, backoff: 0, tasks: [{}, { attempts: [{ process: 42 }] }] }],
    },
  ]);
  expect(jobs.revision()).toBe(7);
  expect(jobs.events('a')).toEqual([{ at: 5, event: 'submit' }]);
  jobs.close();
});
