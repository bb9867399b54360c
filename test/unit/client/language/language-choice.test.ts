import { describe, expect, test } from 'vitest';
import { type DocumentFacts, LanguageChoice } from '../../../../client/language/language-choice.ts';

const COMP = 'Composition {\n}\n';
const SHADER = '#version 450\nvoid main() {}\n';
const CLIPBOARD = '{\n\tTools = ordered() {\n\t}\n}';

interface Given {
  readonly path?: string;
  readonly untitled?: boolean;
  readonly language?: string;
  readonly text?: string;
  readonly associated?: boolean;
}

function facts({ path = '/a.comp', untitled = false, language = 'glsl', text = '', associated }: Given): DocumentFacts {
  return { uri: path, path, untitled, language, head: () => text, associated: () => associated === true };
}

describe('the language a document gets when it opens', () => {
  test.each<[what: string, given: Given, language: string | undefined]>([
    ['a comp that another language claimed', { text: COMP }, 'fusion-comp'],
    ['a comp that nobody claimed', { text: COMP, language: 'plaintext' }, 'fusion-comp'],
    ['a comp that is one', { text: COMP, language: 'fusion-comp' }, undefined],
    ['a setting', { path: '/glow.setting', text: '{ Name = "x" }', language: 'ini' }, 'fusion-comp'],
    ['a setting in capitals', { path: '/GLOW.SETTING', text: CLIPBOARD, language: 'ini' }, 'fusion-comp'],
    ['a shader that is one', { text: SHADER }, undefined],
    ['a shader that was taken for a comp', { text: SHADER, language: 'fusion-comp' }, 'shader'],
    ['a shader with a language of another name', { text: SHADER, language: 'vulkan' }, undefined],
    ['a comp whose name the user has associated', { text: COMP, associated: true }, undefined],
    ['a shader that the user wants as a comp', { text: SHADER, language: 'fusion-comp', associated: true }, undefined],
    ['an empty comp', { language: 'fusion-comp' }, undefined],
    ['text of another name', { path: '/a.lua', text: COMP, language: 'lua' }, undefined],
    [
      'a new file with a comp',
      { path: 'Untitled-1', untitled: true, text: COMP, language: 'plaintext' },
      'fusion-comp',
    ],
    ['a new file in a language', { path: 'Untitled-1', untitled: true, text: COMP, language: 'lua' }, undefined],
    [
      'a new file with a table',
      { path: 'Untitled-1', untitled: true, text: '{ a = 1 }', language: 'plaintext' },
      undefined,
    ],
    [
      'a new file with a shader',
      { path: 'Untitled-1', untitled: true, text: SHADER, language: 'plaintext' },
      undefined,
    ],
  ])('%s', (_, given, language) => {
    expect(new LanguageChoice().opened(facts(given))).toBe(language);
  });
});

test('what is pasted into a new file decides, once', () => {
  const choice = new LanguageChoice();
  const untitled = { path: 'Untitled-1', untitled: true, language: 'plaintext' };
  expect(choice.opened(facts(untitled))).toBeUndefined();
  expect(choice.changed(facts({ ...untitled, text: 'Com' }))).toBeUndefined();
  expect(choice.changed(facts({ ...untitled, text: CLIPBOARD }))).toBe('fusion-comp');
  expect(choice.waits('Untitled-1')).toBe(false);
  expect(choice.changed(facts({ ...untitled, text: CLIPBOARD }))).toBeUndefined();
});

test('a language that is chosen later stands, also when the text changes', () => {
  const choice = new LanguageChoice();
  expect(choice.opened(facts({ text: COMP }))).toBe('fusion-comp');
  expect(choice.opened(facts({ text: COMP, language: 'fusion-comp' }))).toBeUndefined();
  expect(choice.opened(facts({ text: COMP, language: 'lua' }))).toBeUndefined();
  expect(choice.changed(facts({ text: COMP, language: 'lua' }))).toBeUndefined();
});

test('a language that is chosen while the file is empty stands', () => {
  const choice = new LanguageChoice();
  choice.opened(facts({}));
  choice.opened(facts({ language: 'lua' }));
  expect(choice.changed(facts({ text: COMP, language: 'lua' }))).toBeUndefined();
});

test('a document that opens again after it was closed is decided anew', () => {
  const choice = new LanguageChoice();
  choice.opened(facts({ text: COMP }));
  choice.closed('/a.comp');
  expect(choice.opened(facts({ text: COMP }))).toBe('fusion-comp');
});

test('a text that is not asked about is not read', () => {
  const head = () => {
    throw new Error('It was read.');
  };
  const choice = new LanguageChoice();
  expect(choice.opened({ ...facts({ path: '/a.lua', language: 'lua' }), head })).toBeUndefined();
  expect(choice.changed({ ...facts({}), head })).toBeUndefined();
});
