import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CoreAccess } from '../../../../server/cli/core-access.ts';
import { runProgram } from '../../../../server/cli/program.ts';
import { pngFile, tgaFile } from '../../formats/images/write-images.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'compline-verify-'));
  const put = (name: string, bytes: Uint8Array | string) => writeFile(path.join(folder, name), bytes);
  for (const number of [1, 2, 4, 5, 9]) {
    await put(`a.000${number}.png`, Buffer.concat([pngFile(), Buffer.from([number])]));
  }
  await put('b_01.tga', tgaFile());
  await put('b_02.tga', tgaFile({ isPacked: true }));
  await put('c.psd', 'x');
  await put('notes.txt', 'x');
  await put('still.png', pngFile());
});
afterAll(() => rm(folder, { recursive: true }));

const noCore = () => Promise.reject(new Error('No core is needed.'));
const core: CoreAccess = { connect: noCore, inProcess: noCore, stay: noCore, find: noCore };

async function verify(...args: readonly string[]): Promise<{ code: number | undefined; out: string; err: string }> {
  let [out, err] = ['', ''];
  const terminal = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    room: async () => {},
    isInteractive: false,
  };
  const code = await runProgram(['verify', ...args], '1', { terminal, core });
  return { code, out, err };
}

const at = (name: string) => path.join(folder, name);

test.each<[string, () => readonly string[], number, string]>([
  [
    'a folder: its sequences, and its single files',
    () => [folder],
    1,
    `a.####.png: 5 of 9 files sound, 485 B, PNG 5 × 4, Y, u8, deflate
  frames 3,6-8: error: It is missing.
b_##.tga: 2 of 2 files sound, 222 B, TGA 6 × 4, B,G,R, u8, none
c.psd: 0 of 1 file sound, 1 not verified, 1 B
  c.psd: warning: It is not verified. Compline knows no .psd files.
still.png: 1 of 1 file sound, 96 B, PNG 5 × 4, Y, u8, deflate
4 errors, 1 warning
`,
  ],
  [
    'a pattern and frames',
    () => [at('a.####.png'), '--frames', '1-2'],
    1,
    `a.####.png: 2 of 2 files sound, 194 B, PNG 5 × 4, Y, u8, deflate
  a.0004.png, a.0005.png, a.0009.png: error: It is there, but nothing of that name was to be rendered.
3 errors, 0 warnings
`,
  ],
  [
    'a pattern as printf has it, of all that is there',
    () => [at('a.%04d.png'), '--frames', '1,2,4,5,9'],
    0,
    `a.####.png: 5 of 5 files sound, 485 B, PNG 5 × 4, Y, u8, deflate
0 errors, 0 warnings
`,
  ],
  [
    'one file, and a size that it does not have',
    () => [at('still.png'), '--size', '7x4'],
    1,
    `still.png: 1 of 1 file sound, 96 B, PNG 5 × 4, Y, u8, deflate
  still.png: error: Its size is 5 × 4; 7 × 4 was asked for.
1 error, 0 warnings
`,
  ],
])('%s', async (_name, args, code, out) => {
  expect(await verify(...args())).toEqual({ code, out, err: '' });
});

test.each<[string, () => readonly string[], number, RegExp]>([
  ['nothing is there', () => [at('nothing')], 2, /There is nothing to verify at/],
  ['no file is like the pattern', () => [at('c.####.exr')], 2, /There is nothing to verify at/],
  ['frames of several sequences', () => [folder, '--frames', '1-2'], 2, /holds 4 sequences and files/],
  ['a folder without a manifest', () => [folder, '--manifest'], 2, /There is no manifest\.json in/],
  ['frames that are none', () => [folder, '--frames', '1-'], 2, /--frames/],
  ['a size that is none', () => [folder, '--size', 'big'], 2, /Write width and height in pixels/],
])('%s', async (_name, args, code, err) => {
  expect(await verify(...args())).toMatchObject({ code, out: '', err: expect.stringMatching(err) });
});

test('JSON has every problem with its path', async () => {
  const { code, out } = await verify(at('a.####.png'), '--json');
  expect(code).toBe(1);
  const { sequences, summary } = JSON.parse(out);
  expect(summary).toEqual({ files: 5, notVerified: 0, bytes: 485, errors: 4, warnings: 0 });
  expect(sequences[0].problems[0]).toEqual({
    kind: 'missing',
    severity: 'error',
    file: 'a.0003.png',
    path: at('a.0003.png'),
    frame: 3,
    message: 'It is missing.',
  });
  expect(sequences[0].files[0]).toMatchObject({ name: 'a.0001.png', bytes: 97, image: { format: 'PNG' } });
});

test('a manifest that cannot be read is told', async () => {
  await writeFile(at('manifest.json'), '{');
  expect(await verify(folder)).toMatchObject({ code: 1, err: expect.stringMatching(/manifest\.json cannot be read/) });
  expect(await readFile(at('manifest.json'), 'utf8')).toBe('{');
  await rm(at('manifest.json'));
});
