import { rename, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { missingOutputs } from '../../../../server/pipeline/queue/check-outputs.ts';
import { isAsMarked, markOutputs } from '../../../../server/pipeline/queue/output-marks.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { framesIn } from '../jobs.ts';

const frames = { first: 1, last: 4 };
/** Long before anything that a test writes; the clock of a share may be off by years. */
const longAgo = new Date(2001, 1, 1);
const noClock = { now: async () => undefined };

const oldFrames = async (): Promise<string[]> => {
  const outputs = framesIn(await temporaryFolder(), 1, 4);
  for (const file of outputs) {
    await writeFile(file, 'frame');
    await utimes(file, longAgo, longAgo);
  }
  return outputs;
};

describe('what was there before does not count', () => {
  test('where nothing was written, all frames are named', async () => {
    const outputs = await oldFrames();
    const marks = await markOutputs(outputs, noClock);
    expect(await missingOutputs({ frames, outputs }, { before: marks })).toBe(
      'frames 1-4 were there before and were not rendered anew (comp.1.exr and more).',
    );
  });

  test.each<[string, (file: string) => Promise<void>]>([
    ['is written in place', (file) => writeFile(file, 'frame')],
    [
      'is written in place with its old time, and longer',
      async (file) => {
        await writeFile(file, 'frame and more');
        await utimes(file, longAgo, longAgo);
      },
    ],
    [
      'is replaced by another file',
      async (file) => {
        await writeFile(`${file}.new`, 'frame');
        await rename(`${file}.new`, file);
      },
    ],
    [
      'is written by a program on a machine whose clock is behind',
      async (file) => {
        await writeFile(file, 'frame');
        await utimes(file, new Date(1999, 1, 1), new Date(1999, 1, 1));
      },
    ],
  ])('a frame that %s counts, and the others do not', async (_, write) => {
    const outputs = await oldFrames();
    const marks = await markOutputs(outputs, noClock);
    await write(outputs[1] ?? '');
    expect(await missingOutputs({ frames, outputs }, { before: marks })).toBe(
      'frames 1,3-4 were there before and were not rendered anew (comp.1.exr and more).',
    );
  });

  test('a frame of which only the permissions or links are other does not count', async () => {
    const [file = ''] = await oldFrames();
    const marks = await markOutputs([file], noClock);
    await utimes(file, new Date(2030, 1, 1), longAgo);
    expect(await missingOutputs({ frames: { first: 1, last: 1 }, outputs: [file] }, { before: marks })).toBe(
      'frame 1 was there before and was not rendered anew (comp.1.exr).',
    );
  });
});

test.each([
  ['another number alone, as shares make them up', { ino: 8n }, true],
  ['another number and another birth', { ino: 8n, birthtimeNs: 6n }, false],
  ['another time', { mtimeNs: 4n }, false],
  ['another size', { size: 2n }, false],
  ['nothing', {}, true],
])('%s: what is as it was marked is seen', (_, change, expected) => {
  const before = { dev: 1n, ino: 7n, birthtimeNs: 5n, size: 1n, mtimeNs: 3n };
  expect(isAsMarked({ ...before, ...change }, before)).toBe(expected);
});

describe('what was written just now is waited for, by the clock of its file system', () => {
  const second = 1_700_000_000;
  const waited = async (mtime: number, now: number | undefined): Promise<number[]> => {
    const file = path.join(await temporaryFolder(), 'a.exr');
    await writeFile(file, 'frame');
    await utimes(file, mtime, mtime);
    const waits: number[] = [];
    await markOutputs([file, `${file}.none`], { now: async () => now, wait: async (time) => waits.push(time) });
    return waits;
  };

  test.each([
    ['whole seconds, half a second later', second, second * 1_000 + 500, [1_500]],
    ['whole seconds, long after', second, second * 1_000 + 2_000, []],
    ['finer times, in the same moment', second + 0.5, second * 1_000 + 505, [15]],
    ['finer times, later', second + 0.5, second * 1_000 + 600, []],
    ['a time that is still to come', second + 86_400.5, second * 1_000, []],
    ['a clock that nobody knows', second, undefined, []],
  ])('%s', async (_, mtime, now, expected) => {
    expect(await waited(mtime, now)).toEqual(expected);
  });

  test('the file system is asked only where there are old files', async () => {
    const folder = await temporaryFolder();
    let asked = 0;
    const now = async (): Promise<number> => {
      asked += 1;
      return 0;
    };
    expect(await markOutputs([path.join(folder, 'a.exr'), path.join(folder, 'b', 'c.exr')], { now })).toEqual(
      new Map(),
    );
    expect([asked, (await stat(folder)).isDirectory()]).toEqual([0, true]);
  });
});
