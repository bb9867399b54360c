import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { AttemptLog, type LogLimits } from '../../../../server/pipeline/workers/attempt-log.ts';
import { logPieces, logSize, piecesFolder } from '../../../../server/pipeline/workers/log-pieces.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const limits: LogLimits = { head: 1_000, piece: 500, pieces: 3 };

async function textOf(file: string): Promise<string> {
  return (await logPieces(file)).map((it) => readFileSync(it.file, 'utf8')).join('');
}

test('of an endless output the head and the end are on the disk at every moment, within bounds', async () => {
  const file = path.join(await temporaryFolder(), 'deep', 'a.log');
  const log = new AttemptLog(file, limits);
  const written: string[] = [];
  for (let line = 0; line < 2_000; line += 1) {
    written.push(`line ${line}.`);
    log.write(`line ${line}.`);
    if (line % 100 !== 99) continue;
    // Not closed: what a process that is killed leaves.
    const text = await textOf(file);
    expect(text).toContain(`line ${line}.`);
    expect(text).toContain('line 0.');
    expect(await logSize(file)).toBeLessThanOrEqual(1_000 + 3 * 500);
  }
  log.close();
  const kept = (await textOf(file))
    .trimEnd()
    .split('\n')
    .map((it) => it.replace(/^\S+ /, ''));
  const cut = kept.findIndex((line, index) => index > 0 && line !== written[index]);
  expect(kept).toEqual([...written.slice(0, cut), ...written.slice(cut - kept.length)]);
  expect(kept.length - cut).toBeGreaterThanOrEqual((2 * 500) / 40);
});

test('the pieces are called by where they begin, and touch each other', async () => {
  const file = path.join(await temporaryFolder(), 'a.log');
  const log = new AttemptLog(file, { ...limits, pieces: 10 });
  log.write(...Array.from({ length: 100 }, (_, index) => `line ${index}`));
  log.close();
  const pieces = await logPieces(file);
  expect(pieces.length).toBeGreaterThan(3);
  for (const [index, piece] of pieces.entries()) expect(piece.start).toBe(pieces[index - 1]?.end ?? 0);
});

test('a log that is opened once more goes on where it ended', async () => {
  const file = path.join(await temporaryFolder(), 'a.log');
  for (let time = 0; time < 3; time += 1) {
    const log = new AttemptLog(file, limits);
    log.write(...Array.from({ length: 30 }, (_, index) => `time ${time} line ${index}`));
    log.close();
  }
  const text = await textOf(file);
  expect(text).toContain('time 0 line 0\n');
  expect(text).toContain('time 2 line 29\n');
  expect(await logSize(file)).toBeLessThanOrEqual(1_000 + 3 * 500);
});

test('what nobody of us has written among the pieces is left alone', async () => {
  const file = path.join(await temporaryFolder(), 'a.log');
  const log = new AttemptLog(file, limits);
  log.write('x'.repeat(1_000), 'y');
  writeFileSync(path.join(piecesFolder(file), 'note.txt'), 'mine');
  for (let line = 0; line < 200; line += 1) log.write(`line ${line}`);
  log.close();
  expect(readdirSync(piecesFolder(file))).toContain('note.txt');
  expect(await textOf(file)).not.toContain('mine');
});

test.runIf(process.platform === 'linux')('a disk that is full while it is written does not throw', () => {
  const log = new AttemptLog('/dev/full');
  log.write('lost');
  expect(log.failure).toMatchObject({ code: 'ENOSPC' });
  log.write('more');
  log.close();
});
