import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DocumentHighlight, DocumentHighlightKind, type Location } from 'vscode-languageserver';
import { LanguageClient } from './language-client.ts';
import { readMarkers } from './marked-text.ts';

/** Each text has a cursor `|` on a tool; the ranges are its name, marked `«!…»`, and every mention. */
const CASES: [string, string][] = [
  [
    'a tool that feeds two inputs, from its name',
    `Composition { Tools = {
      «!Loa|der1» = Loader { },
      Merge1 = Merge { Inputs = {
        Background = Input { SourceOp = "«Loader1»", Source = "Output" },
        Foreground = Input { SourceOp = "«Loader1»", Source = "Output" },
        Mask = Input { SourceOp = "Loader10", Source = "Output" },
      } },
    } }`,
  ],
  [
    'from a mention before the name',
    `Composition { Tools = {
      Saver1 = Saver { Inputs = { Input = Input { SourceOp = "«Bl|ur1»", Source = "Output" } } },
      «!Blur1» = Blur { },
      Instance_Blur1 = Blur { SourceOp = "«Blur1»" },
    } }`,
  ],
  [
    'a group’s member: the group’s inputs and outputs, not the namesake’s',
    `{ Tools = ordered() {
      Merge1 = Merge { },
      Blur1 = Blur { Inputs = { Input = Input { SourceOp = "Merge1", Source = "Output" } } },
      Group1 = GroupOperator {
        Inputs = ordered() { Input1 = InstanceInput { SourceOp = "«Merge1»", Source = "Background" } },
        Outputs = { Output1 = InstanceOutput { SourceOp = "«Merge1»", Source = "Output" } },
        Tools = ordered() { «!Merg|e1» = Merge { } },
      },
    }, ActiveTool = "Group1" }`,
  ],
  ['the active tool', '{ Tools = ordered() { «!Blur1» = Blur { } }, ActiveTool = "«Blu|r1»" }'],
  [
    'expressions and scripts, behind escapes',
    String.raw`Composition { Tools = {
      «!A» = Blur { },
      B = Blur { Inputs = {
        Size = Input { Expression = "iif(n == \"A\", «A|».Size, A) + A2.Size + comp.«A».Size" },
        Script = Input { Value = "comp:FindTool(\"«A»\")\n-- A.Size" },
      } },
    } }`,
  ],
  ['a tool nobody mentions', 'Composition { Tools = { «!Blu|r1» = Blur { } } }'],
];

let client: LanguageClient;
beforeAll(async () => {
  client = await LanguageClient.start();
});
afterAll(() => client[Symbol.asyncDispose]());

describe.each(CASES)('%s', (name, marked) => {
  const uri = `test:/${encodeURIComponent(name)}.comp`;
  const { text, cursor, ranges } = readMarkers(marked.replaceAll('«!', '«'));
  const declared = marked.match(/«!?/g)?.indexOf('«!') ?? -1;
  const params = { textDocument: { uri }, position: cursor };

  test('references with the declaration', async () => {
    await client.open(uri, text);
    const found = await client.request<Location[]>('textDocument/references', {
      ...params,
      context: { includeDeclaration: true },
    });
    expect(found).toEqual(ranges.map((range) => ({ uri, range })));
  });

  test('references without the declaration', async () => {
    await client.open(uri, text);
    const found = await client.request<Location[]>('textDocument/references', {
      ...params,
      context: { includeDeclaration: false },
    });
    expect(found).toEqual(ranges.filter((_, index) => index !== declared).map((range) => ({ uri, range })));
  });

  test('highlights', async () => {
    await client.open(uri, text);
    const found = await client.request<DocumentHighlight[]>('textDocument/documentHighlight', params);
    expect(found).toEqual(
      ranges.map((range, index) => ({
        range,
        kind: index === declared ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      })),
    );
  });
});

test('there is nothing to find where no tool is named', async () => {
  const { text, cursor } = readMarkers(
    'Composition { Tools = { A = Blur { Inputs = { Input = Input { SourceOp = "N|" } } } } }',
  );
  await client.open('test:/none.comp', text);
  const params = { textDocument: { uri: 'test:/none.comp' }, position: cursor };
  expect(await client.request('textDocument/references', { ...params, context: { includeDeclaration: true } })).toEqual(
    [],
  );
  expect(await client.request('textDocument/documentHighlight', params)).toEqual([]);
});
