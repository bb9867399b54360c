import { readFile, rm, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { fileOperations } from '../../../../server/pipeline/files/file-operations.ts';
import { turnFile } from '../../../../server/pipeline/publish/delivery-places.ts';
import { awaitTurn, takeTurn } from '../../../../server/pipeline/publish/delivery-turn.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const now = () => new Date().toISOString();
const ours = () => ({ id: 'ours', user: 'ann', machine: 'ws01', at: now() });
const theirs = (at: string) => JSON.stringify({ version: 1, id: 'theirs', user: 'bob', machine: 'ws02', at });

test('a delivery that somebody is just replacing is waited for', async () => {
  const delivery = { folder: await temporaryFolder(), name: 'OUT' };
  await writeFile(turnFile(delivery), theirs(now()));
  let isTaken = false;
  const taking = takeTurn(fileOperations, delivery, ours()).then(() => {
    isTaken = true;
  });
  const waiting = awaitTurn(delivery);
  await Promise.race([taking, new Promise((resolve) => setImmediate(resolve))]);
  expect(isTaken).toBe(false);
  await rm(turnFile(delivery));
  await taking;
  expect(JSON.parse(await readFile(turnFile(delivery), 'utf8'))).toMatchObject({ id: 'ours' });
  await takeTurn(fileOperations, delivery, ours());
  await rm(turnFile(delivery));
  await waiting;
});

test.each<[string, string]>([
  ['one who has been at it for long', theirs('2026-01-01T00:00:00.000Z')],
  ['nobody knows whom', '{"version":1,'],
])('%s is told, and not waited for', async (_, text) => {
  const delivery = { folder: await temporaryFolder(), name: 'OUT' };
  await writeFile(turnFile(delivery), text);
  const locked = { code: 'locked', path: turnFile(delivery) };
  await expect(takeTurn(fileOperations, delivery, ours())).rejects.toMatchObject(locked);
  await expect(awaitTurn(delivery)).rejects.toMatchObject(locked);
});
