import { expect, test } from 'vitest';
import { manifestProblems } from '../../../scripts/check-texts.ts';

const manifest = { contributes: { commands: [{ command: 'a', title: '%a.title%' }], views: { x: [{ name: '%x%' }] } } };

test.each([
  ['every key has its text', { 'a.title': 'A', x: 'X' }, []],
  ['a text is missing', { 'a.title': 'A' }, ['package.nls.json has no text for %x%']],
  ['a text is not used', { 'a.title': 'A', x: 'X', y: 'Y' }, ['package.json does not use the text y']],
])('%s', (_, texts, problems) => {
  expect(manifestProblems(manifest, texts)).toEqual(problems);
});
