import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PrepareRenameResult, WorkspaceEdit } from 'vscode-languageserver';
import { FULL_CLIENT, LanguageClient, PLAIN_CLIENT } from './language-client.ts';
import { applyEdits, readMarkers } from './marked-text.ts';

const { text, cursor, ranges } = readMarkers(`Composition { Tools = {
  Blur1 = Blur { },
  Merge1 = Merge { Inputs = {
    Background = Input { SourceOp = "«Bl|ur1»", Source = "Output" },
    Blend = Input { Expression = "Blur1.Size" },
  } },
} }`);
const URI = 'test:/rename.comp';

describe.each([
  ['a full client', FULL_CLIENT, true],
  ['a plain client', PLAIN_CLIENT, false],
])('%s', (_name, capabilities, isFull) => {
  let client: LanguageClient;
  beforeAll(async () => {
    client = new LanguageClient();
    const { capabilities: promised } = await client.initialize(capabilities);
    expect(promised.renameProvider).toEqual(isFull ? { prepareProvider: true } : true);
    await client.open(URI, text, 'fusion-comp', 3);
  });
  afterAll(() => client[Symbol.asyncDispose]());

  const rename = (newName: string) =>
    client.request<WorkspaceEdit>('textDocument/rename', { textDocument: { uri: URI }, position: cursor, newName });

  test('renames a tool everywhere', async () => {
    const edit = await rename('Soft_1');
    const [change] = edit.documentChanges ?? [];
    const edits = change !== undefined && 'edits' in change ? change.edits : (edit.changes?.[URI] ?? []);
    const changed = edits.flatMap((it) => ('newText' in it ? [it] : []));
    expect(applyEdits(text, changed)).toBe(text.replaceAll('Blur1', 'Soft_1'));
    if (isFull) expect(change).toMatchObject({ textDocument: { uri: URI, version: 3 } });
    else expect(Object.keys(edit)).toEqual(['changes']);
  });

  test('says why a name cannot be', async () => {
    await expect(rename('Merge1')).rejects.toMatchObject({ code: -32803, message: 'There is a tool Merge1 already.' });
    await expect(rename('')).rejects.toMatchObject({ message: 'A tool needs a name.' });
  });

  test('prepares the renaming of what has a name', async () => {
    const prepare = (position: unknown) =>
      client.request<PrepareRenameResult | null>('textDocument/prepareRename', {
        textDocument: { uri: URI },
        position,
      });
    expect(await prepare(cursor)).toEqual({ range: ranges[0], placeholder: 'Blur1' });
    expect(await prepare({ line: 0, character: 0 })).toBeNull();
  });
});
