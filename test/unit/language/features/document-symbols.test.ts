import { expect, test } from 'vitest';
import { flatSymbols, nestedSymbols } from '../../../../server/language/features/document-symbols.ts';
import type { OutlineItem } from '../../../../server/language/language-support.ts';
import { fakeDocument } from '../fake-language.ts';

function item(name: string, start: number, children: readonly OutlineItem[] = []): OutlineItem {
  return {
    name,
    detail: '',
    kind: 'tool',
    range: { start, end: start + 10 },
    nameRange: { start, end: start + 1 },
    children,
  };
}

const OUTLINE = [item('a', 0, [item('b', 1), item('c', 3)]), item('d', 20), item(' ', 40)];
const DOCUMENT = fakeDocument('x'.repeat(60), { outline: () => OUTLINE });

test('the tree keeps its shape, and a part without a name gets one', () => {
  const symbols = nestedSymbols(DOCUMENT);
  expect(symbols.map(({ name }) => name)).toEqual(['a', 'd', '(unnamed)']);
  expect(symbols[0]?.children?.map(({ name }) => name)).toEqual(['b', 'c']);
});

test('the list names what each part is inside', () => {
  expect(flatSymbols(DOCUMENT).map(({ name, containerName }) => [name, containerName])).toEqual([
    ['a', undefined],
    ['b', 'a'],
    ['c', 'a'],
    ['d', undefined],
    ['(unnamed)', undefined],
  ]);
});

test('both stop at the limit, in document order', () => {
  const [first, ...others] = nestedSymbols(DOCUMENT, 2);
  expect(others).toEqual([]);
  expect(first?.children?.map(({ name }) => name)).toEqual(['b']);
  expect(flatSymbols(DOCUMENT, 4).map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
});

test('a document without an outline has no symbols', () => {
  expect(nestedSymbols(fakeDocument('x'))).toEqual([]);
  expect(flatSymbols(fakeDocument('x'))).toEqual([]);
});
