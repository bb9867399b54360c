import fc from 'fast-check';
import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { parseJsonTree, readJsonTree } from '../../../../server/formats/json/read-json.ts';
import { fuzzRuns } from '../../../fuzz.ts';

/** A tree as text, with every place in it and every parent proved. */
function written(node: Node | undefined, parent?: Node): string {
  if (node === undefined) return 'nothing';
  const { type, offset, length, children, colonOffset } = node;
  expect(node.parent).toBe(parent);
  const value: unknown = node.value;
  const inner = children?.map((child) => written(child, node)).join(' ');
  return `${type} ${offset}+${length}${colonOffset === undefined ? '' : `:${colonOffset}`} ${inner === undefined ? JSON.stringify(value) : `(${inner})`}`;
}

/** What the parser says that the reader is to do as. */
function byTheParser(text: string) {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const faults = errors.map(({ error, offset, length }) => {
    const [start, end] = [Math.min(offset, text.length), Math.min(offset + length, text.length)];
    return `${printParseErrorCode(error)} ${start}+${end - start}`;
  });
  return { tree: written(root), faults: faults.slice(0, 100) };
}

function byTheReader(text: string) {
  const { root, faults } = parseJsonTree(text);
  const told = faults.map(({ code, range: { start, end } }) => `${code} ${start}+${end - start}`);
  return { tree: written(root), faults: told };
}

const WORDS = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"a"',
  '"b',
  '1',
  '-',
  '1.5e3',
  'null',
  'true',
  'x',
  '//c\n',
  '/*',
  '\n',
  '"\\u12"',
  '"\t"',
];

describe('a text is read as the parser reads it', () => {
  test.each([
    '{"a": {"b": [1, 2.5, null, true, "x\\u0041"]}, "c": []}',
    '{"a" 1, "b": , "c"}',
    '{"a": 1,}',
    '[1,,2,]',
    '[1: 2]',
    '{"a": [1, {"b": "x',
    '{"a"',
    '{,}',
    '{a: 1}',
    '{} {}',
    '}',
    '// only\n',
    '{"a": /* b */ 1}',
  ])('%s', (text) => {
    expect(byTheReader(text)).toEqual(byTheParser(text));
  });

  test('whatever comes after what', { timeout: fuzzRuns(20_000) }, () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...WORDS), { maxLength: 30 }), (words) => {
        const text = words.join(' ');
        expect(byTheReader(text)).toEqual(byTheParser(text));
      }),
      { numRuns: fuzzRuns(1_000) },
    );
  });
});

describe('no text holds the reading', () => {
  const pauses = (text: string): number => [...readJsonTree(text)].length;
  test.each<[name: string, text: (count: number) => string]>([
    ['shots', (count) => JSON.stringify({ shots: Array.from({ length: count }, (_, id) => ({ id, prompt: 'x' })) })],
    ['numbers', (count) => `[${'1,'.repeat(count)}1]`],
    ['a slip, and words after it', (count) => `{"a": 1 ${'[1] '.repeat(count)}}`],
  ])('%s', (_name, text) => {
    const few = pauses(text(2_000));
    const many = pauses(text(20_000));
    expect(few).toBeGreaterThan(1);
    expect(many).toBeGreaterThanOrEqual(few * 9);
  });
});

test('a text that is no JSON at all is not read to its end', () => {
  const { faults } = parseJsonTree('x '.repeat(100_000));
  expect(faults).toHaveLength(100);
});
