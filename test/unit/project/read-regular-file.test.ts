import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readRegularFile, whyUnreadable } from '../../../server/project/read-regular-file.ts';
import { temporaryFolder } from '../temporary-folder.ts';

test('a file is read whole, also through a link', async () => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'a'), 'text');
  await symlink('a', path.join(folder, 'b'));
  expect((await readRegularFile(path.join(folder, 'b'))).toString()).toBe('text');
});

const others: readonly [what: string, make: (file: string) => unknown, reason: string][] = [
  ['nothing', () => {}, 'it does not exist'],
  ['a folder', (file) => mkdir(file), 'it is a folder'],
  ['a link to itself', (file) => symlink(file, file), 'its symbolic links lead in a circle'],
  ['a link to nothing', (file) => symlink('nowhere', file), 'it does not exist'],
];
test.each(others)('%s is no file, and the reason is told', async (_what, make, reason) => {
  const file = path.join(await temporaryFolder(), 'a');
  await make(file);
  expect(await readRegularFile(file).catch(whyUnreadable)).toBe(reason);
});

test.skipIf(process.platform === 'win32')('a pipe and a device are not waited for', async () => {
  const pipe = path.join(await temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [pipe]);
  expect(await readRegularFile(pipe).catch(whyUnreadable)).toBe('it is no regular file');
  expect(await readRegularFile('/dev/zero').catch(whyUnreadable)).toBe('it is no regular file');
});
