import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../../../server/formats/comp/edits.ts';
import { parseComp } from '../../../../../server/formats/comp/parse-comp.ts';
import { CompColours } from '../../../../../server/language/fusion-comp/colours/comp-colours.ts';
import { readMarks, writeMarks } from '../../../formats/marked-text.ts';
import { corpusFiles, corpusPresent, readCorpus } from '../../corpus.ts';

const tool = (inside: string) => `Composition { Tools = { A = Background { ${inside} } } }`;
const input = (name: string, value: string) => `${name} = Input { Value = ${value}, }`;

function coloursIn(text: string) {
  return [...new CompColours().of(parseComp(text))].filter((found) => found !== undefined);
}

describe('where colours are', () => {
  test.each([
    ['of a tile', tool('Colors = { TileColor = «{ R = 1, G = 0.5, B = 0 }», }'), [[1, 0.5, 0, 1]]],
    ['of a tile in the tool itself', tool('TileColor = «{ R = 1, G = 0.5, B = 0 }»'), [[1, 0.5, 0, 1]]],
    ['of a text', tool('Colors = { TextColor = «{ R = 0, G = 0, B = 1 }» }'), [[0, 0, 1, 1]]],
    ['of a spline', tool('SplineColor = «{ Red = 204, Green = 0, Blue = 51 }»'), [[0.8, 0, 0.2, 1]]],
    [
      'of inputs',
      tool(
        `Inputs = { ${input('TopLeftRed', '«0.25»')}, ${input('X', '1')}, ${input('TopLeftGreen', '0.5')}, ${input('TopLeftBlue', '-1')}, ${input('TopLeftAlpha', '0.5')} }`,
      ),
      [[0.25, 0.5, 0, 0.5]],
    ],
    [
      'of numbered inputs',
      tool(`Inputs = { ${input('Red2', '«2»')}, ${input('Green2', '1')}, ${input('Blue2', '0')} }`),
      [[1, 1, 0, 1]],
    ],
    [
      'of inputs with dots in their names',
      tool(
        `Inputs = { ${input('["Diffuse.Color.Red"]', '«1»')}, ${input('["Diffuse.Color.Green"]', '1')}, ${input('["Diffuse.Color.Blue"]', '0')} }`,
      ),
      [[1, 1, 0, 1]],
    ],
    [
      'of a gradient',
      tool(
        'Inputs = { G = Input { Value = Gradient { Colors = { [0] = «{ 0, 0, 0, 1 }», [1] = «{ 1, 1, 1, 0.5 }» } } } }',
      ),
      [
        [0, 0, 0, 1],
        [1, 1, 1, 0.5],
      ],
    ],
    ['none of switches', tool(`Inputs = { ${input('Red', '0')}, ${input('Green', '1')}, ${input('Blue', '0')} }`), []],
    ['none where a part is driven', tool(`Inputs = { ${input('Red1', '0')}, ${input('Green1', '1')} }`), []],
    [
      'none of choices',
      tool(`Inputs = { ${['ToRed', 'ToGreen', 'ToBlue'].map((it) => input(it, '4')).join(', ')} }`),
      [],
    ],
  ])('%s', (_name, marked, expected) => {
    const { text } = readMarks(marked);
    const found = coloursIn(text);
    expect(
      writeMarks(
        text,
        found.map(({ range }) => range),
      ),
    ).toBe(marked);
    expect(found.map(({ colour }) => [colour.red, colour.green, colour.blue, colour.alpha])).toEqual(expected);
  });
});

describe('a picked colour', () => {
  const PICKED = { red: 1, green: 51 / 255, blue: 0.5, alpha: 1 };
  test.each([
    [
      tool('Colors = { TileColor = { R = 0.25, G = 0.431372549019608, B = 0 }, }'),
      tool('Colors = { TileColor = { R = 1, G = 0.2, B = 0.5 }, }'),
    ],
    [
      tool('SplineColor = {\n Red = 204,\n Green = 0,\n Blue = 51,\n}'),
      tool('SplineColor = {\n Red = 255,\n Green = 51,\n Blue = 128,\n}'),
    ],
    [
      tool(`Inputs = { ${input('Red1', '1.75')}, ${input('Blue1', '0')}, ${input('Green1', '0')}, }`),
      tool(`Inputs = { ${input('Red1', '1.75')}, ${input('Blue1', '0.5')}, ${input('Green1', '0.2')}, }`),
    ],
    [
      tool('Inputs = { G = Input { Value = Gradient { Colors = { [0] = { 0.3333333, 0.2, 0, 1 } } } } }'),
      tool('Inputs = { G = Input { Value = Gradient { Colors = { [0] = { 1, 0.2, 0.5, 1 } } } } }'),
    ],
  ])('%s', (before, after) => {
    const [found] = coloursIn(before);
    const writing = found && new CompColours().write(parseComp(before), found.range, PICKED);
    expect(writing?.edit.range).toEqual(found?.range);
    expect(writing && applyEdits(before, [writing.edit, ...writing.others])).toBe(after);
  });

  test('keeps as many decimals as the colour had', () => {
    const text = tool('TileColor = { R = 0.92156862745098, G = 0, B = 0 }');
    const [found] = coloursIn(text);
    const picked = { red: 1 / 3, green: 0, blue: 0, alpha: 1 };
    expect(found && new CompColours().write(parseComp(text), found.range, picked)?.label).toBe(
      '0.33333333333333, 0, 0',
    );
  });

  test('is nothing where no colour is', () => {
    const text = tool('X = 1');
    expect(new CompColours().write(parseComp(text), { start: 30, end: 31 }, PICKED)).toBeUndefined();
  });
});

test.skipIf(!corpusPresent)('real comps have colours, each of them written as it was where it is not changed', () => {
  let count = 0;
  for (const file of corpusFiles.slice(0, 60)) {
    const text = readCorpus(file);
    const comp = parseComp(text);
    const colours = new CompColours();
    for (const { range, colour } of coloursIn(text)) {
      const writing = colours.write(comp, range, colour);
      expect(writing && applyEdits(text, [writing.edit, ...writing.others])).toBe(text);
      count += 1;
      if (count % 50 === 0) break;
    }
  }
  expect(count).toBeGreaterThan(50);
});
