import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAYA_HEAD, MayaSceneReader } from '../../../../server/formats/maya-ascii/maya-scene.ts';

const read = (text: string) => {
  const reader = new MayaSceneReader();
  for (const line of text.split(/\r\n|\n/)) reader.push(line);
  return reader.scene();
};

const HEAD = '//Maya ASCII 2024 scene\n//Name: SH010.ma\nrequires maya "2024";\n';

// Statements of the kinds and with the short names that Maya 2017 and later write.
const SETUP = `${HEAD}createNode camera -s -n "perspShape" -p "persp";
	rename -uid "A";
	setAttr -k off ".v" no;
	setAttr ".rnd" no;
createNode camera -n "shotCamShape" -p "|rig|shotCam";
	setAttr -k off ".v";
createNode renderLayerManager -n "renderLayerManager";
createNode renderLayer -n "defaultRenderLayer";
	rename -uid "B";
	setAttr ".g" yes;
createNode renderSetup -n "renderSetup";
createNode renderSetupLayer -n "creature_adult";
	addAttr -ci true -sn "expandedState" -ln "expandedState" -min 0 -max 1 -at "bool";
	setAttr ".expandedState" yes;
createNode renderLayer -n "rs_creature_adult";
	setAttr ".do" 1;
createNode renderSetupLayer -n "shadow";
createNode renderLayer -n "rs_shadow";
	setAttr ".rndr" no;
	setAttr ".do" 2;
select -ne :defaultRenderGlobals;
	addAttr -ci true -h true -sn "dss" -ln "defaultSurfaceShader" -dt "string";
	setAttr ".ren" -type "string" "redshift";
	setAttr ".an" yes;
	setAttr ".fs" 1001;
	setAttr ".ef" 1100;
	setAttr ".ifp" -type "string" "<RenderLayer>/<Scene>";
select -ne :defaultResolution;
	setAttr ".w" 1920;
	setAttr ".h" 1080;
	setAttr ".pa" 1;
connectAttr "renderLayerManager.rlmi[0]" "defaultRenderLayer.rlid";
connectAttr "rs_shadow.msg" "shadow.lrl";
// End of SH010.ma
`;

test('layers of a render setup go by their own names', () => {
  expect(read(SETUP)).toEqual({
    version: '2024',
    layers: [
      { name: 'masterLayer', node: 'defaultRenderLayer', kind: 'default', isRenderable: true },
      { name: 'creature_adult', node: 'rs_creature_adult', kind: 'setup', isRenderable: true },
      { name: 'shadow', node: 'rs_shadow', kind: 'setup', isRenderable: false },
    ],
    cameras: [
      { name: 'persp', isRenderable: false },
      { name: 'shotCam', isRenderable: true },
    ],
    renderer: 'redshift',
    frames: { first: 1001, last: 1100, step: 1 },
    isAnimated: true,
    resolution: { width: 1920, height: 1080 },
    imagePrefix: '<RenderLayer>/<Scene>',
    references: [],
    isWhole: true,
  });
});

test('CRLF changes nothing', () => {
  expect(read(SETUP.replaceAll('\n', '\r\n'))).toEqual(read(SETUP));
});

test('a connection has the word over a name', () => {
  const { layers } = read(
    `${HEAD}createNode renderSetupLayer -n "BG";\ncreateNode renderLayer -n "rs_oldName";\nconnectAttr "rs_oldName.msg" "BG.lrl";\n`,
  );
  expect(layers).toEqual([{ name: 'BG', node: 'rs_oldName', kind: 'setup', isRenderable: true }]);
});

