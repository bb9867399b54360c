import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Hover } from 'vscode-languageserver';
import { fusionRegistry } from '../../../server/formats/comp/registry/fusion-registry.ts';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { LanguageClient, PLAIN_CLIENT } from './language-client.ts';
import { readMarkers } from './marked-text.ts';

const LOADER = `Loader {
  Clips = { Clip { ID = "Clip1", Filename = "Comp:plates/sh010.0001.exr", FormatID = "OpenEXRFormat" } },
}`;
const SAVER = `Saver { Inputs = {
  Clip = Input { Value = Clip { Filename = "S:\\\\show\\\\out\\\\sh010.0000.exr", FormatID = "OpenEXRFormat" } },
  Input = Input { SourceOp = "Merge1", Source = "Output" },
} }`;

/** What tools of a kind do. */
function purposeOf(id: string): string {
  return fusionRegistry.tool(id)?.description ?? '';
}

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

${purposeOf('Merge')}

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
    `**A** \`Blur\`\n\n${purposeOf('Blur')}\n\nFeeds:\n- \`B.Input\``,
  ],
  [
    'a group: what is inside, published and given out',
    `{ Tools = ordered() { «Gr|oup1» = GroupOperator {
      Inputs = ordered() { Input1 = InstanceInput { SourceOp = "M", Source = "Background" } },
      Outputs = { Output1 = InstanceOutput { SourceOp = "M", Source = "Output" } },
      Tools = ordered() { M = Merge { } },
    } } }`,
    `**Group1** \`GroupOperator\`, 1 tool inside\n\nGroup: ${purposeOf('GroupOperator')}\n\nPublishes:\n- \`Input1\` → \`M.Background\``,
  ],
  [
    'a group’s member',
    `{ Tools = ordered() { Group1 = GroupOperator {
      Inputs = ordered() { Input1 = InstanceInput { SourceOp = "M", Source = "Background" } },
      Outputs = { Output1 = InstanceOutput { SourceOp = "M", Source = "Output" } },
      Tools = ordered() { «|M» = Merge { } },
    } } }`,
    `**M** \`Merge\`\n\n${purposeOf('Merge')}\n\nFeeds:\n- \`Group1.Output1\` (output)`,
  ],
  [
    'an instance',
    'Composition { Tools = { A = Blur { }, «Instance_|A» = Blur { SourceOp = "A" } } }',
    `**Instance\\_A** \`Blur\`, instance of \`A\`\n\n${purposeOf('Blur')}`,
  ],
  [
    'a mention of no tool',
    'Composition { Tools = { A = Blur { Inputs = { Input = Input { SourceOp = "«Lo|st»" } } } } }',
    'The name of the tool that feeds `A.Input`\n\nTools here: `A`',
  ],
  [
    'a Loader: its media',
    `Composition { Tools = { «Pla|te» = ${LOADER} } }`,
    `**Plate** \`Loader\`\n\n${purposeOf('Loader')}\n\nMedia: \`Comp:plates/sh010.0001.exr\``,
  ],
  [
    'a Saver: its file',
    `Composition { Tools = { «O|ut» = ${SAVER}, Merge1 = Merge { } } }`,
    `**Out** \`Saver\`\n\n${purposeOf('Saver')}\n\nFile: \`S:\\show\\out\\sh010.0000.exr\`\n\nFed by:\n- \`Input\` ← \`Merge1.Output\``,
  ],
  [
    'a connected input',
    'Composition { Tools = { A = Blur { }, B = Merge { Inputs = { «Backgr|ound» = Input { SourceOp = "A", Source = "Output" } } } } }',
    `**Background** of \`B\` \`Merge\`\n\nFed by \`A.Output\` \`Blur\`\n\n${fusionRegistry.tool('Merge')?.inputs.get('Background')?.description}\n\nTakes: connection`,
  ],
  [
    'an input with a value and an expression',
    'Composition { Tools = { B = Blur { Inputs = { ["«Gamut|.SLog»"] = Input { Value = { 0.5,\r\n 1 }, Expression = "time*2" } } } } }',
    '**Gamut\\.SLog** of `B` `Blur`\n\nExpression: `time*2`\n\nValue: `{ 0.5, 1 }`',
  ],
  [
    'names with marks of Markdown in them',
    'Composition { Tools = { ["«a|*b`c»"] = Blur { }, B = Blur { Inputs = { Input = Input { SourceOp = "a*b`c" } } } } }',
    `**a\\*b\\\`c** \`Blur\`\n\n${purposeOf('Blur')}\n\nFeeds:\n- \`B.Input\``,
  ],
];

