import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { AttemptRecord } from '../../../../../server/pipeline/queue/job-record.ts';
import { LogRoom } from '../../../../../server/pipeline/queue/logs/log-room.ts';
import { pieceFile, piecesFolder } from '../../../../../server/pipeline/workers/log-pieces.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';

test('the oldest logs of a job go where they take too much together, those of failures last', async () => {
  const folder = await temporaryFolder();
  const attempts: AttemptRecord[] = [];
  const tasks = [{ attempts }] as never;
  const add = (name: string, size: number, state: AttemptRecord['state']): AttemptRecord => {
    const log = path.join(folder, `${name}.log`);
    writeFileSync(log, 'x'.repeat(size));
    const attempt: AttemptRecord = { number: 1, state, startedAt: attempts.length, log };
    attempts.push(attempt);
    return attempt;
  };
  const left = (): string[] => ['a', 'b', 'c', 'd', 'e'].filter((it) => existsSync(path.join(folder, `${it}.log`)));
  const a = add('a', 300, 'failed');
  mkdirSync(piecesFolder(a.log));
  writeFileSync(pieceFile(a.log, 300), 'x'.repeat(100));
  add('b', 300, 'completed');
  add('running', 5_000, 'running');
  const room = new LogRoom(1_000);
  await room.ended({ id: 'j', tasks }, add('c', 300, 'completed'));
  expect(left()).toEqual(['a', 'b', 'c']);
  await room.ended({ id: 'j', tasks }, add('d', 300, 'failed'));
  expect(left()).toEqual(['a', 'c', 'd']);
  await room.ended({ id: 'j', tasks }, add('e', 900, 'completed'));
  expect([left(), existsSync(piecesFolder(a.log))]).toEqual([['e'], false]);
});
