import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FoldingRange, SelectionRange } from 'vscode-languageserver';
import { FULL_CLIENT, LanguageClient, PLAIN_CLIENT } from './language-client.ts';
import { readMarkers } from './marked-text.ts';

const TEXT = `-- one
-- two
{
  Tools = { A = Blur {
      Pos = { 1, 2 },
    },
    B = Blur {
      C = {
      },
    },
  },
}`;

async function folds(client: LanguageClient, text = TEXT): Promise<FoldingRange[]> {
  await client.open('test:/folds.setting', text);
  return client.request('textDocument/foldingRange', { textDocument: { uri: 'test:/folds.setting' } });
}

describe('folding', () => {
  test('by lines, one for a line, and the closing line stays to be seen', async () => {
    await using client = await LanguageClient.start(FULL_CLIENT);
    expect(await folds(client)).toEqual([
      { startLine: 0, endLine: 1, kind: 'comment' },
      { startLine: 2, endLine: 10 },
      { startLine: 3, endLine: 9 },
      { startLine: 6, endLine: 8 },
    ]);
  });

  test('by characters for a client that folds parts of lines', async () => {
    await using client = await LanguageClient.start(PLAIN_CLIENT);
    expect(await folds(client)).toContainEqual({ startLine: 6, startCharacter: 14, endLine: 9, endCharacter: 4 });
  });

  test('the outermost where there are more than the client takes', async () => {
    const foldingRange = { rangeLimit: 2, lineFoldingOnly: true };
    await using client = await LanguageClient.start({ textDocument: { foldingRange } });
    expect(await folds(client, TEXT.replace(/^--.*\n/gm, ''))).toEqual([
      { startLine: 0, endLine: 8 },
      { startLine: 1, endLine: 7 },
    ]);
  });

  test('a document that is not open has nothing to fold', async () => {
    await using client = await LanguageClient.start(FULL_CLIENT);
    const textDocument = { uri: 'test:/closed.comp' };
    expect(await client.request('textDocument/foldingRange', { textDocument })).toEqual([]);
  });
});

describe('selection', () => {
  let client: LanguageClient;
  beforeAll(async () => {
    client = await LanguageClient.start(PLAIN_CLIENT);
  });
  afterAll(() => client[Symbol.asyncDispose]());

  test('grows outwards from each position', async () => {
    const { text, cursor, ranges } = readMarkers('«{ «A = «"«one |«two»»"»» }»'.replace('|«', '«|'));
    await client.open('test:/selection.setting', text);
    const positions = [cursor, { line: 7, character: 0 }, { line: 0, character: 0 }];
    const [first, ...others] = await client.request<SelectionRange[]>('textDocument/selectionRange', {
      textDocument: { uri: 'test:/selection.setting' },
      positions,
    });
    const found: unknown[] = [];
    for (let at = first; at !== undefined; at = at.parent) found.unshift(at.range);
    expect(found).toEqual(ranges);
    expect(others).toHaveLength(2);
  });

  test('stays where it is in an empty document', async () => {
    await client.open('test:/empty.comp', '');
    const position = { line: 0, character: 0 };
    const params = { textDocument: { uri: 'test:/empty.comp' }, positions: [position] };
    expect(await client.request('textDocument/selectionRange', params)).toEqual([
      { range: { start: position, end: position } },
    ]);
  });
});
