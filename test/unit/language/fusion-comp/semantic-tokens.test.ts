import { expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import type { TextRange } from '../../../../server/formats/text/range.ts';
import { CompWords } from '../../../../server/language/fusion-comp/semantic-tokens.ts';

/** The words of a text, in its order, each with its kind and traits. */
function wordsOf(text: string, range?: TextRange): string[] {
  const comp = parseComp(text);
  const words = new CompWords();
  return Array.from(range === undefined ? words.of(comp) : words.in(comp, range))
    .filter((word) => word !== undefined)
    .sort((a, b) => a.range.start - b.range.start)
    .map(({ range: { start, end }, kind, traits }) => [text.slice(start, end), kind, ...traits].join(' '));
}

const inTool = (body: string): string => `Composition { Tools = { Blur1 = Blur { ${body} }, Merge1 = Merge { } } }`;
const MERGE = ['Merge1 tool declaration', 'Merge tool-kind'];
const BLUR = ['Blur1 tool declaration', 'Blur tool-kind'];

test.each([
  [
    'a locked tool that is disabled',
    'Locked = true, PassThrough = true',
    ['Blur1 tool declaration locked disabled', 'Blur tool-kind'],
  ],
  [
    'inputs',
    'Inputs = { Size = Input { Value = 1 }, ["Gamut.S"] = Input { Value = "x" } }',
    [...BLUR, 'Size input', 'Gamut.S input'],
  ],
  [
    'a connection',
    'Inputs = { Input = Input { SourceOp = "Merge1", Source = "Output" } }',
    [...BLUR, 'Input input', 'Merge1 tool'],
  ],
  [
    'a connection to no tool',
    'Inputs = { Input = Input { SourceOp = "Lost", Source = "Output" } }',
    [...BLUR, 'Input input'],
  ],
  ['an instance', 'SourceOp = "Merge1"', [...BLUR, 'Merge1 tool']],
  ['a choice', 'Inputs = { Mode = Input { Value = FuID { "Fast" } } }', [...BLUR, 'Mode input', 'Fast choice']],
  ['a choice of nothing', 'Inputs = { Mode = Input { Value = FuID { } } }', [...BLUR, 'Mode input']],
  [
    'an expression',
    'Inputs = { Size = Input { Value = 1 }, X = Input { Expression = "Merge1.Blend * sin(time) + Lost.A + Size.Y" } }',
    [
      ...BLUR,
      'Size input',
      'X input',
      'Merge1 tool',
      'Blend input',
      'sin function',
      'time variable',
      'A input',
      'Size input',
      'Y input',
    ],
  ],
  [
    'an expression with escapes',
    'Inputs = { X = Input { Expression = "iif(Text == \\"a\\\\\\\\b\\", 1, Merge1.Blend)" } }',
    [
      ...BLUR,
      'X input',
      'iif function',
      'Text input',
      '\\"a\\\\\\\\b\\" string',
      '1 number',
      'Merge1 tool',
      'Blend input',
    ],
  ],
])('%s', (_name, body, expected) => {
  expect(wordsOf(inTool(body))).toEqual([...expected, ...MERGE]);
});

const GROUP = `{ Tools = ordered() { G = GroupOperator {
  Inputs = ordered() { In1 = InstanceInput { SourceOp = "M", Source = "Background" } },
  Tools = ordered() { M = Fuse.Wireless { } },
  Outputs = { Out1 = InstanceOutput { SourceOp = "M", Source = "Output" } }
} } }`;

test('a group', () => {
  expect(wordsOf(GROUP)).toEqual([
    'G group declaration',
    'GroupOperator tool-kind',
    'In1 input',
    'M tool',
    'M tool declaration',
    'Fuse.Wireless tool-kind',
    'Out1 input',
    'M tool',
  ]);
});

test('a stretch: only what reaches into it, of the tools around it too', () => {
  const outputs = GROUP.indexOf('Out1');
  expect(wordsOf(GROUP, { start: outputs, end: outputs + 4 })).toEqual(['Out1 input']);
  const members = GROUP.indexOf('Tools = ordered() { M');
  expect(wordsOf(GROUP, { start: members, end: GROUP.indexOf('Fuse') + 1 })).toEqual([
    'M tool declaration',
    'Fuse.Wireless tool-kind',
  ]);
});

test('a text that breaks off', () => {
  expect(wordsOf('Composition { Tools = { Blur1 = Blur { Inputs = { Size = Input {')).toEqual([...BLUR, 'Size input']);
});
