import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../temporary-folder.ts';
import { runByPreset } from './run-by-preset.ts';

const isHere = spawnSync('ffmpeg', ['-version']).status === 0;
if (!isHere) console.warn('ffmpeg is not here: it is not run by the test of its preset.');

/** Runs ffmpeg as its preset calls it, from media of five frames that begin at 11. */
const run = async (media: string, count: number) => {
  const folder = await temporaryFolder();
  const picture = ['-f', 'lavfi', '-i', 'testsrc=size=64x36', '-frames:v', '5', '-start_number', '11'];
  spawnSync('ffmpeg', ['-nostdin', '-loglevel', 'error', ...picture, path.join(folder, 'plate.%04d.png')]);
  return await runByPreset(
    'ffmpeg',
    folder,
    { first: 1002, last: 1001 + count },
    {
      media: path.join(folder, media),
      mediaFirst: '12',
      count: String(count),
      outputFirst: '1002',
      output: path.join(folder, 'out.%04d.jpg'),
      threads: '1',
    },
  );
};

describe.runIf(isHere)('ffmpeg, run by its preset', () => {
  test('writes the frames of the chunk and tells how many', async () => {
    const { result, progress, written, log } = await run('plate.%04d.png', 3);
    expect(result).toEqual({ kind: 'exited', exitCode: 0 });
    expect(written).toEqual(['out.1002.jpg', 'out.1003.jpg', 'out.1004.jpg']);
    expect(progress.at(-1)).toBe(3);
    expect(log).toMatch(/\[core\] 3 of 3 frames, /);
  });

  test('says what it lacks', async () => {
    const { result, written, log } = await run('no-plate.%04d.png', 3);
    expect(result).toMatchObject({ kind: 'exited', said: expect.stringMatching(/No such file or directory|no-plate/) });
    expect(result).not.toMatchObject({ exitCode: 0 });
    expect(written).toEqual([]);
    expect(log).toMatch(/Z \[error\] .*no-plate/);
  });

  test('that ends well with fewer frames than asked for is told by its frames, not by its words', async () => {
    const { result, progress, written } = await run('plate.%04d.png', 9);
    expect(result).toMatchObject({ kind: 'exited', exitCode: 0 });
    expect(written).toHaveLength(4);
    expect(progress.at(-1)).toBe(4);
  });
});
