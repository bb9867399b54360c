import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CodeAction, TextDocumentEdit, TextEdit } from 'vscode-languageserver';
import { TextDocumentEdit as DocumentEdit } from 'vscode-languageserver';
import { LanguageClient, PLAIN_CLIENT } from './language-client.ts';
import { applyEdits, type Range, readMarkers } from './marked-text.ts';

const URI = 'file:///show/sh010.comp';

let client: LanguageClient;
beforeAll(async () => {
  client = await LanguageClient.start();
});
afterAll(() => client[Symbol.asyncDispose]());

async function actionsAt(range: Range, only?: string[]): Promise<CodeAction[]> {
  const diagnostics = await client.diagnostics(URI);
  return client.request('textDocument/codeAction', {
    textDocument: { uri: URI },
    range,
    context: { diagnostics, ...(only !== undefined && { only }) },
  });
}

/** The text after an action, whose edit must be for this version of this document alone. */
function apply(text: string, action: CodeAction | undefined, version: number): string {
  const changes = action?.edit?.documentChanges ?? [];
  const edits = changes.filter((change): change is TextDocumentEdit => DocumentEdit.is(change));
  expect(edits).toHaveLength(1);
  expect(edits[0]?.textDocument).toEqual({ uri: URI, version });
  return applyEdits(text, (edits[0]?.edits ?? []) as TextEdit[]);
}

const MISSPELT = `Composition {\r
	Tools = {\r
		["目パチ😀"] = Loader { },\r
		Blur1 = Blur { },\r
		Merge1 = Merge { Inputs = { Background = Input { SourceOp = "«Bl|url»", Source = "Output" } } },\r
	},\r
}\r
\0`;

describe('quick fixes', () => {
  test('the nearest tool’s name mends a dangling source', async () => {
    const { text, cursor, ranges } = readMarkers(MISSPELT);
    await client.open(URI, text, 'fusion-comp', 7);
    const actions = await actionsAt({ start: cursor, end: cursor });
    expect(actions[0]).toMatchObject({
      kind: 'quickfix',
      diagnostics: [{ code: 'dangling-source', range: ranges[0] }],
    });
    const mended = apply(text, actions[0], 7);
    expect(mended).toBe(text.replace('Blurl', 'Blur1'));
    await client.change(URI, [{ text: mended }], 8);
    expect(await client.diagnostics(URI)).toEqual([]);
  });

  test('none is offered away from what is wrong, nor for other kinds', async () => {
    const { text, cursor } = readMarkers(MISSPELT);
    await client.open(URI, text);
    const start = { line: 0, character: 0 };
    expect(await actionsAt({ start, end: start })).toEqual([]);
    expect(await actionsAt({ start: cursor, end: cursor }, ['refactor.extract'])).toEqual([]);
  });
});

describe('fix-all', () => {
  const text = `Composition {
	Tools = {
		Saver1 = Saver { Inputs = {
			Clip = Input { Value = Clip { Filename = "Comp:a/x.0000.exr", FormatID = "OpenEXRFormat", Saving = true } },
		} },
		Saver2 = Saver { Inputs = {
			Clip = Input { Value = Clip { Filename = "Comp:b/x.0000.exr", FormatID = "OpenEXRFormat", Saving = true } },
		} },
	},
}
`;

  test('applies the safe repairs together, after which they are not needed', async () => {
    await client.open(URI, text, 'fusion-comp', 1);
    const start = { line: 0, character: 0 };
    const actions = await actionsAt({ start, end: start }, ['source.fixAll']);
    expect(actions.map(({ kind }) => kind)).toEqual(['source.fixAll.compline']);
    const mended = apply(text, actions[0], 1);
    await client.change(URI, [{ text: mended }], 2);
    expect(await actionsAt({ start, end: start }, ['source.fixAll'])).toEqual([]);
    const before = text.match(/CreateDir/g)?.length ?? 0;
    expect(mended.match(/CreateDir/g)?.length).toBe(before + 2);
  });
});

test('a client that takes no actions with edits is promised and given none', async () => {
  await using plain = new LanguageClient();
  const { capabilities } = await plain.initialize(PLAIN_CLIENT);
  expect(capabilities).not.toHaveProperty('codeActionProvider');
});
