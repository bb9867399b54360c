import { expect, test } from 'vitest';
import { FILE_KINDS } from '../../../server/checks/file-kinds.ts';
import { loadLanguages } from '../../../server/language/languages.ts';

test('what is checked is also served, under the same names of files', async () => {
  const languages = await loadLanguages();
  const served = new Map(languages.map(({ languageId, matches }) => [languageId, matches]));
  expect(FILE_KINDS.map(({ languageId }) => served.get(languageId))).toEqual(FILE_KINDS.map(({ matches }) => matches));
});
