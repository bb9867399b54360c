import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeJsonString } from '../../../../server/formats/json/json-string.ts';
import { fillPrompt, readPrompt } from '../../../../server/formats/sora/prompt.ts';
import { readMarks, writeMarks } from '../marked-text.ts';

describe('placeholders stand where they are written', () => {
  test.each<[marked: string, names: readonly string[]]>([
    ['no placeholder', []],
    ['A {«subject»} at {«the place»}', ['subject', 'the place']],
    ['{ «subject» }', ['subject']],
    ['{{not}} {«one»}', ['one']],
    ['{{{«both»}}}', ['both']],
    ['\\n\\u0041 {«x»}', ['x']],
    ['\\u007b«x»\\u007D', ['x']],
    ['😀 {«caf\\u00e9»}', ['café']],
    ['{«a»}{«a»}', ['a', 'a']],
  ])('%s', (marked, names) => {
    const { text } = readMarks(marked);
    const { placeholders } = readPrompt(text, 0);
    expect(placeholders.map(({ name }) => name)).toEqual(names);
    expect(
      writeMarks(
        text,
        placeholders.map(({ nameRange }) => nameRange),
      ),
    ).toBe(marked);
  });
});

describe('braces that are neither a placeholder nor a brace', () => {
  test.each<[marked: string, kinds: readonly string[]]>([
    ['A «{»subject', ['lone-open']],
    ['A subject«}»', ['lone-close']],
    ['«{}»', ['empty']],
    ['«{  }»', ['empty']],
    ['«{»a\\nb«}»', ['lone-open', 'lone-close']],
    ['«{»a {b}', ['lone-open']],
    ['{{a«}»', ['lone-close']],
    ['{{', []],
  ])('%s', (marked, kinds) => {
    const { text } = readMarks(marked);
    const { faults } = readPrompt(text, 0);
    expect(faults.map(({ kind }) => kind)).toEqual(kinds);
    expect(
      writeMarks(
        text,
        faults.map(({ range }) => range),
      ),
    ).toBe(marked);
  });
});

describe('a prompt is filled', () => {
  const fill = (prompt: string) => fillPrompt(readPrompt(prompt, 0), (name) => ({ a: 'fox', b: '{c}' })[name]);
  test.each([
    ['A {a}.', 'A fox.'],
    ['{{a}} {a}', '{a} fox'],
    ['{b}', '{c}'],
    ['{unknown}', '{unknown}'],
    ['{ un known }', '{ un known }'],
    ['{ a }', 'fox'],
    ['{ lone', '{ lone'],
    ['{}', '{}'],
    ['a\\nb', 'a\nb'],
  ])('%j', (prompt, filled) => {
    expect(fill(prompt)).toBe(filled);
  });
});

test('a text whose braces are doubled comes out as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('{', '}', 'a', '\n', '"', '\\', '😀') }), (text) => {
      const prompt = readPrompt(encodeJsonString(text.replaceAll('{', '{{').replaceAll('}', '}}')), 0);
      expect(prompt.faults).toEqual([]);
      expect(fillPrompt(prompt, () => undefined)).toBe(text);
    }),
  );
});
