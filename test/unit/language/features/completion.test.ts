import { describe, expect, test } from 'vitest';
import type { Completions } from '../../../../server/language/answers/completion.ts';
import { readClientAbilities } from '../../../../server/language/client-abilities.ts';
import { toCompletionList, writeInsertText } from '../../../../server/language/features/completion.ts';
import { fakeDocument } from '../fake-language.ts';

describe('a suggested text', () => {
  const text = ['cost $1 \\ { ', { placeholder: 'a}$\\' }, ', ', { placeholder: '' }, ' }'];

  test('as a snippet has its signs escaped', () => {
    expect(writeInsertText(text, true)).toBe(`cost \\$1 \\\\ { \${1:a\\}\\$\\\\}, $2 }$0`);
  });

  test('without snippets is the text itself', () => {
    expect(writeInsertText(text, false)).toBe('cost $1 \\ { a}$\\,  }');
  });
});

describe('a list of suggestions', () => {
  const found: Completions = {
    items: [
      { label: 'a', detail: 'one', description: 'two', kind: 'choice', insert: ['a'], commitWith: ['.'], filter: 'A' },
      ...Array.from({ length: 10 }, (_, index) => ({ label: `b${index}`, kind: 'value' as const, insert: ['b'] })),
    ],
    insertRange: { start: 0, end: 2 },
    replaceRange: { start: 0, end: 4 },
    otherEdits: [],
    isCut: true,
  };
  const { completion } = readClientAbilities({});

  test('keeps its order, and says that it is cut', () => {
    const list = toCompletionList(fakeDocument('word'), found, completion);
    expect(list.isIncomplete).toBe(true);
    expect(list.items.map(({ sortText }) => sortText)).toEqual([...list.items.map(({ sortText }) => sortText)].sort());
  });

  test('has nothing that the client does not know', () => {
    expect(toCompletionList(fakeDocument('word'), found, completion).items[0]).toEqual({
      label: 'a',
      detail: 'one – two',
      kind: 20,
      sortText: '00',
      filterText: 'A',
      textEdit: { newText: 'a', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } } },
    });
  });

  test('has both ranges in every item where the client takes them but no defaults', () => {
    const [item] = toCompletionList(fakeDocument('word'), found, { ...completion, insertReplace: true }).items;
    expect(item?.textEdit).toMatchObject({ insert: { end: { character: 2 } }, replace: { end: { character: 4 } } });
  });
});
