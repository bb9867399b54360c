import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { at } from '../../../../scripts/lib/paths.mjs';
import { filesBefore } from '../../../../server/pipeline/publish/file-identity.ts';
import { inspectFile } from '../../../../server/pipeline/publish/inspect-file.ts';
import { dpxFile, exrFile, tiffFile } from '../../formats/images/write-images.ts';

const FOLDER = at(
  'test',
  'fixtures',
  'sample-project',
  '05-SHOTS',
  'DEMO_S_SH010',
  'DEMO_S_SH010_PLATE',
  '_published',
  '001_OK',
);
const PLATE = path.join(FOLDER, 'DEMO_S_SH010_PLATE.1001.exr');

const hasFfmpeg = (() => {
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

async function folderOfTest(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'compline-inspect-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

test('an OpenEXR file is cut off at every place', async () => {
  const file = path.join(await folderOfTest(), 'a.exr');
  const size = statSync(PLATE).size;
  for (let length = size; length >= 0; length -= Math.max(1, Math.floor(size / 97))) {
    await copyFile(PLATE, file);
    await truncate(file, length);
    const result = await inspectFile(file, {});
    if (length === size) {
      expect(result).toMatchObject({
        file: {
          name: 'a.exr',
          bytes: size,
          sha256: sha256(readFileSync(PLATE)),
          image: {
            format: 'OpenEXR',
            width: 96,
            height: 54,
            channels: ['B', 'G', 'R'],
            type: 'half',
            compression: 'zip',
          },
        },
      });
    } else expect(result).toMatchObject({ kind: length === 0 ? 'empty' : 'torn' });
  }
});

describe('a file of several pieces is hashed and looked at in one pass', () => {
  test.each([
    ['in the order of its lines', 'a.exr', exrFile({ width: 700, height: 1300, channels: [['R', 2]] })],
    [
      'from the last line to the first',
      'a.exr',
      exrFile({ width: 700, height: 1300, channels: [['R', 2]], isReversed: true }),
    ],
    ['with its directory first', 'a.tif', tiffFile({}, [1000, 900])],
    ['with its directory last', 'a.tif', tiffFile({ isLast: true, isTiled: true }, [1000, 900])],
    ['without a table', 'a.dpx', dpxFile(false, 900, 800)],
  ])('%s', async (_name, name, bytes) => {
    const file = path.join(await folderOfTest(), name);
    await writeFile(file, bytes);
    expect(bytes.length).toBeGreaterThan(2 ** 21);
    expect(await inspectFile(file, {})).toMatchObject({ file: { bytes: bytes.length, sha256: sha256(bytes) } });
    await truncate(file, bytes.length - 1);
    expect(await inspectFile(file, {})).toMatchObject({ kind: 'torn' });
  });
});

const WRITTEN: readonly (readonly [name: string, args: readonly string[], image: object])[] = [
  ['a.exr', ['-compression', 'none'], { channels: ['B', 'G', 'R'], type: 'float', compression: 'none' }],
  ['a.exr', ['-compression', 'rle'], { compression: 'rle' }],
  ['a.exr', ['-compression', 'zip1', '-format', 'half'], { type: 'half', compression: 'zips' }],
  ['a.exr', ['-compression', 'zip16'], { compression: 'zip' }],
  ['a.png', [], { channels: ['R', 'G', 'B'], type: 'u8' }],
  ['a.png', ['-pix_fmt', 'rgba64be'], { channels: ['R', 'G', 'B', 'A'], type: 'u16' }],
  ['a.jpg', [], { channels: ['Y', 'Cb', 'Cr'], type: 'u8', compression: 'baseline' }],
  ['a.tif', [], { channels: ['R', 'G', 'B'], type: 'u8', compression: 'packbits' }],
  ['a.tif', ['-compression_algo', 'raw', '-pix_fmt', 'rgba64le'], { channels: ['R', 'G', 'B', 'A'], type: 'u16' }],
  ['a.tif', ['-compression_algo', 'deflate'], { compression: 'deflate' }],
  ['a.dpx', ['-pix_fmt', 'gbrp10be'], { channels: ['R', 'G', 'B'], type: 'u10' }],
  ['a.dpx', ['-pix_fmt', 'rgb48le'], { type: 'u16' }],
  ['a.dpx', ['-pix_fmt', 'gbrp12le'], { type: 'u12' }],
  ['a.dpx', [], { type: 'u8' }],
  ['a.tga', [], { channels: ['B', 'G', 'R'], compression: 'rle' }],
  ['a.tga', ['-rle', '0'], { compression: 'none' }],
];

describe.runIf(hasFfmpeg)(
  'files that ffmpeg writes are complete, and cut off are not (skipped where it is not on PATH)',
  () => {
    let folder: string;
    const fileOf = (at: number, name: string): string => path.join(folder, `${at}-${name}`);
    beforeAll(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'compline-inspect-'));
      // One call writes all of them: starting the program takes longer than what it does.
      const outputs = WRITTEN.flatMap(([name, args], at) => ['-map', '0', '-frames:v', '1', ...args, fileOf(at, name)]);
      execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=size=97x53', ...outputs]);
    });
    afterAll(() => rm(folder, { recursive: true }));

    test.each(WRITTEN.map(([name, args, image], at) => ({ name, args, image, at })))(
      '$name $args',
      async ({ name, image, at }) => {
        const file = fileOf(at, name);
        expect(await inspectFile(file, {})).toMatchObject({ file: { image: { width: 97, height: 53, ...image } } });
        const { size } = statSync(file);
        for (const length of [size - 1, size - 100, Math.floor(size / 2), 30]) {
          await truncate(file, length);
          expect(await inspectFile(file, {}), `${length} of ${size} bytes`).toMatchObject({ kind: 'torn' });
        }
        await writeFile(file, 'something else');
        expect(await inspectFile(file, {})).toMatchObject({ kind: 'torn' });
      },
    );
  },
);

