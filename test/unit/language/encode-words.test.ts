import { expect, test } from 'vitest';
import type { MeaningfulWord } from '../../../server/language/answers/semantic-tokens.ts';
import { encodeWords, WORD_LEGEND } from '../../../server/language/encode-words.ts';
import { fakeDocument } from './fake-language.ts';

const TYPE = (name: string): number => WORD_LEGEND.tokenTypes.indexOf(name);

function word(start: number, end: number, kind: MeaningfulWord['kind'] = 'tool'): MeaningfulWord {
  return { range: { start, end }, kind, traits: [] };
}

function encoded(text: string, words: readonly MeaningfulWord[]): number[] {
  const data: number[] = [];
  expect([...encodeWords(fakeDocument(text), words, data)].every((pause) => pause === undefined)).toBe(true);
  return data;
}

test('places are relative to the word before, in the order of the text', () => {
  expect(encoded('ab cd\r\n  ef', [word(9, 11, 'input'), word(3, 5), word(0, 2)])).toEqual(
    [
      [0, 0, 2, TYPE('variable'), 0],
      [0, 3, 2, TYPE('variable'), 0],
      [1, 2, 2, TYPE('property'), 0],
    ].flat(),
  );
});

test.each([
  ['empty words', [word(1, 1)]],
  ['words of several lines', [word(3, 9)]],
])('%s are left out', (_name, words) => {
  expect(encoded('ab cd\r\n  ef', words)).toEqual([]);
});

test('what overlaps the word before is left out, and what follows is not moved by it', () => {
  expect(encoded('abcdef', [word(0, 3), word(2, 4), word(4, 6)])).toEqual(
    [
      [0, 0, 3, TYPE('variable'), 0],
      [0, 4, 2, TYPE('variable'), 0],
    ].flat(),
  );
});

test('the legend names each type and modifier once', () => {
  for (const names of Object.values(WORD_LEGEND)) expect(new Set(names).size).toBe(names.length);
  const all = encoded('ab', [
    { range: { start: 0, end: 2 }, kind: 'group', traits: ['declaration', 'locked', 'disabled'] },
  ]);
  expect(all.at(-1)).toBe(0b111);
});