/** Each text has a cursor `|` and, as its first range, what the hover is about; the hover holds each of the lines. */
const PARTS: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a number of a list',
    'Composition { Tools = { S = Saver { Inputs = { ["OpenEXRFormat.Compression"] = Input { Value = «|8» } } } } }',
    ['`OpenEXRFormat.Compression = 8`: DWAA', '- `9` DWAB'],
  ],
  [
    'an input with such a number',
    'Composition { Tools = { S = Saver { Inputs = { ["«OpenEXR|Format.Compression»"] = Input { Value = 8 } } } } }',
    ['Value: `8`, DWAA'],
  ],
  [
    'an id',
    'Composition { Tools = { B = Blur { Inputs = { Filter = Input { Value = FuID { "«B|ox»" } } } } } }',
    ['`Box`, value of `Filter`', '`Gaussian`'],
  ],
  [
    'the id of a tool',
    'Composition { Tools = { R = «Better|Resize» { } } }',
    ['**Resize** in Fusion’s menus', 'Outputs: `Output`'],
  ],
  [
    'a field of the composition',
    'Composition { «Locked|Tools» = 3, Tools = { A = Blur { Locked = true }, B = Blur { } } }',
    ['**LockedTools**, number', 'In this comp: 1'],
  ],
  ['a range', 'Composition { «Render|Range» = { 1001, 1050 } }', ['In this comp: 50 frames']],
  ['an id that is wrong', 'Composition { Tools = { A = «Mrge|» { } } }', ['Similar ids: `Merge`']],
  [
    'a field of a clip',
    'Composition { Tools = { L = Loader { Clips = { Clip { «|TrimIn» = 0 } } } } }',
    ['**TrimIn**, number'],
  ],
  ['a constructor', 'Composition { Tools = { L = Loader { Clips = { «Cl|ip» { } } } } }', ['A file or sequence.']],
  [
    'a file name',
    `Composition { Tools = { L = ${LOADER.replace('Comp:plates', '«Comp:pl|ates').replace('.exr', '.exr»')} } }`,
    ['Format: OpenEXR, 4 digits for the frame'],
  ],
  [
    'keyframes',
    'Composition { Tools = { S = BezierSpline { «Key|Frames» = { [0] = { 1.5 }, [-10] = { 3 }, [50] = { -2 } } } } }',
    ['Keyframes: 3, frames -10 to 50', 'Values: `-2` to `3`'],
  ],
  [
    'an output',
    'Composition { Tools = { A = Blur { }, B = Blur { Inputs = { Input = Input { SourceOp = "A", Source = "«Out|put»" } } } } }',
    ['Output `A.Output` of a `Blur`'],
  ],
  [
    'an expression',
    'Composition { Tools = { A = Blur { }, B = Blur { Inputs = { Blend = Input { Value = 1, Expression = "«A.Blend *| 2»" } } } } }',
    ['Expression of `Blend`, with values of `A` `Blur`'],
  ],
  [
    'an input in an expression',
    'Composition { Tools = { A = Blur { Inputs = { Blend = Input { Value = 0.25 } } }, B = Blur { Inputs = { Blend = Input { Value = 1, Expression = "\\"x\\" .. A.«Bl|end»" } } } } }',
    ['**Blend** of `A` `Blur`', 'Value: `0.25`'],
  ],
  [
    'a name that is nearly that of a tool',
    'Composition { Tools = { Blur1 = Blur { }, B = Blur { Inputs = { Input = Input { SourceOp = "«Blr|1»" } } } } }',
    ['The name of the tool that feeds `B.Input`', 'Similar names: `Blur1`'],
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

  test.each(PARTS)('%s', async (_name, marked, lines) => {
    const found = await hover(marked);
    expect(found?.range).toEqual(readMarkers(marked).ranges[0]);
    const text = JSON.stringify(found?.contents).replaceAll('\\n', '\n');
    for (const line of lines) expect(text).toContain(line);
  });

  test('a clip: what of it is on disk', async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'plates'));
    const frames = Array.from({ length: 50 }, (_, index) => 1001 + index).filter((it) => it !== 1013 && it !== 1014);
    for (const frame of frames) await writeFile(path.join(folder, 'plates', `sh.${frame}.exr`), '');
    const uri = pathToFileURL(path.join(folder, 'a.comp')).href;
    const { text, cursor } = readMarkers(
      'Composition { Tools = { L = Loader { Clips = { Clip { Filename = "Comp:plates/s|h.1001.exr", TrimIn = 0, TrimOut = 49, GlobalStart = 1001, GlobalEnd = 1050 } } } } }',
    );
    await client.open(uri, text);
    const found = await client.request<Hover>('textDocument/hover', { textDocument: { uri }, position: cursor });
    const said = JSON.stringify(found.contents);
    expect(said).toContain('48 of 50 frames on disk, missing 1013–1014');
    expect(said).toContain('Frames in the comp: 1001 to 1050, 50 frames');
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
    contents: { kind: 'plaintext', value: `a_b Blur\n\n${purposeOf('Blur')}\n\nFeeds:\n- B.Input` },
  });
});
