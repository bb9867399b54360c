import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { heldFile, isLost, putBack } from '../../../../server/pipeline/store/lost-database.ts';
import { openDatabase } from '../../../../server/pipeline/store/open-database.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const steps = ['CREATE TABLE words (word TEXT)'];
const wordsIn = (file: string) => {
  const { database, opened } = openDatabase(file, steps);
  const words = database.prepare('SELECT word FROM words').all();
  database.close();
  return { words: words.map(({ word }) => word), opened };
};

const opened = async () => {
  const file = path.join(await temporaryFolder(), 'queue.sqlite');
  const { database } = openDatabase(file, steps);
  database.exec("INSERT INTO words VALUES ('kept')");
  return { file, database, held: heldFile(file) ?? { dev: 0n, ino: 0n } };
};

test.skipIf(process.platform === 'win32').each([
  ['deleted', ['', '-wal', '-shm'], undefined, []],
  ['deleted without its log', [''], undefined, ['queue.sqlite.displaced']],
  ['replaced', ['', '-wal', '-shm'], 'another', ['queue.sqlite.displaced']],
])('a database whose file was %s is put back whole', async (_, endings, other, kept) => {
  const { file, database, held } = await opened();
  expect(isLost(file, held)).toBe(false);
  for (const ending of endings) rmSync(file + ending);
  if (other !== undefined) writeFileSync(file, other);
  expect(isLost(file, held)).toBe(true);
  database.exec("INSERT INTO words VALUES ('written since')");
  putBack(database, file);
  putBack(database, file);
  expect(wordsIn(file)).toEqual({ words: ['kept', 'written since'], opened: {} });
  expect(readdirSync(path.dirname(file)).filter((it) => it.includes('displaced'))).toEqual(kept);
  expect(existsSync(`${file}.rescued`)).toBe(false);
});
