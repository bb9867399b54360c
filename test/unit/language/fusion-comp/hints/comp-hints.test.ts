import { describe, expect, test } from 'vitest';
import { parseComp } from '../../../../../server/formats/comp/parse-comp.ts';
import type { InputKind } from '../../../../../server/formats/comp/registry/registry.ts';
import { CompHints } from '../../../../../server/language/fusion-comp/hints/comp-hints.ts';
import type { InputChoices } from '../../../../../server/language/fusion-comp/hints/tool-hints.ts';
import type { CompPlace } from '../../../../../server/project/comp-place.ts';
import { readMarks } from '../../../formats/marked-text.ts';
import { fakePlace } from '../fake-place.ts';

const COMPRESSION: InputKind = {
  name: 'OpenEXRFormat.Compression',
  kinds: ['number'],
  connects: false,
  choices: new Map([
    [0, 'None'],
    [8, 'DWAA'],
  ]),
  frequency: 1,
};
const REGISTRY: InputChoices = {
  tool: (id) =>
    id !== 'Saver'
      ? undefined
      : {
          id,
          name: id,
          category: 'image',
          isThirdParty: false,
          inputs: new Map([[COMPRESSION.name, COMPRESSION]]),
          outputs: [],
          uses: 1,
        },
};

/** The text with the hints in the marked range, or in all of it, between angle brackets. */
function hinted(marked: string, place: CompPlace | undefined): string {
  const { text, ranges } = readMarks(marked);
  const hints = [...new CompHints(REGISTRY).in(parseComp(text), ranges[0] ?? { start: 0, end: text.length }, place)];
  return hints
    .filter((hint) => hint !== undefined)
    .sort((a, b) => b.at - a.at)
    .reduce((result, { at, label }) => `${result.slice(0, at)}<${label}>${result.slice(at)}`, text);
}

const CLIP = (inside: string) => `Composition { Tools = { L = Loader { Clips = { Clip { ${inside} } } } } }`;
const SPLINE = (keys: string) => `Composition { Tools = { B = BezierSpline { KeyFrames = {${keys} } } } }`;

test.each([
  ['Composition { RenderRange = { 1001, 1048 }<48 frames>, GlobalRange = { 5, 5 }<1 frame>, Tools = { } }'],
  ['Composition { RenderRange = { -2000000000, 1048 }, GlobalRange = { 7, 5 }, Tools = { } }'],
  [CLIP('Filename = "/a.exr", GlobalStart = 0, GlobalEnd = 47<48 frames>')],
  [CLIP('Filename = "Comp:/../plates/a.exr"<→ /show/sh010/plates>')],
  [CLIP('Filename = "Temp:/a.exr"')],
  [CLIP('Filename = "/a.png", GlobalStart = 5, GlobalEnd = 5')],
  ['Composition { Tools = { S = Saver { Inputs = { ["OpenEXRFormat.Compression"] = Input { Value = 8<DWAA> } } } } }'],
  ['Composition { Tools = { S = Saver { Inputs = { ["OpenEXRFormat.Compression"] = Input { Value = 9 } } } } }'],
  ['Composition { Tools = { S = Blur { Inputs = { ["OpenEXRFormat.Compression"] = Input { Value = 8 } } } } }'],
  [SPLINE('<3 keys, -5 to 12.5> [12.5] = { 1 }, [-5] = { 2 }, [0] = { 3 }')],
  [SPLINE('<1 key at 7> [7] = { 1 }')],
  [SPLINE('')],
])('%s', (expected) => {
  expect(hinted(expected.replace(/<[^>]*>/g, ''), fakePlace())).toBe(expected);
});

describe('a stretch of the text', () => {
  test.each([
    [
      'Composition { RenderRange = { 1, 2 }, Tools = { «B = BezierSpline { KeyFrames = { [7] = { 1 } } }», C = BezierSpline { KeyFrames = { [7] = { 1 } } } } }',
      'Composition { RenderRange = { 1, 2 }, Tools = { B = BezierSpline { KeyFrames = {<1 key at 7> [7] = { 1 } } }, C = BezierSpline { KeyFrames = { [7] = { 1 } } } } }',
    ],
    [
      'Composition { Tools = { B = BezierSpline { KeyFrames = { «[7]» = { 1 } } } } }',
      'Composition { Tools = { B = BezierSpline { KeyFrames = { [7] = { 1 } } } } }',
    ],
  ])('%s', (marked, expected) => {
    expect(hinted(marked, undefined)).toBe(expected);
  });
});

test('without a place, the maps of the comp are known', () => {
  const text = `Composition { Prefs = { Comp = { Paths = { Map = { ["P:/"] = "x", ["Plates:"] = "/show/${'long/'.repeat(20)}" } } } }, Tools = { L = Loader { Clips = { Clip { Filename = "Plates:a.exr" } } } } }`;
  expect(hinted(text, undefined)).toContain(`"Plates:a.exr"<→ …${'/long'.repeat(9)}>`);
});

test('of the head, the sound is said where it is', () => {
  const text =
    'Composition { AudioFilename = "Comp:a.wav"<→ /show/sh010/comp>, OutputClips = { "Comp:/b.exr" }, Tools = { } }';
  expect(hinted(text.replace(/<[^>]*>/g, ''), fakePlace())).toBe(text);
});
