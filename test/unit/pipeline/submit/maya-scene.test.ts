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
  expect(read?.('BG')).toEqual({ frames: { first: 1001, last: 1010 } });
  expect(read?.('masterLayer')).toEqual({ frames: { first: 1001, last: 1010 } });
});

test('steps are said by who submits it', async () => {
  expect((await sceneOf([...HEAD, ...FRAMES, '\tsetAttr ".bfs" 5;']))?.('BG')).toEqual({});
});

test('a layer that is not there is refused, unless a reference may hold it', async () => {
  const read = await sceneOf([...HEAD, ...FRAMES]);
  expect(() => read?.('FG')).toThrow(
    expect.objectContaining({ code: 'invalid-parameters', nextStep: expect.stringContaining('BG') }),
  );
  const reference = 'file -r -ns "char" -dr 1 -rfn "charRN" -typ "mayaAscii" "char.ma";';
  expect((await sceneOf([HEAD[0] ?? '', reference, ...HEAD.slice(1)]))?.('FG')).toBeDefined();
});

test.each([
  ['a scene that cannot be read', ['nothing'], 'a.ma'],
  ['another kind of scene', HEAD, 'a.blend'],
])('%s says nothing', async (_, lines, name) => {
  expect(await sceneOf(lines, name)).toBeUndefined();
});
