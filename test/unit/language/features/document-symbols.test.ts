import { expect, test } from 'vitest';
import { CancellationToken } from 'vscode-languageserver';
import { flatSymbols, nestedSymbols } from '../../../../server/language/features/document-symbols.ts';
import type { OutlineItem } from '../../../../server/language/language-support.ts';
import { fakeDocument } from '../fake-language.ts';

function item(name: string, start: number, depth = 0): OutlineItem {
  return {
    name,
    detail: '',
    kind: 'tool',
    range: { start, end: start + 10 },
    nameRange: { start, end: start + 1 },
    depth,
  };
}

const OUTLINE = [item('a', 0), item('b', 1, 1), item('c', 3, 1), undefined, item('d', 20), item(' ', 40)];
const { None } = CancellationToken;
const DOCUMENT = fakeDocument('x'.repeat(60), { outline: () => OUTLINE });

test('the tree keeps its shape, and a part without a name gets one', async () => {
  const { symbols, isCut } = await nestedSymbols(DOCUMENT, None);
  expect(isCut).toBe(false);
  expect(symbols.map(({ name }) => name)).toEqual(['a', 'd', '(unnamed)']);
  expect(symbols[0]?.children?.map(({ name }) => name)).toEqual(['b', 'c']);
});

test('the list names what each part is inside', async () => {
  const { symbols } = await flatSymbols(DOCUMENT, None);
  expect(symbols.map(({ name, containerName }) => [name, containerName])).toEqual([
    ['a', undefined],
    ['b', 'a'],
    ['c', 'a'],
    ['d', undefined],
    ['(unnamed)', undefined],
  ]);
});

test('both stop at the limit, in document order', async () => {
  const nested = await nestedSymbols(DOCUMENT, None, 2);
  expect(nested.isCut).toBe(true);
  expect(nested.symbols).toHaveLength(1);
  expect(nested.symbols[0]?.children?.map(({ name }) => name)).toEqual(['b']);
  const flat = await flatSymbols(DOCUMENT, None, 4);
  expect(flat.isCut).toBe(true);
  expect(flat.symbols.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
});

test('a document without an outline has no symbols', async () => {
  const none = { symbols: [], isCut: false };
  expect(await nestedSymbols(fakeDocument('x'), None)).toEqual(none);
  expect(await flatSymbols(fakeDocument('x'), None)).toEqual(none);
});
