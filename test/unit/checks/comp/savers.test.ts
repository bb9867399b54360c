import { describe, expect, test } from 'vitest';
import { type CheckCase, expectCase, FLOW, found, IN, PIECE, PLATE } from '../check-case.ts';

const CLIP = (file: string) =>
  `Clip = Input { Value = Clip { Filename = "${file}" } }, CreateDir = Input { Value = 1 }`;
const LOOSE = (name: string, more = '') => `${name} = Saver { ${more} Inputs = { ${CLIP('a.exr')} } }`;
const FED = (name: string, source: string, file = 'a.exr') =>
  `${name} = Saver { Inputs = { ${CLIP(file)}, Input = Input { SourceOp = "${source}", Source = "Output" } } }`;
const COMP = (clips: string, tools: string) => `Composition { OutputClips = ${clips}, Tools = { ${tools} } }`;

const CASES: readonly CheckCase[] = [
  {
    name: 'a Saver that nothing is connected to',
    finds: 'saver-no-input warning',
    marked: FLOW(LOOSE('«S»')),
    message: /^Nothing is connected to the Saver S: it writes no picture\.$/,
    repairs: [],
  },
  { name: 'the same in a setting', finds: 'saver-no-input information', marked: PIECE(LOOSE('«S»')) },
  {
    name: 'the same where it is passed through',
    finds: 'saver-no-input information',
    marked: FLOW(LOOSE('«S»', 'PassThrough = true,')),
  },
  {
    name: 'the same in a group that is passed through',
    finds: 'saver-no-input information',
    marked: FLOW(`G = GroupOperator { PassThrough = true, Tools = { ${LOOSE('«S»')} } }`),
  },
  {
    name: 'a Saver behind tools that make no picture',
    finds: 'saver-no-source information',
    marked: FLOW(
      `A = Blur { Inputs = { Size = Input { SourceOp = "Spline", Source = "Value" } } }, Spline = BezierSpline { }, B = Merge { ${IN('A')} }, ${FED('«S»', 'B')}`,
    ),
    message: /^No picture reaches the Saver S/,
  },
  {
    name: 'a Saver behind a Loader that is passed through',
    finds: 'saver-no-source information',
    marked: FLOW(`L = Loader { PassThrough = true }, ${FED('«S»', 'L')}, ${FED('«T»', 'L', 'b.exr')}`),
  },
  {
    name: 'a branch that begins at a tool without a picture',
    finds: 'upstream-dead-end warning',
    marked: FLOW(
      `${PLATE}, «A» = Blur { }, B = Transform { ${IN('A')} }, M = Merge { Inputs = { Background = Input { SourceOp = "Plate", Source = "Output" }, Foreground = Input { SourceOp = "B", Source = "Output" } } }, ${FED('S', 'M')}`,
    ),
    message: /^A gets no picture, but feeds a Saver\.$/,
    repairs: [],
  },
  {
    name: 'a branch whose Loader is passed through',
    finds: 'upstream-dead-end warning',
    marked: FLOW(
      `${PLATE}, L = Loader { PassThrough = true }, «A» = Blur { ${IN('L')} }, M = Merge { Inputs = { Background = Input { SourceOp = "Plate", Source = "Output" }, Foreground = Input { SourceOp = "A", Source = "Output" } } }, ${FED('S', 'M')}`,
    ),
  },
  {
    name: 'a file whose path is to be mended first',
    finds: 'output-clips warning',
    marked: COMP('«{ }»', `${PLATE}, ${FED('S', 'Plate', 'C:\\out\\a.exr')}`),
    repairs: [],
  },
  {
    name: 'OutputClips without the file of a Saver',
    finds: 'output-clips warning',
    marked: COMP('«{ "b.exr" }»', `${PLATE}, ${FED('S', 'Plate')}, ${FED('T', 'Plate', 'b.exr')}`),
    message: /^OutputClips lacks "a\.exr", which a Saver writes\.$/,
    repairs: [COMP('{ "a.exr", "b.exr" }', `${PLATE}, ${FED('S', 'Plate')}, ${FED('T', 'Plate', 'b.exr')}`)],
  },
  {
    name: 'OutputClips with files of no Saver, on lines of their own',
    finds: 'output-clips warning',
    marked: COMP('«{\n\t\t"old.exr",\n\t\t"older.exr",\n\t}»', `${PLATE}, ${FED('S', 'Plate', 'C:\\\\new.exr')}`),
    message: /^OutputClips lacks "C:\\new\.exr", which a Saver writes\. 2 more files differ\.$/,
    repairs: [COMP('{\n\t\t"C:\\\\new.exr",\n\t}', `${PLATE}, ${FED('S', 'Plate', 'C:\\\\new.exr')}`)],
  },
  {
    name: 'OutputClips with a file and no Saver at all',
    finds: 'output-clips warning',
    marked: COMP('«{ "old.exr" }»', PLATE),
    message: /^OutputClips lists "old\.exr", which no Saver writes\.$/,
    repairs: [COMP('{ }', PLATE)],
  },
];

