import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { copyFile, mkdtemp, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { at } from '../../../../scripts/lib/paths.mjs';
import { readExrHeader } from '../../../../server/pipeline/publish/exr-header.ts';
import { inspectFile } from '../../../../server/pipeline/publish/inspect-file.ts';

const PLATE = at(
  'test/fixtures/sample-project/05-SHOTS/DEMO_S_SH020/DEMO_S_SH020_PLATE/_published/001_OK/DEMO_S_SH020_PLATE.1001.exr',
);
const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;

async function folderOfTest(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'compline-inspect-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('an OpenEXR file is cut off at every place', async () => {
  const file = path.join(await folderOfTest(), 'a.exr');
  const size = statSync(PLATE).size;
  for (let length = size; length >= 0; length -= Math.max(1, Math.floor(size / 97))) {
    await copyFile(PLATE, file);
    await truncate(file, length);
    const result = await inspectFile(file, 0);
    if (length === size) expect(result).toMatchObject({ name: 'a.exr', bytes: size });
    else expect(result).toHaveProperty('fault');
  }
});

test('an OpenEXR file whose table of offsets was never written is not complete', async () => {
  const file = path.join(await folderOfTest(), 'a.exr');
  const bytes = readFileSync(PLATE);
  const header = readExrHeader(bytes);
  if (header === 'more' || 'fault' in header) throw new Error('The plate is no OpenEXR file.');
  bytes.fill(0, header.tables + 8, header.tables + 16);
  await writeFile(file, bytes);
  expect(await inspectFile(file, 0)).toMatchObject({ fault: expect.stringContaining('not complete') });
});

describe.runIf(hasFfmpeg)('files that ffmpeg writes are complete, and cut off are not', () => {
  test.each([
    ['a.exr', ['-compression', 'none']],
    ['a.exr', ['-compression', 'rle']],
    ['a.exr', ['-compression', 'zip1']],
    ['a.exr', ['-compression', 'zip16']],
    ['a.png', []],
    ['a.jpg', []],
    ['a.tif', []],
    ['a.dpx', []],
  ])('%s %j', async (name, args) => {
    const file = path.join(await folderOfTest(), name);
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=size=97x53', '-frames:v', '1', ...args, file]);
    expect(await inspectFile(file, 0)).toMatchObject({ name, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    await truncate(file, statSync(file).size - 100);
    // A TIFF file has nothing at its end that tells.
    if (name !== 'a.tif') expect(await inspectFile(file, 0)).toHaveProperty('fault');
    await writeFile(file, 'something else');
    expect(await inspectFile(file, 0)).toHaveProperty('fault');
  });
});

test.each([
  ['it is missing', async () => {}, /missing/],
  ['it is empty', (file: string) => writeFile(file, ''), /empty/],
  [
    'it is older',
    async (file: string) => {
      await copyFile(PLATE, file);
      await utimes(file, 1, 1);
    },
    /older/,
  ],
])('%s', async (_name, prepare, fault) => {
  const file = path.join(await folderOfTest(), 'a.exr');
  await prepare(file);
  expect(await inspectFile(file, 10_000)).toMatchObject({ fault: expect.stringMatching(fault) });
});
