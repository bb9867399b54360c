import { describe, expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { readFrameLines } from '../../../../server/formats/frame-texts/frame-lines.ts';
import type { FrameText } from '../../../../server/formats/frame-texts/frame-text.ts';
import { FramesInComp } from '../../../../server/formats/frame-texts/frames-in-comp.ts';
import { framesInJson } from '../../../../server/formats/frame-texts/frames-in-json.ts';
import { framesInYaml } from '../../../../server/formats/frame-texts/frames-in-yaml.ts';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { parseYaml } from '../../../../server/formats/yaml/yaml-text.ts';
import { readMarks, writeMarks } from '../marked-text.ts';

type Find = (text: string) => readonly FrameText[];

const inLines: Find = (text) => readFrameLines(text).texts;
const inYaml: Find = (text) => framesInYaml(parseYaml(text));
const inShots: Find = (text) =>
  framesInYaml(parseYaml(text), ([shots, , key]) => shots === 'shots' && key === 'frames');
const inComp: Find = (text) => [...new FramesInComp().of(parseComp(text))].filter((found) => found !== undefined);

/** Finds the texts where the marks are, and writes another text in each of their places. */
function expectFound(find: Find, marked: string, texts: readonly string[], rewritten: string): void {
  const { text } = readMarks(marked);
  const found = find(text);
  expect(
    writeMarks(
      text,
      found.map(({ place }) => place.range),
    ),
  ).toBe(marked);
  expect(found.map((it) => it.text)).toEqual(texts);
  const edits = found.map((it) => it.rewrite('1-100x5'));
  expect(applyEdits(text, edits)).toBe(rewritten);
}

describe('files of frame ranges', () => {
  test.each([
    ['«1-10»\n  «5»  \r\n\r\n«7, 8»', ['1-10', '5', '7, 8'], '1-100x5\n  1-100x5  \r\n\r\n1-100x5'],
    ['# 🎬 note\n «abc»\n// note\n', ['abc'], '# 🎬 note\n 1-100x5\n// note\n'],
    ['\uFEFF«1»', ['1'], '\uFEFF1-100x5'],
    ['\uFEFF# note', [], '\uFEFF# note'],
    ['', [], ''],
  ])('%j', (marked, texts, rewritten) => {
    expectFound(inLines, marked, texts, rewritten);
  });

  test.each([
    ['# dialect: fileseq\n1-10', 'fileseq', 'fileseq'],
    ['\uFEFF\n//  Dialect = nuke\n1-10', 'nuke', 'nuke'],
    ['#! dialect: nope\n1-10', 'nope', 'compline'],
    ['1-10\n# dialect: nuke', undefined, 'compline'],
    ['# a dialect\n1-10', undefined, 'compline'],
  ])('the dialect of %j', (text, named, used) => {
    const { dialect, texts } = readFrameLines(text);
    expect(dialect?.name).toBe(named);
    if (dialect !== undefined) expect(text.slice(dialect.range.start, dialect.range.end)).toBe(named);
    expect(texts.map((it) => it.dialect.name)).toEqual([used]);
  });
});

describe('YAML', () => {
  test.each([
    ['frames: «1-10» # all\n', ['1-10'], 'frames: 1-100x5 # all\n'],
    [
      `a:\r\n  - frame_range: "«1,5»"\r\n    frameRange: '«5-»'\r\n`,
      ['1,5', '5-'],
      `a:\r\n  - frame_range: "1-100x5"\r\n    frameRange: '1-100x5'\r\n`,
    ],
    ['{ frame-range: «1-9», other: 1-9 }', ['1-9'], '{ frame-range: 1-100x5, other: 1-9 }'],
    ['🎬: { frames: "«\\u0031-9»" }', ['1-9'], '🎬: { frames: "1-100x5" }'],
    ['frames: «»\nb: 1', [''], 'frames: 1-100x5\nb: 1'],
    ['frames:\nb: 1', [], 'frames:\nb: 1'],
    ['frames: 24\n', [], 'frames: 24\n'],
    ['frames: all\n', [], 'frames: all\n'],
    ['frames: |\n  1-9\n', [], 'frames: |\n  1-9\n'],
    ['frames: &x «1-9»\nb: { frames: *x }', ['1-9'], 'frames: &x 1-100x5\nb: { frames: *x }'],
    ['frames: [\n', [], 'frames: [\n'],
  ])('%j', (marked, texts, rewritten) => {
    expectFound(inYaml, marked, texts, rewritten);
  });

  test.each([
    ['frames: 1-9', '1,5', 'frames: 1,5'],
    ['frames: 5,5', '5', "frames: '5'"],
    ['{ frames: 1-9 }', '1,5', "{ frames: '1,5' }"],
    ['- [a, { b: { frames: 1-9 } }]', '1,5', "- [a, { b: { frames: '1,5' } }]"],
    ['- { a: 1 }\n- frames: 1-9', '1,5', '- { a: 1 }\n- frames: 1,5'],
    ['{ frames: }', '1,5', "{ frames: '1,5'}"],
    ['{ frames: "1-9" }', '1:5', '{ frames: "1:5" }'],
    ['frames: 1-9', '1:5', "frames: '1:5'"],
  ])('%j is written as %j', (text, frames, rewritten) => {
    const edits = inYaml(text).map((it) => it.rewrite(frames));
    expect(applyEdits(text, edits)).toBe(rewritten);
    expect(inYaml(rewritten).map((it) => it.text)).toEqual([frames]);
  });

  test.each([
    ['shots: { A: { frames: «1001», frame: all }, B: { frames: «all» } }', ['1001', 'all']],
    ['other: { A: { frames: 1001 } }', []],
  ])('what a schema says: %s', (marked, texts) => {
    expectFound(
      inShots,
      marked,
      texts,
      readMarks(marked).text.replace('1001,', '1-100x5,').replace('frames: all', 'frames: 1-100x5'),
    );
  });
});

test.each([
  [
    '{ "frame_range": "«1-10»", "x": [{ "frames": "«5»" }] }',
    ['1-10', '5'],
    '{ "frame_range": "1-100x5", "x": [{ "frames": "1-100x5" }] }',
  ],
  [
    '{ "frames": "«\\u0031»", "frameRange": 24, "frame-range": "$F", "frame": "1" }',
    ['1'],
    '{ "frames": "1-100x5", "frameRange": 24, "frame-range": "$F", "frame": "1" }',
  ],
  ['{ "frames": "«»" }', [''], '{ "frames": "1-100x5" }'],
  ['\uFEFF{ "frames": "«1»', ['1'], '\uFEFF{ "frames": "1-100x5"'],
  ['[', [], '['],
])('JSON: %s', (marked, texts, rewritten) => {
  expectFound((text) => framesInJson(text), marked, texts, rewritten);
});

test.each([
  [
    'Composition { CustomData = { Farm = { frames = "«1-10»" }, frames = 5 }, Tools = { A = Blur { CustomData = { ["frame-range"] = "«1»" }, frames = "2" } } }',
    ['1-10', '1'],
    'Composition { CustomData = { Farm = { frames = "1-100x5" }, frames = 5 }, Tools = { A = Blur { CustomData = { ["frame-range"] = "1-100x5" }, frames = "2" } } }',
  ],
  ['Composition { Tools = { A = Blur { } } }', [], 'Composition { Tools = { A = Blur { } } }'],
])('comps: %s', (marked, texts, rewritten) => {
  expectFound(inComp, marked, texts, rewritten);
});

test('with escapes all of a text is one place', () => {
  const [found] = framesInJson('{ "frames": "1-\\u0031,5" }');
  expect(found?.rangeOf({ start: 1, end: 2 })).toEqual(found?.place.range);
  expect(found?.offsetOf(16)).toBe(0);
});
