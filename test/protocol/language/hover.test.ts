import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Hover } from 'vscode-languageserver';
import { LanguageClient, PLAIN_CLIENT } from './language-client.ts';
import { readMarkers } from './marked-text.ts';

const LOADER = `Loader {
  Clips = { Clip { ID = "Clip1", Filename = "Comp:plates/sh010.0001.exr", FormatID = "OpenEXRFormat" } },
}`;
const SAVER = `Saver { Inputs = {
  Clip = Input { Value = Clip { Filename = "S:\\\\show\\\\out\\\\sh010.0000.exr", FormatID = "OpenEXRFormat" } },
  Input = Input { SourceOp = "Merge1", Source = "Output" },
} }`;

/** Each text has a cursor `|` and, as its first range, what the hover is about. */
const CASES: [string, string, string][] = [
  [
    'a tool: what feeds it and what it feeds',
    `Composition { Tools = {
      A = Loader { }, B = Loader { },
      «Mer|ge1» = Merge { PassThrough = true, Locked = true, Inputs = {
        Background = Input { SourceOp = "A", Source = "Output" },
        Foreground = Input { SourceOp = "B", Source = "Output" },
        EffectMask = Input { SourceOp = "Lost", Source = "Mask" },
        Blend = Input { Value = 0.5 },
      } },
      Out = Blur { Inputs = { Input = Input { SourceOp = "Merge1", Source = "Output" } } },
      Instance_Merge1 = Merge { SourceOp = "Merge1" },
    } }`,
    `**Merge1** \`Merge\`, disabled, locked

Fed by:
- \`Background\` ← \`A.Output\`
- \`Foreground\` ← \`B.Output\`
- \`EffectMask\` ← \`Lost.Mask\` (no such tool)

Feeds:
- \`Out.Input\`

Instances:
- \`Instance_Merge1\``,
  ],
  [
    'a mention says the same as the name',
    `Composition { Tools = {
      A = Blur { },
      B = Blur { Inputs = { Input = Input { SourceOp = "«|A»", Source = "Output" } } },
    } }`,
    '**A** `Blur`\n\nFeeds:\n- `B.Input`',
  ],
  [
    'a group: what is inside, published and given out',
    `{ Tools = ordered() { «Gr|oup1» = GroupOperator {
      Inputs = ordered() { Input1 = InstanceInput { SourceOp = "M", Source = "Background" } },
      Outputs = { Output1 = InstanceOutput { SourceOp = "M", Source = "Output" } },
      Tools = ordered() { M = Merge { } },
    } } }`,
    '**Group1** `GroupOperator`, 1 tool inside\n\nPublishes:\n- `Input1` → `M.Background`',
  ],
  [
    'a group’s member',
    `{ Tools = ordered() { Group1 = GroupOperator {
      Inputs = ordered() { Input1 = InstanceInput { SourceOp = "M", Source = "Background" } },
      Outputs = { Output1 = InstanceOutput { SourceOp = "M", Source = "Output" } },
      Tools = ordered() { «|M» = Merge { } },
    } } }`,
    '**M** `Merge`\n\nFeeds:\n- `Group1.Output1` (output)',
  ],
  [
    'an instance',
    'Composition { Tools = { A = Blur { }, «Instance_|A» = Blur { SourceOp = "A" } } }',
    '**Instance\\_A** `Blur`, instance of `A`',
  ],
  [
    'a mention of no tool',
    'Composition { Tools = { A = Blur { Inputs = { Input = Input { SourceOp = "«Lo|st»" } } } } }',
    '`Lost`: there is no tool with this name.',
  ],
  [
    'a Loader: its media',
    `Composition { Tools = { «Pla|te» = ${LOADER} } }`,
    '**Plate** `Loader`\n\nMedia: `Comp:plates/sh010.0001.exr`',
  ],
  [
    'a Saver: its file',
    `Composition { Tools = { «O|ut» = ${SAVER}, Merge1 = Merge { } } }`,
    '**Out** `Saver`\n\nFile: `S:\\show\\out\\sh010.0000.exr`\n\nFed by:\n- `Input` ← `Merge1.Output`',
  ],
  [
    'a connected input',
    'Composition { Tools = { A = Blur { }, B = Merge { Inputs = { «Backgr|ound» = Input { SourceOp = "A", Source = "Output" } } } } }',
    '**Background** of `B` `Merge`\n\nFed by `A.Output` `Blur`',
  ],
  [
    'an input with a value and an expression',
    'Composition { Tools = { B = Blur { Inputs = { ["«Gamut|.SLog»"] = Input { Value = { 0.5,\r\n 1 }, Expression = "time*2" } } } } }',
    '**Gamut\\.SLog** of `B` `Blur`\n\nExpression: `time*2`\n\nValue: `{ 0.5, 1 }`',
  ],
  [
    'names with marks of Markdown in them',
    'Composition { Tools = { ["«a|*b`c»"] = Blur { }, B = Blur { Inputs = { Input = Input { SourceOp = "a*b`c" } } } } }',
    '**a\\*b\\`c** `Blur`\n\nFeeds:\n- `B.Input`',
  ],
];

describe('hover in Markdown', () => {
  let client: LanguageClient;
  beforeAll(async () => {
    client = await LanguageClient.start();
  });
  afterAll(() => client[Symbol.asyncDispose]());

  async function hover(marked: string): Promise<Hover | null> {
    const { text, cursor } = readMarkers(marked);
    await client.open('test:/a.comp', text);
    return client.request('textDocument/hover', { textDocument: { uri: 'test:/a.comp' }, position: cursor });
  }

  test.each(CASES)('%s', async (_name, marked, expected) => {
    const { ranges } = readMarkers(marked);
    expect(await hover(marked)).toEqual({ contents: { kind: 'markdown', value: expected }, range: ranges[0] });
  });

  test('long lists and long values are cut', async () => {
    const inputs = Array.from({ length: 30 }, (_, i) => `I${i} = Input { SourceOp = "A", Source = "Output" },`).join(
      ' ',
    );
    const list = await hover(`Composition { Tools = { |A = Blur { }, B = Merge { Inputs = { ${inputs} } } } }`);
    expect(JSON.stringify(list?.contents)).toContain('and 10 more');
    const numbers = '1, '.repeat(500);
    const value = await hover(
      `Composition { Tools = { B = Blur { Inputs = { X| = Input { Value = { ${numbers} } } } } } }`,
    );
    expect(JSON.stringify(value?.contents).length).toBeLessThan(400);
  });

  test('there is nothing to say about blank space', async () => {
    expect(await hover('Composition { | Tools = { } }')).toBeNull();
  });
});

test('hover in plain text', async () => {
  await using client = await LanguageClient.start(PLAIN_CLIENT);
  const { text, cursor } = readMarkers(
    'Composition { Tools = { a_|b = Blur { }, B = Blur { Inputs = { Input = Input { SourceOp = "a_b" } } } } }',
  );
  await client.open('test:/a.comp', text);
  const params = { textDocument: { uri: 'test:/a.comp' }, position: cursor };
  expect(await client.request('textDocument/hover', params)).toMatchObject({
    contents: { kind: 'plaintext', value: 'a_b Blur\n\nFeeds:\n- B.Input' },
  });
});
