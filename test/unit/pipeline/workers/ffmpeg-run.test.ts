import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolveRenderer } from '../../../../server/formats/renderers/renderer.ts';
import { callArguments } from '../../../../server/formats/renderers/renderer-call.ts';
import { RendererRun } from '../../../../server/pipeline/workers/renderer-run.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const isHere = spawnSync('ffmpeg', ['-version']).status === 0;
if (!isHere) console.warn('ffmpeg is not here: it is not run by the test of its preset.');

/** Runs ffmpeg as its preset calls it, from media of five frames that begin at 11. */
const run = async (media: string, count: number) => {
  const folder = await temporaryFolder();
  const picture = ['-f', 'lavfi', '-i', 'testsrc=size=64x36', '-frames:v', '5', '-start_number', '11'];
  spawnSync('ffmpeg', ['-nostdin', '-loglevel', 'error', ...picture, path.join(folder, 'plate.%04d.png')]);
  const call = callArguments(resolveRenderer('ffmpeg', { preset: 'ffmpeg' }), {
    media: path.join(folder, media),
    mediaFirst: '12',
    count: String(count),
    outputFirst: '1002',
    output: path.join(folder, 'out.%04d.jpg'),
    threads: '1',
  });
  if ('missing' in call) throw new Error(call.missing);
  const progress: number[] = [];
  const log = path.join(folder, 'a.log');
  const order = {
    marker: 'job/1.1-1',
    command: { program: 'ffmpeg', args: call.args, cwd: folder, environment: {}, reading: { preset: 'ffmpeg' } },
    frames: { first: 1002, last: 1001 + count },
    progress: [],
    fence: 1,
    log,
  };
  const result = await new RendererRun(order, { started: () => {}, progress: (done) => progress.push(done) }).run();
  const written = readdirSync(folder).filter((name) => name.startsWith('out.'));
  return { result, progress, written, log: readFileSync(log, 'utf8') };
};

describe.runIf(isHere)('ffmpeg, run by its preset', () => {
  test('writes the frames of the chunk and tells how many', async () => {
    const { result, progress, written, log } = await run('plate.%04d.png', 3);
    expect(result).toEqual({ kind: 'exited', exitCode: 0 });
    expect(written).toEqual(['out.1002.jpg', 'out.1003.jpg', 'out.1004.jpg']);
    expect(progress.at(-1)).toBe(3);
    expect(log).toMatch(/\[info\] 3 of 3 frames, /);
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
