import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DefinitionLink, Location } from 'vscode-languageserver';
import { LanguageClient, PLAIN_CLIENT } from './language-client.ts';
import { type Position, type Range, readMarkers } from './marked-text.ts';

/** Each text has a cursor `|`: the range around it is what stands there, the other one where it leads to. */
const CASES: [string, string][] = [
  [
    'from a source to the tool',
    `Composition { Tools = {
      «Loader1» = Loader { ViewInfo = OperatorInfo { Pos = { 0, 0 } } },
      Saver1 = Saver { Inputs = { Input = Input { SourceOp = "«Load|er1»", Source = "Output" } } },
    } }`,
  ],
  [
    'from the start and the end of a source',
    `Composition { Tools = {
      «Loader1» = Loader { },
      Saver1 = Saver { Inputs = { Input = Input { SourceOp = "«Loader1|»", Source = "Output" } } },
    } }`,
  ],
  ['from a name to itself', 'Composition { Tools = { «Merge|1» = Merge { } } }'],
  ['from the active tool', '{ Tools = ordered() { «Blur1» = Blur { } }, ActiveTool = "«|Blur1»" }'],
  [
    'from an instance to what it is an instance of',
    `Composition { Tools = {
      «Blur1» = Blur { },
      Instance_Blur1 = Blur { SourceOp = "«Bl|ur1»", Inputs = { } },
    } }`,
  ],
  [
    'from a group’s input and output to its members',
    `{ Tools = ordered() { Group1 = GroupOperator {
      Inputs = ordered() { Input1 = InstanceInput { SourceOp = "Merge1", Source = "Background" } },
      Outputs = { Output1 = InstanceOutput { SourceOp = "«Mer|ge1»", Source = "Output" } },
      Tools = ordered() { «Merge1» = Merge { } },
    } } }`,
  ],
  [
    'to the member of the group, not to its namesake outside',
    `Composition { Tools = {
      Merge1 = Merge { },
      Group1 = GroupOperator {
        Inputs = ordered() { Input1 = InstanceInput { SourceOp = "«|Merge1»", Source = "Background" } },
        Tools = ordered() { «Merge1» = Merge { } },
      },
    } }`,
  ],
  [
    'from a member to a tool outside the group',
    `Composition { Tools = {
      «Outside» = Loader { },
      Group1 = GroupOperator { Tools = ordered() {
        Blur1 = Blur { Inputs = { Input = Input { SourceOp = "«Outsi|de»", Source = "Output" } } },
      } },
    } }`,
  ],
  [
    'with names that are no identifiers, beyond the basic plane, with CRLF',
    `Composition { Tools = {\r\n  ["«目パチ😀»"] = BezierSpline { }, ["x😀"] = Blur { Inputs = {\r\n ["A.B"] = Input { SourceOp = "«目|パチ😀»", Source = "Value" } } }\r\n} }\r\n\0`,
  ],
];

function holds({ start, end }: Range, { line, character }: Position): boolean {
  return start.line === line && start.character <= character && character <= end.character;
}

describe.each([
  ['links', undefined],
  ['locations', PLAIN_CLIENT],
])('definition as %s', (kind, capabilities) => {
  let client: LanguageClient;
  beforeAll(async () => {
    client = await LanguageClient.start(capabilities);
  });
  afterAll(() => client[Symbol.asyncDispose]());

  test.each(CASES)('%s', async (name, marked) => {
    const uri = `test:/${encodeURIComponent(name)}.comp`;
    const { text, cursor, ranges } = readMarkers(marked);
    await client.open(uri, text);
    const params = { textDocument: { uri }, position: cursor };
    const origin = ranges.find((range) => holds(range, cursor));
    const target = ranges.find((range) => range !== origin) ?? origin;
    if (kind === 'locations') {
      const location = await client.request<Location>('textDocument/definition', params);
      expect(location).toEqual({ uri, range: target });
      return;
    }
    const links = await client.request<DefinitionLink[]>('textDocument/definition', params);
    expect(links).toHaveLength(1);
    expect(links[0]).toMatchObject({ targetUri: uri, targetSelectionRange: target, originSelectionRange: origin });
  });

  test.each([
    [
      'a source that dangles',
      'Composition { Tools = { A = Blur { Inputs = { Input = Input { SourceOp = "No|pe" } } } } }',
    ],
    ['a registry id', 'Composition { Tools = { A = Bl|ur { } } }'],
    ['a value', 'Composition { Tools = { A = Blur { Inputs = { Size = Input { Value = 1|2 } } } } }'],
    ['blank space', 'Composition { Tools = { | A = Blur { } } }'],
    ['an empty document', '|'],
  ])('%s leads nowhere', async (name, marked) => {
    const uri = `test:/${encodeURIComponent(name)}.comp`;
    const { text, cursor } = readMarkers(marked);
    await client.open(uri, text);
    const params = { textDocument: { uri }, position: cursor };
    expect(await client.request('textDocument/definition', params)).toBeNull();
  });
});

test.each([
  [
    'a declaration is the definition',
    'textDocument/declaration',
    'Composition { Tools = { «A» = Blur { }, B = Blur { SourceOp = "«A|»" } } }',
  ],
  [
    'a type definition is the original of an instance',
    'textDocument/typeDefinition',
    'Composition { Tools = { «A» = Blur { }, «|B» = Blur { SourceOp = "A" } } }',
  ],
])('%s', async (name, method, marked) => {
  const uri = `test:/${encodeURIComponent(name)}.comp`;
  const { text, cursor, ranges } = readMarkers(marked);
  await using full = await LanguageClient.start();
  await using plain = await LanguageClient.start(PLAIN_CLIENT);
  const params = { textDocument: { uri }, position: cursor };
  await full.open(uri, text);
  await plain.open(uri, text);
  expect(await full.request(method, params)).toMatchObject([
    { targetUri: uri, targetSelectionRange: ranges[0], originSelectionRange: ranges[1] },
  ]);
  expect(await plain.request(method, params)).toEqual({ uri, range: ranges[0] });
});