describe('what is no sound file', () => {
  test.each<[string, (file: string) => Promise<unknown>, string, RegExp]>([
    ['is missing', async () => {}, 'missing', /missing/],
    ['is empty', (file) => writeFile(file, ''), 'empty', /empty/],
    ['is a folder', (file) => mkdir(file), 'unreadable', /no file/],
    ['is a pipe', async (file) => execFileSync('mkfifo', [file]), 'unreadable', /no file/],
    [
      'is older than the render',
      async (file) => {
        await copyFile(PLATE, file);
        await utimes(file, 1, 1);
      },
      'stale',
      /older/,
    ],
  ])('%s', async (_name, prepare, kind, fault) => {
    const file = path.join(await folderOfTest(), 'a.exr');
    await prepare(file);
    expect(await inspectFile(file, { since: 10_000 })).toMatchObject({ kind, fault: expect.stringMatching(fault) });
  });

  test('was there before the render', async () => {
    const folder = await folderOfTest();
    const file = path.join(folder, 'a.exr');
    await copyFile(PLATE, file);
    const before = (await filesBefore(folder)).get('a.exr');
    expect(before).toBeDefined();
    expect(await inspectFile(file, { before })).toMatchObject({
      kind: 'stale',
      fault: expect.stringMatching(/before/),
    });
    await rm(file);
    await copyFile(PLATE, file);
    await utimes(file, 1, 1);
    expect(await inspectFile(file, { before })).toHaveProperty('file');
  });
});

test('a file of a format that is not known is hashed, and nothing is claimed of it', async () => {
  const file = path.join(await folderOfTest(), 'a.cin');
  await writeFile(file, 'x');
  expect(await inspectFile(file, {})).toMatchObject({
    file: { bytes: 1, sha256: sha256(Buffer.from('x')), notVerified: 'Compline knows no .cin files.' },
  });
});

test('what is not to be read any more is not read', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(inspectFile(PLATE, { signal })).rejects.toThrow('enough');
});
