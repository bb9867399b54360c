import { describe, expect, test } from 'vitest';
import { parseYaml, parseYamlInSteps } from '../../../../server/formats/yaml/yaml-text.ts';
import { readMarks } from '../marked-text.ts';

describe('faults', () => {
  test.each([
    ['a key twice', 'a: 1\n«a»: 2\n', ['duplicate-key'], /"a" is here twice/],
    ['one in a map between braces', 'a: { b: 1, «b»: 2 }\n', ['duplicate-key'], /"b"/],
    ['an alias without an anchor', 'a: «*x»\n', ['alias'], /no anchor "&x" before/],
    ['an anchor that comes later', 'a: «*x»\nb: &x 1\n', ['alias'], /before/],
    ['a tab', 'a:\n«\t»b: 1\n', ['syntax'], /tabs/],
    ['two documents', 'a: 1\n«---»\nb: 1\n', ['syntax'], /second document/],
    ['a key without a colon', 'a: 1\n«bcd»\n', ['syntax'], /colon is missing/],
    ['a map as a key', '«{ a }»: 1\n', ['syntax'], /where a key belongs/],
    ['a merge conflict', 'a: 1\n«<<<<<<< HEAD»\nb: 1\n=======\nb: 2\n>>>>>>> x\n', ['conflict'], /not resolved/],
    ['what is left of one', 'a: 1\n«>>>>>>> x»\nb: 1\n', ['conflict'], /left over/],
    [
      'brackets that are not closed, once',
      'a: { b: { c: { d: 1«»',
      ['syntax'],
      /^A bracket is not closed: [}\]] is missing/,
    ],
    ['a quote that is not closed', 'a: "b\nc: 1\n«»', ['syntax'], /^A quote is not closed: " is missing/],
    ['a merge of a text', '<<: «x»\n', ['merge'], /can be merged/],
    ['a merge of nothing', '«<<»:\n', ['merge'], /can be merged/],
    ['a merge of a list with a text', 'a: &a {}\n<<: [*a, «1»]\n', ['merge'], /can be merged/],
    ['a merge of what an alias repeats', 'a: &a 1\nb: { <<: «*a» }\n', ['merge'], /can be merged/],
    ['a merge of an alias without an anchor', 'b: { <<: «*a» }\n', ['alias'], /no anchor/],
    ['a tag that is not known', 'a: «!!python/none» x\n', ['tag'], /^The tag !!python\/none is not known/],
    ['what stands before the faults: a BOM', '\uFEFFa: 1\n«a»: 2\n', ['duplicate-key'], /twice/],
    ['what stands before the faults: an emoji', 'x: 🎬\r\na: «*y»\r\n', ['alias'], /&y/],
  ])('%s', (_name, marked, kinds, message) => {
    const { text, ranges } = readMarks(marked);
    const { faults } = parseYaml(text);
    expect(faults.map(({ kind }) => kind)).toEqual(kinds);
    expect(faults.map(({ range }) => range)).toEqual(ranges);
    expect(faults[0]?.message).toMatch(message);
  });

  test.each([
    '',
    '\uFEFF',
    '# c\n',
    '---\na: 1\n...\n',
    'a: &x {}\nb: *x\n',
    'a: &x { b: 1 }\nc: { <<: *x, <<: *x }\n',
    'a: &x [{ b: 1 }]\nc: { <<: *x }\n',
    'a: &x { b: 1 }\nc: { <<: [*x, { d: 1 }], "<<": 1 }\n',
    'a: !!str 1\nb: !!set { x }\n',
  ])('%j has none', (text) => {
    expect(parseYaml(text).faults).toEqual([]);
  });

  test('tabs are repaired', () => {
    const [fault] = parseYaml('a:\n\t b: 1\n').faults;
    expect(fault?.repair?.edits).toEqual([{ range: { start: 3, end: 5 }, newText: '   ' }]);
  });
});

test('anchors have the place at which they are written', () => {
  const text = 'a: &x\n  &k k: &y 1\nb: [&z {c: *y}, *x]\n';
  const { anchored, aliases } = parseYaml(text);
  const written = anchored.map(({ anchor }) => text.slice(anchor?.range.start, anchor?.range.end));
  expect(written).toEqual(['&x', '&k', '&y', '&z']);
  expect(aliases.map(({ target }) => target?.anchor?.name)).toEqual(['y', 'x']);
});

test('an alias repeats the nearest anchor before it', () => {
  const { aliases } = parseYaml('a: &x 1\nb: *x\nc: &x 2\nd: *x\n');
  expect(aliases.map(({ target }) => (target?.kind === 'scalar' ? target.value : target))).toEqual([1, 2]);
});

test.each(['[', '{a: ', '- ', '? '])('%j without end is no exception', (piece) => {
  const { root, faults } = parseYaml(piece.repeat(20_000));
  expect(root).toBeUndefined();
  expect(faults.map(({ message }) => message)).toEqual(['Lists and maps are nested too deep to be read.']);
});

/** How many characters of the text are looked at is not known here; the number of results is what has to be linear. */
test.each<[string, (size: number) => string]>([
  ['keys', (size) => Array.from({ length: size }, (_, at) => `k${at}: ${at}\n`).join('')],
  ['aliases', (size) => `a: &x 1\nb: [${'*x, '.repeat(size)}]\n`],
  ['anchors', (size) => Array.from({ length: size }, (_, at) => `k${at}: &a${at} 1\nl${at}: *a${at}\n`).join('')],
  ['conflicts', (size) => '<<<<<<< a\nx: 1\n=======\nx: 2\n>>>>>>> b\n'.repeat(size)],
])('40 000 %s are read', (_name, write) => {
  const { root, faults } = parseYaml(write(40_000));
  expect(root).toBeDefined();
  expect(faults.length).toBeLessThanOrEqual(100);
});

test('a long text is read in as many more steps as it is longer', () => {
  const steps = (lines: number): number => [...parseYamlInSteps('key: value\n'.repeat(lines))].length;
  const few = steps(2_000);
  expect(few).toBeGreaterThan(10);
  expect(steps(20_000)).toBeGreaterThan(5 * few);
  expect(steps(20_000)).toBeLessThan(12 * few);
});
