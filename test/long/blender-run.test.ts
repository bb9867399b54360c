import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runByPreset } from '../unit/pipeline/workers/run-by-preset.ts';
import { temporaryFolder } from '../unit/temporary-folder.ts';

const isHere = spawnSync('blender', ['--version']).status === 0;
if (!isHere) console.warn('Blender is not here (apt-get install blender): it is not run by the test of its preset.');

/** A cube, a camera and a light, rendered small and quickly. */
const SCENE = `
import bpy, sys
scene = bpy.context.scene
scene.render.engine = 'CYCLES'
scene.cycles.samples = 2
scene.cycles.use_denoising = False
scene.render.resolution_x, scene.render.resolution_y = 32, 18
scene.frame_start, scene.frame_end = 1, 20
bpy.ops.wm.save_as_mainfile(filepath=sys.argv[-1])
`;

const run = async (scene: string | undefined, frames: string) => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'scene.blend');
  if (scene !== undefined) spawnSync('blender', ['-b', '--python-expr', scene, '--', file]);
  return await runByPreset(
    'blender',
    folder,
    { first: 3, last: 5 },
    {
      scene: file,
      outputBase: path.join(folder, 'out.'),
      hashes: '####',
      format: 'PNG',
      threads: '1',
      frames,
    },
  );
};

describe.runIf(isHere)('Blender, run by its preset', () => {
  test('writes the frames of the chunk and tells how many', async () => {
    const { result, progress, written, log } = await run(SCENE, '3..5');
    expect(result).toMatchObject({ kind: 'exited', exitCode: 0 });
    expect(written).toEqual(['out.0003.png', 'out.0004.png', 'out.0005.png']);
    expect(progress).toEqual([1, 2, 3]);
    expect(log).toMatch(/\[info\] 3 of 3 frames, /);
  });

  test('that finds no scene writes nothing and says so', async () => {
    const { written, log } = await run(undefined, '3..5');
    expect(written).toEqual([]);
    expect(log).toMatch(/Z \[error\] .*scene\.blend/);
  });
});
