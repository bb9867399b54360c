import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat, statfs, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkRoom } from '../../../../server/pipeline/files/room.ts';
import { Sweep, sweepFolder } from '../../../../server/pipeline/files/sweep.ts';
import { temporaryPath } from '../../../../server/pipeline/files/temporary-name.ts';
import { thisWriter } from '../../../../server/pipeline/files/writer.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

/** Names of private files by who made them: they end in sixteen digits. */
async function names() {
  const { machine, process: id, started } = await thisWriter();
  const ended = spawn(process.execPath, ['-e', '']);
  await once(ended, 'exit');
  const end = '0123456789abcdef';
  return {
    alive: `.~a.comp.tmp-${machine}-${id}-${started || '0'}-${end}`,
    dead: `.~a.comp.tmp-${machine}-${ended.pid}-00000000-${end}`,
    recycled: `.~a.comp.tmp-${machine}-${id}-00000000-${end}`,
    elsewhere: `.~a.comp.tmp-ffffffff-${ended.pid}-00000000-${end}`,
    others: ['a.comp', '.~a.comp.lock', '.~a.comp.lock.fence-3', '.~a.comp.tmp-x', 'a.comp.tmp-1-2-3-4'],
  };
}

test('what dead writers left goes, and nothing else', async () => {
  const folder = await temporaryFolder();
  const { alive, dead, recycled, elsewhere, others } = await names();
  for (const name of [alive, dead, recycled, elsewhere, ...others]) await writeFile(path.join(folder, name), 'x');
  await sweepFolder(folder);
  const left = [alive, elsewhere, ...others, ...((await thisWriter()).started === '' ? [recycled] : [])];
  expect((await readdir(folder)).sort()).toEqual(left.sort());
});

test('after a day it goes whoever made it', async () => {
  const folder = await temporaryFolder();
  const { alive, elsewhere, others } = await names();
  for (const name of [alive, elsewhere, ...others]) await writeFile(path.join(folder, name), 'x');
  const past = new Date(Date.now() - 2 * 86_400_000);
  for (const name of [elsewhere, ...others]) await utimes(path.join(folder, name), past, past);
  await sweepFolder(folder);
  expect((await readdir(folder)).sort()).toEqual([alive, ...others].sort());
});

test('a folder is looked through once a minute at most', async () => {
  const folder = await temporaryFolder();
  const { dead } = await names();
  let now = 0;
  const sweep = new Sweep(() => now);
  const isLeftAfter = async (time: number) => {
    now = time;
    await writeFile(path.join(folder, dead), 'x');
    await sweep.folder(folder);
    return (await readdir(folder)).includes(dead);
  };
  expect([await isLeftAfter(0), await isLeftAfter(59_000), await isLeftAfter(61_000)]).toEqual([false, true, false]);
  await sweep.folder(path.join(folder, 'gone'));
});

test('a folder is asked for room before it is made, and nothing stays of that', async () => {
  const folder = await temporaryFolder();
  await checkRoom(path.join(folder, 'not', 'yet'), 1000);
  expect(await readdir(folder)).toEqual([]);
  const { bavail, bsize } = await statfs(folder);
  await expect(checkRoom(folder, bavail * bsize * 2 + 1e12)).rejects.toMatchObject({
    code: 'disk-full',
    path: folder,
    message: expect.stringMatching(/^[\d.]+ [GT]B are needed in .*, and .* are free there\.$/),
  });
  const file = await temporaryPath(path.join(folder, 'file'));
  await writeFile(file, '');
  await expect(checkRoom(path.join(file, 'inside'), 0)).rejects.toMatchObject({ code: 'not-found' });
  expect((await stat(file)).size).toBe(0);
});

test.runIf(process.platform === 'linux')('a place where nothing can be written is told', async () => {
  await expect(checkRoom('/proc/self', 0)).rejects.toMatchObject({ nextStep: expect.any(String), path: '/proc/self' });
});
