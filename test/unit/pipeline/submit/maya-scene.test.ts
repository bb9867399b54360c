import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { mayaScene } from '../../../../server/pipeline/submit/maya-scene.ts';
import { rootsHere } from '../../../../server/project/roots-here.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const HEAD = [
  '//Maya ASCII 2024 scene',
  'createNode renderLayer -n "defaultRenderLayer";',
  'createNode renderSetupLayer -n "BG";',
  'createNode renderLayer -n "rs_BG";',
];
const FRAMES = [
  'select -ne :defaultRenderGlobals;',
  '\tsetAttr ".an" yes;',
  '\tsetAttr ".fs" 1001;',
  '\tsetAttr ".ef" 1010;',
];

const sceneOf = async (lines: readonly string[], name = 'a.ma') => {
  const file = path.join(await temporaryFolder(), name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return await mayaScene(file, rootsHere({}));
};

test('its frames are those of its render settings', async () => {
  const read = await sceneOf([...HEAD, ...FRAMES]);
  expect(read?.of('BG')).toEqual({ frames: { first: 1001, last: 1010 } });
  expect(read?.of('masterLayer')).toEqual({ frames: { first: 1001, last: 1010 } });
});

test('steps are said by who submits it', async () => {
  expect((await sceneOf([...HEAD, ...FRAMES, '\tsetAttr ".bfs" 5;']))?.of('BG')).toEqual({});
});

test('its layers and their frames are told, steps too, as Compline writes them', async () => {
  const OFF = ['createNode renderLayer -n "old";', '\tsetAttr ".rndr" no;'];
  const layers = [
    { name: 'masterLayer', enabled: true, frames: '1001-1006x5' },
    { name: 'BG', enabled: true, frames: '1001-1006x5' },
    { name: 'old', enabled: false, frames: '1001-1006x5' },
  ];
  const read = await sceneOf([...HEAD, ...OFF, ...FRAMES, '\tsetAttr ".bfs" 5;']);
  expect(read).toMatchObject({ layers, frames: '1001-1006x5', isComplete: true, warnings: [] });
});

test.each([
  ['a scene that references others', ['file -r -ns "char" -dr 1 "char.ma";'], /references others/],
  ['a scene that ends in a statement', ['setAttr ".a" "'], /ends in the middle/],
])('%s may have more layers', async (_, more, warning) => {
  const read = await sceneOf([...HEAD, ...FRAMES, ...more]);
  expect(read).toMatchObject({ isComplete: false, warnings: [expect.stringMatching(warning)] });
});

test('the frames of a scene that renders one are to be said', async () => {
  const read = await sceneOf(HEAD);
  expect(read?.frames).toBeUndefined();
  expect(read?.warnings).toEqual(['The scene renders a single frame: write the frames to render.']);
});

test('a layer that is not there is refused, unless a reference may hold it', async () => {
  const read = await sceneOf([...HEAD, ...FRAMES]);
  expect(() => read?.of('FG')).toThrow(
    expect.objectContaining({ code: 'invalid-parameters', nextStep: expect.stringContaining('BG') }),
  );
  const reference = 'file -r -ns "char" -dr 1 -rfn "charRN" -typ "mayaAscii" "char.ma";';
  expect((await sceneOf([HEAD[0] ?? '', reference, ...HEAD.slice(1)]))?.of('FG')).toBeDefined();
});

test.each([
  ['a scene that cannot be read', ['nothing'], 'a.ma'],
  ['another kind of scene', HEAD, 'a.blend'],
])('%s says nothing', async (_, lines, name) => {
  expect(await sceneOf(lines, name)).toBeUndefined();
});
