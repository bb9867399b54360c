import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { connect, stateFolder } from './core-rig.ts';

const CONFIG = `version: 1
project: { id: DEMO }
layout: ramses
steps:
  COMP: { renderer: comps, chunkSize: 6, retries: 2 }
renderers:
  comps: { preset: fusion-render-node, program: ${JSON.stringify(process.execPath)}, timeout: 60, gpus: 1 }
  maya: { preset: maya, program: ${JSON.stringify(process.execPath)}, threads: 1 }
  gone: { program: no-such-program, args: [] }
`;

const COMP = `Composition {
	GlobalRange = { 1001, 1020 },
	RenderRange = { 1001, 1012 },
	Tools = ordered() {
		Beauty = Saver { Inputs = { Clip = Input { Value = Clip { Filename = "Comp:out/beauty.0000.exr", }, }, }, },
		Matte = Saver { PassThrough = true, Inputs = { }, },
		Look = ColorCorrector { },
	},
}
`;

const MAYA = `//Maya ASCII 2024 scene
createNode renderLayer -n "defaultRenderLayer";
createNode renderLayer -n "BG";
select -ne :defaultRenderGlobals;
	setAttr ".an" yes;
	setAttr ".fs" 1;
	setAttr ".ef" 24;
`;

test('what can be rendered of a scene, and with what', async () => {
  const root = await temporaryFolder();
  const folder = path.join(root, '05-SHOTS', 'DEMO_S_SH010', 'DEMO_S_SH010_COMP');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(root, 'compline.yaml'), CONFIG);
  const file = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const core = await connect(await stateFolder());
  const ask = async (scene: string) => (await core.request('render/scene', { scene })).scene;

  const comp = await ask(file('DEMO_S_SH010_COMP.comp', COMP));
  expect(comp).toMatchObject({
    project: { root, id: 'DEMO', trusted: false },
    renderer: 'comps',
    layers: [
      { name: 'Beauty', enabled: true, frames: '1001-1012', output: path.join(folder, 'out', 'beauty.0000.exr') },
      { name: 'Matte', enabled: false, frames: '1001-1012' },
    ],
    layersComplete: true,
    frames: '1001-1012',
    chunkSize: 6,
    retries: 2,
    warnings: [],
  });
  expect(comp.renderers).toMatchObject([
    { name: 'comps', calls: 'range', timeout: 60, needs: { threads: expect.any(Number) } },
    { name: 'maya', problem: expect.stringContaining('renders .ma and .mb'), needs: { threads: 1 } },
    { name: 'gone', problem: 'The renderer no-such-program is not on PATH.' },
  ]);
  expect(comp.renderers[0]).not.toHaveProperty('problem');

  expect(await ask(file('light.ma', MAYA))).toMatchObject({
    layers: [
      { name: 'defaultRenderLayer', frames: '1-24' },
      { name: 'BG', frames: '1-24' },
    ],
    layersComplete: true,
    frames: '1-24',
  });
  const binary = await ask(file('light.mb', 'FOR4'));
  expect(binary).toMatchObject({
    layers: [],
    layersComplete: false,
    warnings: ['No layers can be read from this .mb file: name them.'],
  });
  expect(binary).not.toHaveProperty('frames');

  await expect(ask(path.join(folder, 'none.comp'))).rejects.toMatchObject({ code: 'not-found' });
  const outside = path.join(await temporaryFolder(), 'a.comp');
  writeFileSync(outside, COMP);
  await expect(ask(outside)).rejects.toMatchObject({ code: 'project-not-found' });

  const { answer } = await core.request('render/frames', { frames: '1-24', chunkSize: 10 });
  expect(answer).toEqual({ count: 24, chunks: 3, first: ['1-10', '11-20', '21-24'], faults: [] });
});
