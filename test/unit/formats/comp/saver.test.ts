import { describe, expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { isEnabled, isSaver, saverOutput } from '../../../../server/formats/comp/saver.ts';

function firstTool(text: string) {
  const comp = parseComp(`Composition { Tools = { ${text} } }`);
  const tool = comp.tools[0];
  if (tool === undefined) throw new Error(`No tool in ${text}`);
  return { tool, text: comp.text };
}

test('what a Saver writes, with its place', () => {
  const { tool, text } = firstTool(`S = Saver { Inputs = {
		Clip = Input { Value = Clip { Filename = "Comp:\\\\out\\\\a.0000.exr", FormatID = "OpenEXRFormat", Saving = true }, },
		CreateDir = Input { Value = 1, },
		OutputFormat = Input { Value = FuID { "PNGFormat" }, },
	} }`);
  const output = saverOutput(tool);
  expect(isSaver(tool)).toBe(true);
  expect(output.file?.name).toBe('Comp:\\out\\a.0000.exr');
  expect(text.slice(output.file?.range.start, output.file?.range.end)).toBe('Comp:\\\\out\\\\a.0000.exr');
  expect(output.formatId).toBe('PNGFormat');
  expect(output.createDir).toBe(true);
  expect(output.clip?.constructorName).toBe('Clip');
});

test.each([
  ['S = Saver { }', undefined, undefined, false],
  [
    'S = Saver { Inputs = { Clip = Input { Value = Clip { Filename = "", FormatID = "JpegFormat" } } } }',
    undefined,
    'JpegFormat',
    false,
  ],
  [
    'S = Saver { Inputs = { Clip = Input { Value = Clip { Filename = "a.jpg" } }, CreateDir = Input { Value = 0, } } }',
    'a.jpg',
    undefined,
    false,
  ],
  ['S = Saver { Inputs = { Clip = Input { Value = 5 } } }', undefined, undefined, false],
])('%s', (text, name, formatId, createDir) => {
  const output = saverOutput(firstTool(text).tool);
  expect([output.file?.name, output.formatId, output.createDir]).toEqual([name, formatId, createDir]);
});

describe('Resolve keeps its media itself', () => {
  test.each([
    ['S = Saver { }', true],
    ['MediaOut1 = Saver { }', false],
    ['S = Saver { CustomData = { MediaProps = { MEDIA_NAME = "x" } } }', false],
    ['S = Saver { Inputs = { Index = Input { Value = "0", } } }', false],
    [
      'S = Saver { Inputs = { Index = Input { Value = "0", }, Clip = Input { Value = Clip { Filename = "a.exr" } } } }',
      true,
    ],
    ['S = MediaOut { }', false],
    ['S = Loader { }', false],
  ])('%s', (text, expected) => {
    expect(isSaver(firstTool(text).tool)).toBe(expected);
  });
});

test('a tool is off when a group around it is passed through', () => {
  const comp = parseComp(
    '{ Tools = { A = Saver { }, B = Saver { PassThrough = true }, G = GroupOperator { PassThrough = true, Tools = { C = Saver { } } } } }',
  );
  expect(comp.tools.filter(isEnabled).map(({ name }) => name)).toEqual(['A']);
});
