import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { missingOutputs } from '../../../../server/pipeline/queue/check-outputs.ts';
import { whereTorn } from '../../../../server/pipeline/queue/torn-picture.ts';
import { dpxFile, exrFile, jpegFile, pngFile, tgaFile, tiffFile } from '../../formats/images/write-images.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const WHOLE: readonly (readonly [name: string, bytes: Buffer])[] = [
  ['a.exr', exrFile({ width: 8, height: 40 })],
  ['a.dpx', dpxFile(true)],
  ['b.dpx', dpxFile(false)],
  ['a.png', pngFile()],
  ['big.PNG', pngFile(4_000, 500)],
  ['a.tif', tiffFile({})],
  ['a.jpg', jpegFile()],
  ['a.tga', tgaFile()],
];

test.each(WHOLE)('%s is whole, and torn wherever it breaks off', async (name, bytes) => {
  const file = path.join(await temporaryFolder(), name);
  await writeFile(file, bytes);
  expect(await whereTorn(file)).toBeUndefined();
  // The footer of a TGA is no part of its picture.
  const most = name.endsWith('tga') ? bytes.length - 27 : bytes.length - 1;
  for (const length of new Set([1, 3, 20, most >> 1, most])) {
    await writeFile(file, bytes.subarray(0, length));
    expect([length, await whereTorn(file)]).toEqual([length, expect.stringMatching(/^It .*[^.]$/)]);
  }
});

test.each([
  ['frame.exr', 'frame 12\n', undefined],
  ['frame.png', jpegFile(), undefined],
  ['frame.iff', 'FOR4', undefined],
  ['frame.exr', Buffer.alloc(100_000), 'It begins with zeros'],
  ['frame.png', Buffer.alloc(2), 'It begins with zeros'],
])('%s is judged only where it is what its name says', async (name, bytes, fault) => {
  const file = path.join(await temporaryFolder(), name);
  await writeFile(file, bytes);
  expect(await whereTorn(file)).toBe(fault);
});

test('torn frames are named, and only where pictures have to be whole', async () => {
  const folder = await temporaryFolder();
  const outputs = [1, 2, 3].map((frame) => path.join(folder, `a.${frame}.png`));
  for (const [index, file] of outputs.entries()) await writeFile(file, pngFile().subarray(0, index === 1 ? 30 : 999));
  const task = { frames: { first: 1, last: 3 }, outputs };
  expect(await missingOutputs(task)).toBeUndefined();
  expect(await missingOutputs(task, { whole: true })).toBe(
    'frame 2 is not complete (a.2.png: It breaks off within its chunk IHDR).',
  );
});
