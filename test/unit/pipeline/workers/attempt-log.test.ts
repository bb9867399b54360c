import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { AttemptLog } from '../../../../server/pipeline/workers/attempt-log.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

test('of an endless output the beginning and the end are kept, and what is left out is said', async () => {
  const file = path.join(await temporaryFolder(), 'deep', 'a.log');
  const log = new AttemptLog(file, 1_000);
  for (let line = 0; line < 50_000; line += 1) log.write(`line ${line} `.padEnd(20));
  log.close();
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('line 0 ');
  expect(text).toContain('line 49999 ');
  expect(text).not.toContain('line 10000 ');
  expect(text).toMatch(/\.\.\. \d+ characters of output left out \.\.\./);
  expect(text.length).toBeLessThan(300_000);
});

test.runIf(process.platform === 'linux')('a disk that is full while it is written does not throw', () => {
  const log = new AttemptLog('/dev/full');
  log.write('lost');
  expect(log.failure).toMatchObject({ code: 'ENOSPC' });
  log.write('more');
  log.close();
});
