import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { FfmpegPictures } from '../../../../server/pipeline/thumbnails/ffmpeg-pictures.ts';
import { pictureKind } from '../../../../server/pipeline/thumbnails/picture-kind.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const isHere = spawnSync('ffmpeg', ['-version']).status === 0;
if (!isHere) console.warn('ffmpeg is not here: no pictures are made by it in tests.');

/** Width and height of a PNG. */
const sizeOf = (file: string): number[] => {
  const bytes = readFileSync(file);
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
};

describe.runIf(isHere)('small pictures by ffmpeg', () => {
  test.each([
    // No pattern: the name is the file's own.
    ['a.%04d.exr', '200x800', [80, 320]],
    ['a.mov', '64x36', [64, 36]],
  ])('%s', async (name, size, expected) => {
    const folder = await temporaryFolder();
    const made = path.join(folder, `made${path.extname(name)}`);
    const source = path.join(folder, name);
    spawnSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', `testsrc=size=${size}`, '-frames:v', '1', made]);
    writeFileSync(source, readFileSync(made));
    const target = path.join(folder, 'small%04d.png');
    expect(await new FfmpegPictures(folder).make(source, pictureKind(name) ?? 'still', target)).toBe(true);
    expect(sizeOf(target)).toEqual(expected);
  });

  test('a file that is damaged, or a list of others in the clothes of a movie, gives none', async () => {
    const folder = await temporaryFolder();
    const target = path.join(folder, 'small.png');
    writeFileSync(path.join(folder, 'a.exr'), 'v/1\u0001 not really');
    writeFileSync(path.join(folder, 'a.mov'), '#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n');
    const pictures = new FfmpegPictures(folder);
    expect(await pictures.make(path.join(folder, 'a.exr'), 'still', target)).toBe(false);
    expect(await pictures.make(path.join(folder, 'a.mov'), 'movie', target)).toBe(false);
    expect(await pictures.make(path.join(folder, 'gone.exr'), 'still', target)).toBe(false);
    expect(existsSync(target)).toBe(false);
  });
});

test.each([
  ['/a/b.EXR', 'still'],
  ['C:\\a\\b.png', 'plain'],
  ['a.mp4', 'movie'],
  ['a.txt', undefined],
  ['exr', undefined],
])('what %s is', (file, kind) => {
  expect(pictureKind(file)).toBe(kind);
});