describe('what the checks of Savers find', () => {
  test.each(CASES)('$name', expectCase);
});

describe('what is no fault', () => {
  const published = (more: string) =>
    `G = MacroOperator { Inputs = ordered() { In = InstanceInput { SourceOp = "S", Source = "Input" } }, Tools = { ${LOOSE('S')} } }${more}`;
  test.each([
    ['saver-no-input', 'a Saver whose input its macro publishes', PIECE(published(''))],
    ['saver-no-input', 'a Saver that breaks off', `Composition { Tools = { S = Saver { Inputs = { ${CLIP('a.exr')},`],
    ['saver-no-input', "Resolve's MediaOut", FLOW('MediaOut1 = Saver { }')],
    ['saver-no-source', 'a Loader upstream', FLOW(`${PLATE}, A = Blur { ${IN('Plate')} }, ${FED('S', 'A')}`)],
    ['saver-no-source', 'a tool that nobody knows', FLOW(`${FED('S', 'W')}, W = Fuse.Wave { }`)],
    [
      'saver-no-source',
      'a Saver that is off',
      FLOW(`A = Blur { }, ${FED('S', 'A').replace('{', '{ PassThrough = true,')}`),
    ],
    ['saver-no-source', 'a setting', PIECE(`A = Blur { }, ${FED('S', 'A')}`)],
    [
      'saver-no-source',
      'a filter whose input its group publishes',
      FLOW(
        `G = GroupOperator { Inputs = ordered() { In = InstanceInput { SourceOp = "A", Source = "Input" } }, Outputs = { Output = InstanceOutput { SourceOp = "A", Source = "Output" } }, Tools = { A = Blur { } } }, ${FED('S', 'G')}`,
      ),
    ],
    ['upstream-dead-end', 'a chain without a picture', FLOW(`A = Blur { }, ${FED('S', 'A')}`)],
    ['upstream-dead-end', 'a tool that feeds no Saver', FLOW(`${PLATE}, A = Blur { }, ${FED('S', 'Plate')}`)],
    [
      'upstream-dead-end',
      'a setting',
      PIECE(
        `${PLATE}, A = Blur { }, M = Merge { Inputs = { Background = Input { SourceOp = "Plate", Source = "Output" }, Foreground = Input { SourceOp = "A", Source = "Output" } } }, ${FED('S', 'M')}`,
      ),
    ],
    [
      'output-clips',
      'the same files in another order',
      COMP('{ "b.exr", "a.exr" }', `${FED('S', 'X')}, ${FED('T', 'X', 'b.exr')}`),
    ],
    ['output-clips', 'no list', FLOW(FED('S', 'X'))],
    ['output-clips', 'a file that breaks off', `Composition { OutputClips = { "a.exr" }, Tools = { `],
  ])('%s: %s', (code, _name, text) => {
    expect(found(text, code).findings).toEqual([]);
  });
});

test('tools that one Saver found empty are not searched again for the next, and those with a picture neither', () => {
  const chain = Array.from({ length: 3000 }, (_, index) => `B${index} = Blur { ${IN(`B${index + 1}`)} }`).join(', ');
  const savers = Array.from({ length: 3000 }, (_, index) => FED(`S${index}`, `B${index}`, `${index}.exr`)).join(', ');
  const empty = FLOW(`${chain}, B3000 = Blur { }, ${savers}`);
  expect(found(empty, 'saver-no-source').findings).toHaveLength(3000);
  const full = FLOW(`${chain}, B3000 = Loader { }, ${savers}`);
  expect(found(full, 'saver-no-source').findings).toEqual([]);
});
