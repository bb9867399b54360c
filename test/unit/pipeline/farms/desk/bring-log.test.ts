import { appendFile, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { bringLog } from '../../../../../server/pipeline/farms/desk/bring-log.ts';

test('what is new of a file is added, a shorter one is another one, a text takes the place of what was there', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'compline-log-'));
  const [there, log] = [path.join(folder, 'there.out'), path.join(folder, 'a', 'b', '1.log')];
  await bringLog({ file: there }, log);
  await writeFile(there, 'one\n');
  await bringLog({ file: there }, log);
  await appendFile(there, 'two\n');
  await bringLog({ file: there }, log);
  expect(await readFile(log, 'utf8')).toBe('one\ntwo\n');
  await bringLog({ file: there }, log);
  await writeFile(there, 'new\n');
  await bringLog({ file: there }, log);
  expect(await readFile(log, 'utf8')).toBe('new\n');
  await bringLog({ text: 'said\n' }, log);
  expect(await readFile(log, 'utf8')).toBe('said\n');
});
