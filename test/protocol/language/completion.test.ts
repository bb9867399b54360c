import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { LanguageClient, PLAIN_CLIENT } from './language-client.ts';
import { readMarkers } from './marked-text.ts';

const URI = 'test:/a.comp';

const COMP = `Composition {
	Tools = {
		Loader1 = Loader { },
		Blur1 = Blur {
			Inputs = {
				Input = Input { SourceOp = "«Lo|st»", Source = "Output" },
			},
		},
		Out = Saver { Inputs = { Input = Input { SourceOp = "Blur1", Source = "Output" } } },
	}
}
`;

const TOOLS = `Composition {
	Tools = {
		«Mer|»
	}
}
`;

async function complete(client: LanguageClient, marked: string): Promise<CompletionList> {
  const { text, cursor } = readMarkers(marked);
  await client.open(URI, text);
  return client.request('textDocument/completion', { textDocument: { uri: URI }, position: cursor });
}

function itemOf(list: CompletionList, label: string): CompletionItem {
  const item = list.items.find((it) => it.label === label);
  if (item === undefined) throw new Error(`${label} is not suggested`);
  return item;
}

describe('suggestions for a client with every ability', () => {
  let client: LanguageClient;
  beforeAll(async () => {
    client = await LanguageClient.start();
  });
  afterAll(() => client[Symbol.asyncDispose]());

  test('the names of tools, with both ranges once for all', async () => {
    const list = await complete(client, COMP);
    const { ranges, cursor } = readMarkers(COMP);
    const [word] = ranges;
    expect(list).toMatchObject({
      isIncomplete: false,
      itemDefaults: { editRange: { insert: { start: word?.start, end: cursor }, replace: word } },
    });
    // Blur1 itself and what it feeds would make a cycle.
    expect(list.items).toMatchObject([
      { label: 'Loader1', labelDetails: { description: 'Loader' }, sortText: '0', textEditText: 'Loader1' },
    ]);
  });

  test('a tool as a snippet that keeps its indents', async () => {
    const merge = itemOf(await complete(client, TOOLS), 'Merge');
    expect(merge).toMatchObject({
      insertTextFormat: 2,
      insertTextMode: 1,
      textEditText: `\${1:Merge1} = Merge {\n\t\t\tInputs = {\n\t\t\t},\n\t\t\tViewInfo = OperatorInfo { Pos = { 0, 0 } },\n\t\t},$0`,
    });
  });

  test('an item is resolved with documentation in Markdown', async () => {
    const merge = itemOf(await complete(client, TOOLS), 'Merge');
    expect(merge.documentation).toBeUndefined();
    const resolved = await client.request<CompletionItem>('completionItem/resolve', merge);
    expect(resolved).toMatchObject({ label: 'Merge', documentation: { kind: 'markdown' } });
    expect(JSON.stringify(resolved.documentation)).toContain('foreground');
  });

  test('an item of somebody else comes back as it is', async () => {
    const item = { label: 'x', data: { uri: 7 } };
    expect(await client.request('completionItem/resolve', item)).toEqual(item);
  });

  test('a comma that is missing before the cursor is written as well', async () => {
    const list = await complete(client, 'Composition {\n\tTools = {\n\t\tA = Blur { }\n\t\tMer|\n\t}\n}\n');
    expect(itemOf(list, 'Merge').additionalTextEdits).toEqual([
      { range: { start: { line: 2, character: 14 }, end: { line: 2, character: 14 } }, newText: ',' },
    ]);
  });

  test('a dot takes a tool in an expression', async () => {
    const list = await complete(
      client,
      'Composition { Tools = { A = Blur { }, B = Blur { Inputs = { Blend = Input { Expression = "|" } } } } }',
    );
    expect(itemOf(list, 'A').commitCharacters).toEqual(['.']);
  });

  test('the files beside the comp, where it lies on a disk', async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'plates'));
    for (const frame of ['0001', '0002', '0003']) await writeFile(path.join(folder, 'plates', `p.${frame}.exr`), '');
    const { text, cursor } = readMarkers(
      'Composition { Tools = { L = Loader { Clips = { Clip { Filename = "Comp:/plates/|" } } } } }',
    );
    const uri = pathToFileURL(path.join(folder, 'a.comp')).href;
    await client.open(uri, text);
    const list = await client.request('textDocument/completion', { textDocument: { uri }, position: cursor });
    expect(list).toMatchObject({ items: [{ label: 'p.0001.exr', labelDetails: { detail: ' 1–3' }, kind: 17 }] });
  });

  test('there is nothing to suggest in a comment', async () => {
    expect((await complete(client, 'Composition { -- |\n}')).items).toEqual([]);
  });
});

describe('suggestions for a client with no ability', () => {
  let client: LanguageClient;
  beforeAll(async () => {
    client = await LanguageClient.start(PLAIN_CLIENT);
  });
  afterAll(() => client[Symbol.asyncDispose]());

  test('edits in every item, and what it is beside the label', async () => {
    const list = await complete(client, COMP);
    const { ranges } = readMarkers(COMP);
    expect(list).toEqual({
      isIncomplete: false,
      items: [
        {
          label: 'Loader1',
          detail: 'Loader',
          kind: 6,
          sortText: '0',
          textEdit: { newText: 'Loader1', range: ranges[0] },
          data: { uri: URI, topic: ['tool', 'Loader1', COMP.indexOf('Loader1').toString()] },
        },
      ],
    });
  });

  test('a tool without places to go on typing, and plain documentation', async () => {
    const merge = itemOf(await complete(client, TOOLS), 'Merge');
    expect(merge.textEdit).toMatchObject({
      newText:
        'Merge1 = Merge {\n\t\t\tInputs = {\n\t\t\t},\n\t\t\tViewInfo = OperatorInfo { Pos = { 0, 0 } },\n\t\t},',
    });
    expect(merge).not.toHaveProperty('insertTextFormat');
    const resolved = await client.request<CompletionItem>('completionItem/resolve', merge);
    expect(resolved.documentation).toEqual(expect.stringContaining('foreground'));
  });
});
