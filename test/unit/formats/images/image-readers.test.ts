import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';
import { readBytes } from './read-bytes.ts';
import { dpxFile, exrFile, jpegFile, pngFile, tgaFile, tiffFile } from './write-images.ts';

const RGBA = [
  ['A', 1],
  ['B', 1],
  ['G', 1],
  ['Z', 2],
] as const;

const files: readonly (readonly [name: string, extension: string, bytes: Buffer, facts: object])[] = [
  [
    'scan lines',
    '.exr',
    exrFile({ width: 7, height: 9, comments: 5000 }),
    { format: 'OpenEXR', width: 7, height: 9, compression: 'none' },
  ],
  [
    'channels of several types, from the last line to the first',
    '.exr',
    exrFile({ width: 7, height: 40, channels: RGBA, compression: 3, lines: 16, isReversed: true, top: -5 }),
    { channels: ['A', 'B', 'G', 'Z'], type: 'half,half,half,float', compression: 'zip', height: 40 },
  ],
  [
    'channels of several samplings',
    '.exr',
    exrFile({
      width: 8,
      height: 6,
      channels: [
        ['BY', 1, 2],
        ['Y', 1],
      ],
    }),
    { channels: ['BY', 'Y'], type: 'half' },
  ],
  ['tiles', '.exr', exrFile({ width: 33, height: 20, tiles: [16, 16, 0] }), { width: 33 }],
  ['mipmaps', '.exr', exrFile({ width: 33, height: 7, tiles: [16, 16, 1] }), { width: 33 }],
  ['mipmaps rounded up', '.exr', exrFile({ width: 33, height: 7, tiles: [16, 16, 17] }), { width: 33 }],
  ['ripmaps', '.exr', exrFile({ width: 17, height: 9, tiles: [8, 8, 2] }), { width: 17 }],
  ['deep scan lines', '.exr', exrFile({ width: 4, height: 5, isDeep: true, compression: 2 }), { compression: 'zips' }],
  ['deep tiles', '.exr', exrFile({ width: 9, height: 5, isDeep: true, tiles: [4, 4, 0] }), { width: 9 }],
  [
    'several parts',
    '.exr',
    exrFile(
      { width: 5, height: 4, name: 'beauty' },
      { width: 9, height: 5, name: 'depth', channels: [['Z', 2]], tiles: [4, 4, 0], isReversed: true },
      { width: 5, height: 4, name: 'deep', isDeep: true },
    ),
    { channels: ['R', 'depth.Z', 'deep.R'], type: 'half,float,half' },
  ],
  [
    'a picture',
    '.png',
    pngFile(),
    { format: 'PNG', width: 5, height: 4, channels: ['Y'], type: 'u8', colourSpace: 'gAMA' },
  ],
  [
    'big endian',
    '.dpx',
    dpxFile(false),
    { format: 'DPX', width: 5, height: 3, channels: ['R', 'G', 'B'], type: 'u10', colourSpace: 'logarithmic' },
  ],
  ['little endian', '.dpx', dpxFile(true), { width: 5, type: 'u10' }],
  ...[true, false].flatMap((isLittle) =>
    [true, false].flatMap((isBig) =>
      [true, false].flatMap((isTiled) =>
        [true, false].map(
          (isLast) =>
            [
              `${isLittle ? 'little' : 'big'} endian, ${isBig ? 'BigTIFF' : 'classic'}, ${isTiled ? 'tiles' : 'strips'}, directory ${isLast ? 'last' : 'first'}`,
              '.tif',
              tiffFile({ isLittle, isBig, isTiled, isLast }),
              { format: 'TIFF', width: 20, height: 18, channels: ['R', 'G', 'B'], type: 'u8', compression: 'none' },
            ] as const,
        ),
      ),
    ),
  ),
  ['one scan', '.jpg', jpegFile(), { format: 'JPEG', width: 24, height: 16, channels: ['Y'], compression: 'baseline' }],
  ['two scans', '.jpg', jpegFile({ isProgressive: true }), { compression: 'progressive' }],
  ['plain', '.tga', tgaFile(), { format: 'TGA', width: 6, height: 4, channels: ['B', 'G', 'R'], compression: 'none' }],
  ['run-length encoded', '.tga', tgaFile({ isPacked: true }), { compression: 'rle' }],
  ['without a footer', '.tga', tgaFile({ isPacked: true, hasFooter: false }), { compression: 'rle' }],
];

/** Where pixels end without a mark, what follows them can be missing: a TGA file without its footer is one of an older kind. */
const wholeAt = (extension: string, bytes: Buffer): readonly number[] => {
  if (extension !== '.tga' || bytes.subarray(-18).toString('latin1') !== 'TRUEVISION-XFILE.\0') return [];
  return [bytes.length - 26];
};

describe.each(files)('%s of %s', (_name, extension, bytes, facts) => {
  test('is read', async () => {
    expect(await readBytes(extension, bytes)).toMatchObject({ image: facts });
  });

  test('is torn at every byte, and that is found', async () => {
    const unseen: number[] = [];
    for (let length = 0; length < bytes.length; length += 1) {
      if (!('fault' in (await readBytes(extension, bytes.subarray(0, length))))) unseen.push(length);
    }
    expect(unseen).toEqual(wholeAt(extension, bytes));
  });

  test('in another format is refused', async () => {
    for (const other of ['.exr', '.dpx', '.png', '.tif', '.jpg', '.tga'].filter((it) => it !== extension)) {
      expect(await readBytes(other, bytes)).toHaveProperty('fault');
    }
  });

  test('with bytes changed anywhere costs no more than a few times as much', { timeout: FUZZ_TIMEOUT }, async () => {
    const { asked } = await readBytes(extension, bytes);
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const damaged = Buffer.from(bytes);
        for (const [at, value] of changes) damaged[at] = value;
        expect((await readBytes(extension, damaged)).asked).toBeLessThan((asked + bytes.length) * 12 + 100_000);
      }),
      { numRuns: fuzzRuns(60) },
    );
  });
});

