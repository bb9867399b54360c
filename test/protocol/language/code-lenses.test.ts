import { describe, expect, test } from 'vitest';
import type { ApplyWorkspaceEditParams, CodeLens } from 'vscode-languageserver';
import { FULL_CLIENT, LanguageClient } from './language-client.ts';
import { applyEdits, type Range } from './marked-text.ts';
import { showFolder } from './show-folder.ts';

const CONFIG = 'version: 1\nproject:\n  id: DEMO\n';
const comp = (version: string) => `Composition { RenderRange = { 1, 2 }, Tools = {
	L = Loader { Clips = { Clip { Filename = "../_published/${version}/p.0001.exr", TrimIn = 0, TrimOut = 2 } } },
	S = Saver { Inputs = { Clip = Input { Value = Clip { Filename = "Comp:/out/x.0000.exr" } } } },
} }
`;

async function lenses(client: LanguageClient, uri: string): Promise<CodeLens[]> {
  const found = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
  for (const lens of found) expect(lens.command).toBeUndefined();
  return Promise.all(found.map((lens) => client.request<CodeLens>('codeLens/resolve', lens)));
}

async function show() {
  const { writeFile } = await import('node:fs/promises');
  const folder = await showFolder(
    '_published/001_OK/p.0001.exr',
    '_published/002_OK/p.0001.exr',
    'comp/out/x.0002.exr',
  );
  await writeFile(folder.at('compline.yaml'), CONFIG);
  return folder;
}

describe('a client that runs the commands', () => {
  test('sees what is on disk, and updates a Loader', async () => {
    const folder = await show();
    const uri = folder.uri('comp/a.comp');
    await using client = await LanguageClient.start(FULL_CLIENT, { commands: true });
    await client.open(uri, comp('001_OK'), 'fusion-comp', 1);
    const found = await lenses(client, uri);
    expect(found.map(({ range, command }) => [range.start.line, command?.title, command?.command])).toEqual([
      [1, 'Newest version v002 — update', 'compline.applyNewestVersions'],
      [1, '1 of 3 frames on disk', 'compline.openMediaFolder'],
      [2, 'Publish…', 'compline.publish'],
      [2, 'Open Folder', 'compline.openMediaFolder'],
      [2, '1 of 2 frames on disk', 'compline.openMediaFolder'],
    ]);
    expect(found[2]?.command?.arguments).toEqual([uri, 'S']);
    expect(found[3]?.command?.arguments).toEqual([uri, folder.at('comp/out/x.0000.exr')]);

    const applied: ApplyWorkspaceEditParams[] = [];
    client.connection.onRequest('workspace/applyEdit', (params: ApplyWorkspaceEditParams) => {
      applied.push(params);
      return { applied: true };
    });
    const { command = '', arguments: args = [] } = found[0]?.command ?? {};
    expect(await client.request('workspace/executeCommand', { command, arguments: args })).toBe(1);
    expect(applied).toHaveLength(1);
    const [change] = applied[0]?.edit.documentChanges ?? [];
    expect(change).toMatchObject({ textDocument: { uri, version: 1 } });
    const edits: readonly { range: Range; newText: string }[] =
      change !== undefined && 'edits' in change ? JSON.parse(JSON.stringify(change.edits)) : [];
    const updated = applyEdits(comp('001_OK'), edits);
    expect(updated).toBe(comp('002_OK'));
    await client.change(uri, [{ text: updated }], 2);
    expect((await lenses(client, uri))[0]?.command).toMatchObject({ title: 'Newest version v002', command: '' });
  });

  test('is told to ask again when files have changed', async () => {
    const folder = await show();
    const uri = folder.uri('comp/a.comp');
    await using client = new LanguageClient();
    let refreshed = false;
    client.connection.onRequest('workspace/codeLens/refresh', () => {
      refreshed = true;
      client.wake();
      return null;
    });
    await client.initialize(FULL_CLIENT, { commands: true });
    await client.open(uri, comp('002_OK'));
    expect((await lenses(client, uri)).at(-1)?.command?.title).toBe('1 of 2 frames on disk');
    await folder.add('comp/out/x.0001.exr');
    await client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: folder.uri('comp/out/x.0001.exr'), type: 1 }],
    });
    await client.until(() => (refreshed ? true : undefined));
    expect((await lenses(client, uri)).at(-1)?.command?.title).toBe('All 2 frames on disk');
  });

  test('and has switched lenses off, sees none', async () => {
    const folder = await show();
    const uri = folder.uri('comp/a.comp');
    await using client = await LanguageClient.start(FULL_CLIENT, { commands: true, codeLens: false });
    await client.open(uri, comp('001_OK'));
    expect(await lenses(client, uri)).toEqual([]);
  });
});

test('a client that shows lenses and does not run our commands sees words alone', async () => {
  const folder = await show();
  const uri = folder.uri('comp/a.comp');
  const abilities = { ...FULL_CLIENT, textDocument: { ...FULL_CLIENT.textDocument, codeLens: {} } };
  await using client = await LanguageClient.start(abilities);
  await client.open(uri, comp('001_OK'));
  const seen = (await lenses(client, uri)).map(({ command }) => [command?.title, command?.command]);
  expect(seen.map(([title]) => title)).not.toContain('Open Folder');
  expect(seen).toContainEqual(['1 of 2 frames on disk', '']);
  expect(seen).toContainEqual(['Newest version v002 — update', 'compline.applyNewestVersions']);
});

test('other clients are promised none', async () => {
  await using client = new LanguageClient();
  const { capabilities } = await client.initialize(FULL_CLIENT);
  expect(capabilities.codeLensProvider).toBeUndefined();
});
