import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareComps } from '../../../../../server/formats/comp/compare/compare-comps.ts';
import { parseComp } from '../../../../../server/formats/comp/parse-comp.ts';
import { cleanComp } from '../../../../bench/plant/clean-comp.ts';
import { compText, tokenSoup } from '../generate-comp.ts';

const comp = (tools: string, more = ''): string => `Composition {
	RenderRange = { 1001, 1048 },
	CurrentTime = 1010,
	${more}
	Tools = ordered() {
		${tools}
	}
}
`;
const compare = (before: string, after: string) => compareComps(parseComp(before), parseComp(after));
const NOTHING = { added: [], removed: [], changed: [], moved: 0, composition: [] };

const BLUR =
  'Blur1 = Blur { Inputs = { XBlurSize = Input { Value = 4, }, }, ViewInfo = OperatorInfo { Pos = { 0, 10 } }, },';

test.each([
  ['an input', 'Value = 4', 'Value = 5.5', [{ field: 'XBlurSize', before: '4', after: '5.5' }]],
  [
    'what feeds an input',
    'Value = 4,',
    'SourceOp = "Curve", Source = "Value",',
    [
      { field: 'XBlurSize', before: '4' },
      { field: 'XBlurSize.SourceOp', after: '"Curve"' },
      { field: 'XBlurSize.Source', after: '"Value"' },
    ],
  ],
  [
    'an expression',
    'Value = 4,',
    'Value = 4, Expression = "time",',
    [{ field: 'XBlurSize.Expression', after: '"time"' }],
  ],
  ['a state', 'Inputs', 'PassThrough = true, Inputs', [{ field: 'PassThrough', after: 'true' }]],
  [
    'a list without keys',
    'Inputs = {',
    'Inputs = { Size = Input { Value = { 1, 2 } },',
    [{ field: 'Size', after: 'Input { Value = { 1, 2 } }' }],
  ],
])('tells of %s', (_name, from, to, fields) => {
  expect(compare(comp(BLUR), comp(BLUR.replace(from, to)))).toEqual({
    ...NOTHING,
    changed: [{ path: 'Blur1', id: 'Blur', moved: false, fields }],
  });
});

test.each([
  ['itself', (text: string) => text],
  ['other blanks', (text: string) => text.replaceAll('{ ', '{').replaceAll('\n', '\r\n').replaceAll('= ', '=\t')],
  ['a comment', (text: string) => text.replace('Blur {', 'Blur { -- of the sky\n')],
  ['another order of keys', (text: string) => text.replace(/(Inputs = .*?), (ViewInfo = .*?),( \},)/, '$2, $1,$3')],
  ['a number that is written otherwise', (text: string) => text.replace('Value = 4,', 'Value = 4.0,')],
  ['another time', (text: string) => text.replace('1010', '1020')],
])('finds nothing in %s', (_name, change) => {
  expect(compare(comp(BLUR), change(comp(BLUR)))).toEqual(NOTHING);
});

test('a tool that was only moved is counted', () => {
  expect(compare(comp(BLUR), comp(BLUR.replace('{ 0, 10 }', '{ 55, 10 }')))).toEqual({ ...NOTHING, moved: 1 });
});

test('tools that are new, gone, renamed, of another kind', () => {
  const before = comp(`${BLUR} Old = Merge { }, Kind = Merge { Blend = 1 },`);
  const after = comp(`${BLUR.replace('Blur1', 'Sky')} New = Saver { }, Kind = Dissolve { Blend = 1 },`);
  expect(compare(before, after)).toEqual({
    ...NOTHING,
    added: [{ path: 'New', id: 'Saver' }],
    removed: [{ path: 'Old', id: 'Merge' }],
    changed: [
      { path: 'Sky', id: 'Blur', pathBefore: 'Blur1', fields: [], moved: false },
      { path: 'Kind', id: 'Dissolve', idBefore: 'Merge', fields: [], moved: false },
    ],
  });
});

test('a tool in a group is told with it, and the group has not changed', () => {
  const group = (value: number) => `Look = GroupOperator { Tools = ordered() { A = Blur { Size = ${value} } } },`;
  expect(compare(comp(group(1)), comp(group(2))).changed).toEqual([
    { path: 'Look/A', id: 'Blur', moved: false, fields: [{ field: 'Size', before: '1', after: '2' }] },
  ]);
});

test('what stands outside of tools', () => {
  const { composition } = compare(comp(''), comp('', 'LockedTools = 1,').replace('1048', '1050'));
  expect(composition).toEqual([
    { field: 'RenderRange[2]', before: '1048', after: '1050' },
    { field: 'LockedTools', after: '1' },
  ]);
});

test('a name twice is no reason to fail', () => {
  expect(compare(comp(`${BLUR} ${BLUR}`), comp(BLUR)).removed).toEqual([{ path: 'Blur1 (2)', id: 'Blur' }]);
});

test('ten thousand tools are compared in one go', () => {
  const tools = (last: number) =>
    Array.from({ length: 10_000 }, (_, at) => `T${at} = Blur { Size = ${at === 9_999 ? last : at} },`).join('\n');
  expect(compare(comp(tools(1)), comp(tools(2))).changed).toHaveLength(1);
});

const texts = fc.oneof(fc.constant(cleanComp(1)), compText, tokenSoup);

test('a field whose value is missing in both is the same', () => {
  expect(compare('{ A = , B = 1 }', '{ A = , B = 1 }')).toEqual(NOTHING);
  expect(compare('{ A = , B = 1 }', '{ A = 2, B = 1 }').composition).toEqual([{ field: 'A', before: '', after: '2' }]);
});

test('whatever the texts, a comp is the same as itself, and one that is compared the other way round has as many changes', () => {
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      expect(compare(a, a)).toEqual(NOTHING);
      const [there, back] = [compare(a, b), compare(b, a)];
      expect(there.added.length).toBe(back.removed.length);
      expect(there.changed.length).toBe(back.changed.length);
      expect(there.composition.length).toBe(back.composition.length);
    }),
    { numRuns: 60 },
  );
});