test('every bit of a PNG file counts', async () => {
  const bytes = pngFile();
  for (let at = 0; at < bytes.length; at += 1) {
    const damaged = Buffer.from(bytes);
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    expect(await readBytes('.png', damaged), `byte ${at}`).toHaveProperty('fault');
  }
});

describe('faults are told with their place', () => {
  const exr = exrFile({ width: 7, height: 9 });
  const table = exr.length - 9 * (8 + 14) - 9 * 8;
  const changed = (bytes: Buffer, change: (copy: Buffer) => void): Buffer => {
    const copy = Buffer.from(bytes);
    change(copy);
    return copy;
  };
  test.each<[string, string, Buffer, RegExp]>([
    [
      'a scan line that was not rendered',
      '.exr',
      changed(exr, (it) => it.fill(0, table + 32, table + 40)),
      /^It is not complete: scan line 4 is missing from its table of offsets\.$/,
    ],
    [
      'a render that was not finished',
      '.exr',
      changed(exr, (it) => it.fill(0, table, table + 72)),
      /scan line 0 and 8 more of 9 chunks are missing/,
    ],
    [
      'an offset beyond the end',
      '.exr',
      changed(exr, (it) => it.writeUInt32LE(1e6, table + 16)),
      new RegExp(`scan line 2 at byte 1000000, beyond its end at ${exr.length}`),
    ],
    [
      'another line where one belongs',
      '.exr',
      changed(exr, (it) => it.writeInt32LE(5, table + 72)),
      /where scan line 0 belongs, stands something else/,
    ],
    [
      'two lines in one place',
      '.exr',
      changed(exr, (it) => it.copy(it, table + 8, table, table + 8)),
      /begins at byte \d+, within another chunk/,
    ],
    [
      'a size that is none',
      '.exr',
      changed(exr, (it) => it.writeUInt32LE(13, table + 76)),
      /scan line 0 says that it has 13 bytes; its pixels have 14/,
    ],
    ['a picture of four thousand million lines', '.exr', hugeExr(), /breaks off within its table/],
    [
      'a strip that was not written',
      '.tif',
      changed(tiffFile(), (it) => it.fill(0, 122, 126)),
      /strip 1 of 18 is missing/,
    ],
    [
      'a scan with a part missing',
      '.jpg',
      changed(jpegFile(), (it) =>
        it.fill(0xd1, it.indexOf(Buffer.from([0xff, 0xd0])) + 1, it.indexOf(Buffer.from([0xff, 0xd0])) + 2),
      ),
      /pixels are missing before byte/,
    ],
  ])('%s', async (_name, extension, bytes, fault) => {
    expect(await readBytes(extension, bytes)).toMatchObject({ fault: expect.stringMatching(fault) });
  });

  function hugeExr(): Buffer {
    const window = Buffer.alloc(16);
    window.writeInt32LE(2 ** 31 - 1, 8);
    window.writeInt32LE(2 ** 31 - 1, 12);
    return changed(exr, (it) => window.copy(it, it.indexOf('dataWindow\0box2i\0') + 21));
  }
});

describe('sizes that no picture has cost nothing', () => {
  const MOST = 0xffffffff;
  const written = (bytes: Buffer, ...values: readonly (readonly [at: number, value: number])[]): Buffer => {
    const copy = Buffer.from(bytes);
    for (const [at, value] of values) copy.writeUInt32LE(value, at);
    return copy;
  };
  const exr = exrFile({ width: 7, height: 9, tiles: [1, 1, 2] });
  const window = exr.indexOf('dataWindow\0box2i\0') + 21;
  const tiff = tiffFile({ isLast: true });
  const directory = tiff.readUInt32LE(4);
  const ifd = (field: number): number => directory + 2 + field * 12 + 8;
  test.each<[string, string, Buffer]>([
    ['ripmaps of tiles of one pixel', '.exr', written(exr, [window + 8, 2 ** 31 - 2], [window + 12, 2 ** 31 - 2])],
    [
      'a window from the least to the greatest number',
      '.exr',
      written(exr, [window, 2 ** 31], [window + 8, 2 ** 31 - 1]),
    ],
    ['strips', '.tif', written(tiff, [ifd(0), MOST], [ifd(1), MOST])],
    ['fields', '.tif', written(tiff, [directory, 0xffff])],
    ['pixels', '.dpx', written(dpxFile(true), [772, MOST - 1], [776, MOST - 1])],
    ['chunks', '.png', written(pngFile(), [33, 0xffffff7f])],
    ['runs', '.tga', written(tgaFile({ isPacked: true }), [12, MOST])],
    ['lines', '.tga', written(tgaFile(), [12, MOST])],
  ])('%s of %s', async (_name, extension, bytes) => {
    const outcome = await readBytes(extension, bytes);
    expect(outcome).toHaveProperty('fault');
    expect(outcome.asked).toBeLessThan(100_000);
  });
});
