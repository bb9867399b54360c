import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { LanguageClient } from './language-client.ts';

const POSITION_METHODS = ['textDocument/definition', 'textDocument/hover', 'textDocument/documentHighlight'];

/** These too; what they answer about no document is told in tests of their own. */
const MORE_POSITION_METHODS = [
  'textDocument/declaration',
  'textDocument/typeDefinition',
  'textDocument/prepareRename',
  'textDocument/prepareCallHierarchy',
  'textDocument/completion',
  'textDocument/signatureHelp',
];

const COMP =
  'Composition { Tools = { A = Blur { Inputs = { Input = Input { SourceOp = "B", Source = "Output" } } } } }';

const BYTES = Array.from({ length: 4_096 }, (_, index) => String.fromCharCode((index * 7_919) % 256)).join('');

const DOCUMENTS: [string, string][] = [
  ['empty', ''],
  ['a byte-order mark', '\uFEFF'],
  ['a NUL', '\0'],
  ['a NUL at the end', `${COMP}\n\n\0`],
  ['a NUL in the middle', COMP.replace('Blur', 'Bl\0ur')],
  ['replaced bytes', COMP.replace('Blur', 'Bl\uFFFD\uFFFDur')],
  ['CRLF', COMP.replaceAll(' ', '\r\n')],
  ['CR alone', COMP.replaceAll(' ', '\r')],
  ['half a surrogate pair', COMP.replace('Blur', 'Bl\uD83Dur')],
  ['binary bytes', BYTES],
  ['UTF-16 read as bytes', Array.from(COMP, (character) => `${character}\0`).join('')],
  ['an open quote', 'Composition { Tools = { A = Blur { Name = "'],
  ['an open long bracket', 'Composition { Tools = { A = Blur { Name = [==['],
  ['nothing but open braces', '{'.repeat(20_000)],
  ['nothing but closed braces', '}'.repeat(20_000)],
  ['GLSL', '#version 450\nlayout(local_size_x = 16) in;\nvoid main() { int a = b[3]; }\n'],
  ['merge conflict marks', `<<<<<<< ours\n${COMP}\n=======\n${COMP}\n>>>>>>> theirs\n`],
];

const POSITIONS = [
  { line: 0, character: 0 },
  { line: 0, character: 40 },
  { line: 0, character: 4_000_000_000 },
  { line: 4_000_000_000, character: 0 },
  { line: 3, character: 1 },
];

let client: LanguageClient;
beforeAll(async () => {
  client = await LanguageClient.start();
});
afterAll(() => client[Symbol.asyncDispose]());

/** Every request the server answers about a document, at a position where it takes one. */
async function askEverything(uri: string, position: unknown): Promise<unknown[]> {
  const textDocument = { uri };
  const range = { start: position, end: position };
  return Promise.all([
    ...POSITION_METHODS.map((method) => client.request(method, { textDocument, position })),
    client.request('textDocument/references', { textDocument, position, context: { includeDeclaration: true } }),
    client.request('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }),
    client.request('textDocument/codeAction', { textDocument, range, context: { diagnostics: [], only: ['source'] } }),
    client.request('textDocument/documentSymbol', { textDocument }),
    client.pull(uri),
  ]);
}

describe('any text and any position is answered without a fault', () => {
  test.each(DOCUMENTS)('%s', async (name, text) => {
    const uri = `test:/${encodeURIComponent(name)}.comp`;
    client.log.length = 0;
    await client.open(uri, text);
    for (const position of POSITIONS) {
      await askEverything(uri, position);
      for (const method of MORE_POSITION_METHODS) await client.request(method, { textDocument: { uri }, position });
      await client.request('textDocument/selectionRange', { textDocument: { uri }, positions: [position] });
    }
    await client.request('textDocument/foldingRange', { textDocument: { uri } });
    await client.request('workspace/symbol', { query: 'a' });
    await client.close(uri);
    expect(client.log).toEqual([]);
  });
});

test('a document that is not open is answered with nothing', async () => {
  expect(await askEverything('test:/unknown.comp', POSITIONS[0])).toEqual([
    null,
    null,
    [],
    [],
    [],
    [],
    [],
    { kind: 'full', items: [] },
  ]);
});

test('a document in another language is answered with nothing', async () => {
  await client.open('test:/shader.comp', 'void main() {', 'glsl');
  const answers = await askEverything('test:/shader.comp', POSITIONS[0]);
  expect(answers.slice(0, -1)).toEqual([null, null, [], [], [], [], []]);
  expect(answers.at(-1)).toMatchObject({ kind: 'full', items: [] });
});

test('params that make no sense are answered with nothing and one line in the log', async () => {
  await client.open('test:/params.comp', COMP);
  client.log.length = 0;
  expect(await client.request('textDocument/hover', { textDocument: { uri: 'test:/params.comp' } })).toBeNull();
  await client.until(() => client.log.find((line) => line.startsWith('textDocument/hover failed: ')));
  expect(client.log).toHaveLength(1);
  expect(await client.request('textDocument/references', {})).toEqual([]);
  expect(await client.diagnostics('test:/params.comp')).not.toEqual([]);
});

test('notifications that make no sense leave the server well', async () => {
  await client.notify('textDocument/didOpen', {});
  await client.notify('textDocument/didOpen', {
    textDocument: { uri: 'test:/no-text.comp', languageId: 'fusion-comp' },
  });
  await client.notify('textDocument/didChange', { textDocument: { uri: 'test:/no-text.comp', version: 2 } });
  await client.notify('textDocument/didClose');
  await client.notify('workspace/didChangeConfiguration');
  expect(await client.request('textDocument/documentSymbol', { textDocument: { uri: 'test:/no-text.comp' } })).toEqual(
    [],
  );
  await client.open('test:/well.comp', COMP);
  expect(await client.diagnostics('test:/well.comp')).toHaveLength(1);
});

test('a change that cannot be read takes the document out until it is opened again', async () => {
  const uri = 'test:/broken-change.comp';
  await client.open(uri, COMP);
  client.log.length = 0;
  await client.change(uri, [{ range: null, text: 'x' }]);
  expect(await client.diagnostics(uri)).toEqual([]);
  expect(await client.until(() => client.log[0])).toContain('reopen the file');
  await client.open(uri, COMP);
  expect(await client.diagnostics(uri)).not.toEqual([]);
});

test('a storm of cancelled requests leaves the server well', async () => {
  const uri = 'test:/storm.comp';
  await client.open(uri, COMP);
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const source = new CancellationTokenSource();
      const answer = client.connection
        .sendRequest('textDocument/documentSymbol', { textDocument: { uri } }, source.token)
        .then(
          () => 'answered',
          (error: { code: number }) => error.code,
        );
      if (index % 2 === 0) source.cancel();
      return answer;
    }),
  );
  for (const [index, outcome] of outcomes.entries()) {
    expect(index % 2 === 0 ? ['answered', -32800] : ['answered']).toContain(outcome);
  }
  expect(await client.diagnostics(uri)).toHaveLength(1);
});
