import { expect, test } from 'vitest';
import { asSentence, oneLine } from '../../../../../server/pipeline/farms/words/one-line.ts';
import { posixWord } from '../../../../../server/pipeline/farms/words/posix-word.ts';
import { windowsWord } from '../../../../../server/pipeline/farms/words/windows-word.ts';
import { isBeyondXml, xmlText } from '../../../../../server/pipeline/farms/words/xml-text.ts';

test.each([
  ['', "''", '""'],
  ['a b', "'a b'", '"a b"'],
  ["it's", "'it'\\''s'", '"it\'s"'],
  ['say "a"', '\'say "a"\'', '"say \\"a\\""'],
  ['a\\', "'a\\'", '"a\\\\"'],
  ['a\\\\"b', "'a\\\\\"b'", '"a\\\\\\\\\\"b"'],
  ['C:\\a b\\c', "'C:\\a b\\c'", '"C:\\a b\\c"'],
])('%j as a word', (text, posix, windows) => {
  expect([posixWord(text), windowsWord(text)]).toEqual([posix, windows]);
});

test('what a farm says is told on one line, cut between characters', () => {
  expect(oneLine(' a\n\tb\u0000\u001bc ')).toBe('a b c');
  expect(oneLine('😀'.repeat(5), 3)).toBe('😀😀😀…');
  expect(oneLine('x'.repeat(10_000_000)).length).toBe(301);
  expect(['no', 'no.', 'no. . ', ''].map(asSentence)).toEqual(['no.', 'no.', 'no.', '.']);
});

test('signs of XML are written as references, and what it cannot hold is told', () => {
  expect(xmlText('a<b> & "c" \'d\'\t\r\n')).toBe('a&#60;b&#62; &#38; &#34;c&#34; &#39;d&#39;&#9;&#13;&#10;');
  expect(['a', '\t\n\r', 'é😀', '\u0085', '\u0000', '\u001b', '\uffff', '\ud83d'].map(isBeyondXml)).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
    true,
    true,
  ]);
});
