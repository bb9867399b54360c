import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { compKind } from '../../../../server/checks/comp-kind.ts';
import type { FileKind } from '../../../../server/checks/file-kind.ts';
import { checkFile } from '../../../../server/cli/check/check-file.ts';
import { Places } from '../../../../server/project/places.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

/** A kind whose files begin with a word; it finds the word itself, and after it what place and severities it was given. */
const words: FileKind = {
  languageId: 'words',
  matches: (name) => name.endsWith('.words'),
  recognizes: (text) => text.startsWith('words'),
  read: async (text) => ({
    findings: (overrides) => [
      { code: 'words', severity: 'hint', message: JSON.stringify(overrides), range: { start: 5, end: text.length } },
    ],
    inPlace: async ({ file }) => [
      { code: 'placed', severity: 'hint', message: path.basename(file), range: { start: 0, end: 5 } },
    ],
  }),
};

async function check(name: string, text: string, isNamed = false) {
  const file = path.join(await temporaryFolder(), name);
  writeFileSync(file, text);
  const checked = await checkFile({ path: file, isNamed }, { words: 'hint' }, new Places(), [compKind, words]);
  return checked?.findings.map(({ code, message }) => [code, message]);
}

test('a file is checked as what its name and its text say, also where it lies, in the order of the text', async () => {
  expect(await check('a.words', 'words and more')).toEqual([
    ['placed', 'a.words'],
    ['words', '{"words":"hint"}'],
  ]);
});

test.each([
  ['a named one is read by its text', 'a.txt', 'words', true, ['placed', 'words']],
  ['a named one of no kind is judged as a comp', 'a.txt', 'other', true, ['file-not-comp']],
  ['one that only has the name is passed over', 'a.words', 'other', false, undefined],
  ['and said to be unknown where it is named', 'a.words', 'other', true, ['file-unreadable']],
  ['a shader is passed over', 'a.comp', '#version 450', false, undefined],
  ['and told of where it is named', 'a.comp', '#version 450', true, ['file-not-comp']],
])('%s', async (_name, file, text, isNamed, codes) => {
  expect((await check(file, text, isNamed))?.map(([code]) => code)).toEqual(codes);
});
