import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fileError } from '../../../../server/pipeline/files/file-error.ts';
import { fileOperations } from '../../../../server/pipeline/files/file-operations.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

test.runIf(process.platform === 'linux')('a full disk is told, and the target keeps what it had', async () => {
  // /dev/full takes nothing; what is written beside it cannot be made there, so that the message is what is tried here.
  const error = await writeFile('/dev/full', 'x').catch((reason: unknown) => reason);
  expect(fileError(error, '/dev/full', 'writing')).toMatchObject({
    code: 'disk-full',
    path: '/dev/full',
    nextStep: 'Make room there and try again.',
  });
});

test.each([
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EACCES', 'no-permission'],
  ['EROFS', 'no-permission'],
  ['EPERM', 'no-permission'],
  ['ENOENT', 'not-found'],
  ['EIO', 'internal'],
])('%s is %s', (system, code) => {
  const cause = Object.assign(new Error(system), { code: system });
  const error = fileError(cause, '/x', 'writing');
  expect(error).toMatchObject({ code, path: '/x', cause });
  expect(fileError(error, '/y', 'moving')).toBe(error);
});

test('an exclusive file is made once', async () => {
  const file = path.join(await temporaryFolder(), 'one');
  const made = await Promise.all(
    Array.from({ length: 20 }, (_, at) => fileOperations.createExclusive(file, String(at))),
  );
  expect(made.filter(Boolean)).toHaveLength(1);
});

test('a folder is moved, but not over one that holds anything', async () => {
  const folder = await temporaryFolder();
  const [from, to] = [path.join(folder, 'from'), path.join(folder, 'to')];
  await fileOperations.makeFolder(from);
  await fileOperations.write(path.join(from, 'a'), 'new');
  await fileOperations.makeFolder(to);
  await fileOperations.write(path.join(to, 'a'), 'old');
  await expect(fileOperations.move(from, to)).rejects.toMatchObject({ path: to });
  expect(await readFile(path.join(to, 'a'), 'utf8')).toBe('old');
  await fileOperations.remove(to);
  await fileOperations.remove(to);
  await fileOperations.move(from, to);
  expect(await readFile(path.join(to, 'a'), 'utf8')).toBe('new');
  await fileOperations.removeIfEmpty(to);
  expect(await readdir(to)).toEqual(['a']);
});
