import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { formatYaml } from '../../../../server/formats/yaml/format/format-yaml.ts';
import { parseYaml } from '../../../../server/formats/yaml/yaml-text.ts';

function formatted(text: string, indent = '  '): string {
  return applyEdits(text, formatYaml(parseYaml(text), indent));
}

describe('white space', () => {
  test.each([
    ['indents', 'a:\n    b:\n     c: 1\n', 'a:\n  b:\n    c: 1\n'],
    ['blanks after colons and at the end of lines', 'a:   1   \nb: 2\t\n', 'a: 1\nb: 2\n'],
    ['blanks after dashes', 'a:\n-   b: 1\n    c: 2\n', 'a:\n- b: 1\n  c: 2\n'],
    ['lists that are further in', 'a:\n    - 1\n    - 2\n', 'a:\n  - 1\n  - 2\n'],
    [
      'comments',
      'a:\n    # one\n    b: 1 # two\n    # three\n# four\n',
      'a:\n  # one\n  b: 1 # two\n  # three\n# four\n',
    ],
    ['texts over several lines', 'a:\n    b: |\n        x  \n          y\n', 'a:\n  b: |\n      x  \n        y\n'],
    ['maps between braces', 'a:\n    b: {c: 1,\n        d: 2}\n', 'a:\n  b: {c: 1,\n      d: 2}\n'],
    ['anchors', 'a: &x\n     b: 1\nc:\n     <<: *x\n', 'a: &x\n  b: 1\nc:\n  <<: *x\n'],
    ['line breaks of Windows', 'a:\r\n   b: 1\r\n\r\n\r\n', 'a:\r\n  b: 1\r\n'],
    ['the end', 'a: 1\n\n\n', 'a: 1\n'],
    ['no line break at the end', 'a: 1', 'a: 1\n'],
    ['a BOM', '\uFEFFa:\n    b: 1\n', '\uFEFFa:\n  b: 1\n'],
    ['a text at the end, whose lines count', 'a: |+\n  x\n\n\n', 'a: |+\n  x\n\n\n'],
    ['nothing', '', ''],
  ])('%s', (_name, text, expected) => {
    expect(formatted(text)).toBe(expected);
    expect(formatted(expected)).toBe(expected);
  });

  test.each(['a: [\n', 'a:\n\tb: 1\n', '<<<<<<< a\nb:  1\n=======\n>>>>>>> b\n'])(
    '%j has faults and is left alone',
    (text) => {
      expect(formatted(text)).toBe(text);
    },
  );

  test('as many blanks as the editor says', () => {
    expect(formatted('a:\n  b: 1\n', '    ')).toBe('a:\n    b: 1\n');
    expect(formatted('a:\n   b: 1\n', '\t')).toBe('a:\n  b: 1\n');
  });
});

test('a part is formatted where the whole still says the same', () => {
  const text = 'a:\n    b:  1\n    c:  2\nd:  3\n';
  const part = { start: text.indexOf('d'), end: text.length };
  expect(applyEdits(text, formatYaml(parseYaml(text), '  ', part))).toBe('a:\n    b:  1\n    c:  2\nd: 3\n');
});