test.each([
  [
    'legacy layers',
    'createNode renderLayer -n "BG";',
    [{ name: 'BG', node: 'BG', kind: 'legacy', isRenderable: true }],
  ],
  [
    'a layer that begins with rs_ and has no setup',
    'createNode renderLayer -n "rs_a";',
    [{ name: 'rs_a', node: 'rs_a', kind: 'legacy', isRenderable: true }],
  ],
  [
    'letters of any language, and quotes',
    'createNode renderLayer -n "Größe\\"🎬";',
    [{ name: 'Größe"🎬', node: 'Größe"🎬', kind: 'legacy', isRenderable: true }],
  ],
  [
    'statements on one line',
    'createNode renderLayer -n "A"; setAttr ".rndr" no;',
    [{ name: 'A', node: 'A', kind: 'legacy', isRenderable: false }],
  ],
  [
    'a statement on several lines',
    'createNode\n  renderLayer\n\t-n "A"\n;',
    [{ name: 'A', node: 'A', kind: 'legacy', isRenderable: true }],
  ],
  [
    'what a string holds is no statement',
    'createNode script -n "s";\n\tsetAttr ".b" -type "string" "createNode renderLayer -n \\"X\\";\\n; createNode renderLayer -n Y;";\n',
    [],
  ],
  ['a comment is none', '//createNode renderLayer -n "X";\n', []],
  ['another node of the name', 'createNode transform -n "BG";\nsetAttr ".rndr" no;', []],
])('%s', (_, text, layers) => {
  expect(read(`${HEAD}${text}`).layers).toEqual(layers);
});

describe('what a scene leaves out', () => {
  test('is as Maya has it by itself', () => {
    expect(read(HEAD)).toMatchObject({
      layers: [],
      cameras: [],
      renderer: 'mayaSoftware',
      frames: { first: 1, last: 10, step: 1 },
      isAnimated: false,
      resolution: { width: 960, height: 540 },
      isWhole: true,
    });
  });
});

test('references are named', () => {
  const text = `${HEAD}file -rdi 1 -ns "a" -rfn "aRN" -typ "mayaAscii" "/assets/a.ma";\nfile -r -ns "a" -dr 1 -rfn "aRN" -typ "mayaAscii" "/assets/a.ma";\n`;
  expect(read(text).references).toEqual(['/assets/a.ma']);
});

test.each(['setAttr ".ren" -type "string" "red', 'createNode renderLayer', 'setAttr ".b" "\\'])(
  'a scene that ends in the middle is told: %s',
  (end) => {
    const scene = read(`${HEAD}createNode renderLayer -n "A";\n${end}`);
    expect(scene.isWhole).toBe(false);
    expect(scene.layers).toMatchObject([{ name: 'A' }]);
  },
);

test.each([
  ['//Maya ASCII 2024 scene', true],
  ['// Maya ASCII 8.5 scene', true],
  ['\u{feff}//Maya ASCII 2018ff09 scene', true],
  ['//Maya ASCII scene', true],
  ['FOR4', false],
  ['// Maya', false],
])('%s begins a scene: %s', (line, isHead) => {
  expect(MAYA_HEAD.test(line)).toBe(isHead);
});

test('any text is read', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom('createNode', 'renderLayer', ' ', '"', ';', '\n', '-n', '\\', 'setAttr', '".rndr"', 'no', '🎬'),
      ),
      (parts) => {
        expect(read(parts.join('')).layers.length).toBeLessThanOrEqual(parts.length);
      },
    ),
  );
});

test('a long mesh is skipped, and what comes after it is found', () => {
  const numbers = Array.from({ length: 20_000 }, (_, index) => `\t\t${index} 0.5 0.25`).join('\n');
  const text = `${HEAD}createNode mesh -n "m";\n\tsetAttr ".vt[0:9]" ${numbers};\ncreateNode renderLayer -n "A";\n`;
  expect(read(text).layers).toMatchObject([{ name: 'A' }]);
});

test('the layer of all objects goes by its own name where there is no render setup', () => {
  expect(read(`${HEAD}createNode renderLayer -n "defaultRenderLayer";\n\tsetAttr ".g" yes;\n`).layers).toEqual([
    { name: 'defaultRenderLayer', node: 'defaultRenderLayer', kind: 'default', isRenderable: true },
  ]);
});
