import { describe, expect, test } from 'vitest';
import { markdown, plainText } from '../../../server/language/markup.ts';

describe('Markdown code spans show any text as it is', () => {
  test.each([
    ['Merge1', '`Merge1`'],
    ['a`b', '``a`b``'],
    ['`a``', '``` `a`` ```'],
    ['', '`  `'],
    ['line\r\nbreak\u2028here', '`line break here`'],
    ['目パチ|*', '`目パチ|*`'],
  ])('%j', (text, expected) => {
    expect(markdown.code(text)).toBe(expected);
  });
});

test('Markdown strong text is escaped', () => {
  expect(markdown.strong('a*b_<script>[x](y)\n# z')).toBe('**a\\*b\\_\\<script\\>\\[x\\]\\(y\\) \\# z**');
});

test('plain text carries no marks', () => {
  expect(plainText.strong('a*b')).toBe('a*b');
  expect(plainText.code('a\nb')).toBe('a b');
});
