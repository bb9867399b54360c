import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { at } from '../../../../scripts/lib/paths.mjs';
import { readExrHeader } from '../../../../server/formats/images/exr-header.ts';
import { movieRate } from '../../../../server/pipeline/publish/movie-rate.ts';
import { publishDisk } from '../../../../server/pipeline/publish/publish-disk.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const PLATE = at(
  'test/fixtures/sample-project/05-SHOTS/DEMO_S_SH020/DEMO_S_SH020_PLATE/_published/001_OK/DEMO_S_SH020_PLATE.1001.exr',
);
const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
const disk = publishDisk({ user: 'jo', machine: 'ws01' });

/** Where the tables of offsets begin. */
function endOfHeader(exr: Buffer): number {
  const reading = readExrHeader();
  let step = reading.next();
  while (step.done !== true) {
    const { offset, length } = step.value;
    step = reading.next(exr.subarray(offset, offset + length));
  }
  return step.value.end;
}

describe('files of pictures by their ends', () => {
  const exr = readFileSync(PLATE);
  const tables = endOfHeader(exr);
  const chunks = (Number(exr.readBigUInt64LE(tables)) - tables) / 8;
  const unfilled = Buffer.from(exr);
  unfilled.fill(0, tables, tables + 8);
  // A header with an attribute that is longer than the bytes that are read at first.
  const name = Buffer.from('note\0string\0');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(100_000);
  const long = Buffer.concat([exr.subarray(0, 8), name, length, Buffer.alloc(100_000, 'x'), exr.subarray(8)]);
  const shift = long.length - exr.length;
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    const place = tables + shift + chunk * 8;
    long.writeBigUInt64LE(long.readBigUInt64LE(place) + BigInt(shift), place);
  }
  test.each<[name: string, file: string, bytes: Buffer, fault: RegExp | undefined]>([
    ['a whole one', 'a.exr', exr, undefined],
    ['one with a long header', 'a.exr', long, undefined],
    ['the same cut off', 'a.exr', long.subarray(0, -20), /breaks off within its pixels/],
    ['one that is cut off', 'a.exr', exr.subarray(0, -20), /breaks off within its pixels/],
    ['one cut off in its header', 'a.exr', exr.subarray(0, 100), /breaks off within its header/],
    ['a table of offsets that was never filled', 'a.exr', unfilled, /not complete/],
    ['another kind of file', 'a.exr', Buffer.from('GIF89a,,,,,,,'), /does not begin as an OpenEXR/],
    ['an empty file', 'a.xyz', Buffer.alloc(0), /^It is empty\.$/],
    ['a format that nobody knows', 'a.xyz', Buffer.from('x'), undefined],
    ['a PNG without its end', 'a.png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), /breaks off/],
  ])('%s', async (_name, name, bytes, fault) => {
    const file = path.join(await temporaryFolder(), name);
    await writeFile(file, bytes);
    const found = await disk.fileFault(file);
    if (fault === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(fault);
  });

  test('one that is not there is no finding', async () => {
    expect(await disk.fileFault('/no/such/file.exr')).toBeUndefined();
  });
});

/** A box of a movie around others. */
function box(type: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

const words = (...values: readonly number[]) => Buffer.from(new Uint32Array(values).buffer).swap32();
const track = (kind: string, scale: number, ...times: readonly number[]) =>
  box(
    'trak',
    box(
      'mdia',
      box('mdhd', words(0, 0, 0, scale, 0)),
      box('hdlr', words(0, 0), Buffer.from(kind), words(0)),
      box('minf', box('stbl', box('stts', words(0, times.length / 2, ...times)))),
    ),
  );

describe('the frame rate of movies', () => {
  const ftyp = box('ftyp', Buffer.from('qt  '));
  const data = box('mdat', Buffer.alloc(5000));
  test.each<[name: string, bytes: Buffer, rate: number | undefined]>([
    ['the index at the end', Buffer.concat([ftyp, data, box('moov', track('vide', 24000, 48, 1001))]), 24000 / 1001],
    ['the index first', Buffer.concat([ftyp, box('moov', track('vide', 25, 10, 1)), data]), 25],
    ['sound before it', Buffer.concat([ftyp, box('moov', track('soun', 48000, 9, 1), track('vide', 600, 4, 25))]), 24],
    ['a last frame that lasts otherwise', Buffer.concat([box('moov', track('vide', 600, 4, 25, 1, 20))]), 24],
    ['frames that last differently', Buffer.concat([box('moov', track('vide', 600, 4, 25, 3, 20))]), undefined],
    ['sound alone', Buffer.concat([ftyp, box('moov', track('soun', 48000, 9, 1))]), undefined],
    ['no index', Buffer.concat([ftyp, data]), undefined],
    [
      'an index that is cut off',
      Buffer.concat([ftyp, box('moov', track('vide', 25, 10, 1))]).subarray(0, 80),
      undefined,
    ],
    ['boxes of no size', Buffer.alloc(200), undefined],
    ['another file', Buffer.from('RIFF....AVI LIST'.repeat(9)), undefined],
    ['nothing', Buffer.alloc(0), undefined],
  ])('%s', async (_name, bytes, rate) => {
    const file = path.join(await temporaryFolder(), 'a.mov');
    await writeFile(file, bytes);
    expect(await movieRate(file)).toBe(rate);
  });

  test.runIf(hasFfmpeg).each(['a.mov', 'a.mp4'])('%s as ffmpeg writes it', async (name) => {
    const file = path.join(await temporaryFolder(), name);
    const source = ['-f', 'lavfi', '-i', 'testsrc=size=32x32:rate=24000/1001', '-frames:v', '12'];
    execFileSync('ffmpeg', ['-v', 'error', ...source, '-c:v', 'mpeg4', file]);
    expect(await movieRate(file)).toBeCloseTo(23.976, 3);
  });
});

describe('folders and locks', () => {
  test('a folder that may be written to, also one that is to be made; and one that may not', async () => {
    const folder = await temporaryFolder();
    expect(await disk.whyNotWritable(path.join(folder, 'a', 'b'))).toBeUndefined();
    expect(await disk.freeBytes(path.join(folder, 'a'))).toBeGreaterThan(0);
    await chmod(folder, 0o500);
    const why = await disk.whyNotWritable(path.join(folder, 'a'));
    await chmod(folder, 0o700);
    // Whoever may do everything is not held up.
    if (process.getuid?.() !== 0) expect(why).toBe(`you have no permission to make it in ${folder}`);
  });

  test('a file in the place of a folder', async () => {
    const file = path.join(await temporaryFolder(), 'a');
    await writeFile(file, 'x');
    expect(await disk.whyNotWritable(file)).toBe('it is a file');
  });

  test('locks of others, in words', async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'a.comp');
    const lock = (owner: object) =>
      writeFile(
        path.join(folder, '.~a.comp.lock'),
        JSON.stringify({
          ...{ version: 1, user: 'ann', machine: 'ws07', process: 1, application: 'Fusion', session: 's' },
          ...{ acquired: '2026-01-01T00:00:00Z', renewed: '2026-01-01T00:00:00Z', ...owner },
        }),
      );
    expect(await disk.lockedBy(file)).toBeUndefined();
    await lock({ displayName: 'Ann Example' });
    expect(await disk.lockedBy(file)).toBe('Ann Example on ws07');
    await lock({ user: 'jo', machine: 'ws01' });
    expect(await disk.lockedBy(file)).toBeUndefined();
    await lock({ user: 'jo' });
    expect(await disk.lockedBy(file)).toBe('jo on ws07');
    await writeFile(path.join(folder, '.~a.comp.lock'), '{"torn');
    expect(await disk.lockedBy(file)).toBe('Somebody');
  });

  test('numbers that are reserved', async () => {
    const container = path.join(await temporaryFolder(), '_published');
    expect(await disk.reservedIn(container)).toEqual([]);
    await mkdir(container);
    for (const name of ['.compline-version-007', '.compline-version-004', '003_WIP'])
      await writeFile(path.join(container, name), '{}');
    expect(await disk.reservedIn(container)).toEqual([4, 7]);
  });
});
