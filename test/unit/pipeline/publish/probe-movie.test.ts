import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Ffprobe } from '../../../../server/pipeline/publish/probe-movie.ts';
import { outputVerifier } from '../../../../server/pipeline/publish/verify.ts';
import { outputFiles } from '../../../../server/project/sequence.ts';

const hasFfprobe = (() => {
  try {
    execFileSync('ffprobe', ['-version'], { stdio: 'ignore' });
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

async function folderOfTest(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'compline-movie-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const movie = (file: string, ...args: string[]) =>
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    'testsrc=size=96x54:rate=24',
    '-frames:v',
    '12',
    ...args,
    file,
  ]);

const verify = async (folder: string, rate: number, frames = 12, probe = new Ffprobe()) =>
  await outputVerifier({ folder, picture: { rate, size: { width: 96, height: 54 } }, probe }, outputFiles('a.mov'), {
    first: 1,
    last: frames,
  }).complete();

describe.runIf(hasFfprobe)('movies that ffmpeg writes (skipped where it is not on PATH)', () => {
  test('are what they were asked to be', async () => {
    const folder = await folderOfTest();
    movie(path.join(folder, 'a.mov'), '-c:v', 'mpeg4');
    const { files, problems } = await verify(folder, 24, 12, new Ffprobe({ decodes: true }));
    expect(problems).toEqual([]);
    expect(files).toMatchObject([
      { name: 'a.mov', movie: { codec: 'mpeg4', width: 96, height: 54, frames: 12, rate: 24 } },
    ]);
  });

  test('are of another length, rate and size', async () => {
    const folder = await folderOfTest();
    movie(path.join(folder, 'a.mov'), '-c:v', 'mpeg4', '-s', '48x54');
    const { problems } = await verify(folder, 25, 13);
    expect(problems.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([
      'length: It has 12 frames; 13 were asked for.',
      'rate: It plays 24 frames a second; 25 were asked for.',
      'size: Its size is 48 × 54; 96 × 54 was asked for.',
    ]);
  });

  test.each([
    ['whose index is at its end', [], /its index \(moov\) is missing/],
    ['whose index is at its beginning', ['-movflags', '+faststart'], /It breaks off/],
  ])('%s are cut off', async (_name, args, message) => {
    const folder = await folderOfTest();
    const file = path.join(folder, 'a.mov');
    movie(file, '-c:v', 'mpeg4', ...args);
    await truncate(file, (await stat(file)).size - 2000);
    expect((await verify(folder, 24)).problems).toMatchObject([
      { kind: 'torn', message: expect.stringMatching(message) },
    ]);
  });
});

test('without ffprobe a movie is hashed and not called verified', async () => {
  const folder = await folderOfTest();
  await writeFile(path.join(folder, 'a.mov'), 'x');
  const { files, problems } = await verify(folder, 24, 12, new Ffprobe({ searchPath: folder }));
  expect(files).toMatchObject([{ bytes: 1, notVerified: expect.stringMatching(/ffprobe.*not on PATH/) }]);
  expect(problems).toMatchObject([{ kind: 'not-verified', severity: 'warning' }]);
});

test.skipIf(process.platform === 'win32').each([
  ['no JSON', 'echo nothing', { notVerified: 'What ffprobe answers is no JSON.' }],
  ['something else', 'echo "[]"', { notVerified: 'What ffprobe answers is not understood.' }],
  ['no picture', 'echo "{\\"streams\\":[]}"', { torn: 'It has no picture.' }],
  ['a fault', 'echo "[mov @ 0x1] broken." >&2; exit 1', { torn: 'ffprobe cannot read it: broken.' }],
  [
    'fewer frames than the file promises',
    'echo "{\\"streams\\":[{\\"nb_frames\\":\\"12\\",\\"nb_read_packets\\":\\"7\\"}]}"',
    { torn: 'It breaks off: 7 of 12 frames are there.' },
  ],
])('ffprobe that answers %s', async (_name, script, outcome) => {
  const folder = await folderOfTest();
  await writeFile(path.join(folder, 'ffprobe'), `#!/bin/sh\n${script}\n`);
  await chmod(path.join(folder, 'ffprobe'), 0o755);
  expect(await new Ffprobe({ searchPath: folder }).probe('/nowhere/a.mov')).toEqual(outcome);
});
