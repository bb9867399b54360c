import { rmSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { type SymbolInformation, SymbolKind } from 'vscode-languageserver';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { FULL_CLIENT, type LanguageClient, PLAIN_CLIENT } from './language-client.ts';
import { startInFolders, uriIn, writeFiles } from './workspace-client.ts';

const A = `Composition {
  Tools = {
    Merge1 = Merge { ViewInfo = OperatorInfo { } },
    Group1 = GroupOperator { Tools = ordered() { ["My Merge"] = Merge { ViewInfo = OperatorInfo { } } } },
  },
}`;
const B = '{ Tools = ordered() { BigMerge = Blur { } } }';

let root: string;
beforeEach(async () => {
  root = await temporaryFolder();
  writeFiles(root, {
    'show/a.comp': A,
    'macros/b.setting': B,
    'show/shader.comp': '#version 450\nvoid main() { }',
    'show/notes.txt': 'Merge',
    'show/.hidden/c.comp': '{ Tools = { MergeHidden = Merge { } } }',
  });
});

async function search(client: LanguageClient, query: string): Promise<string[]> {
  const symbols = await client.request<SymbolInformation[]>('workspace/symbol', { query });
  return symbols.map(({ name, location }) => `${path.basename(new URL(location.uri).pathname)} ${name}`);
}

describe.each([
  ['a full client', FULL_CLIENT],
  ['a plain client', PLAIN_CLIENT],
])('%s', (_name, capabilities) => {
  test('finds the tools of all folders, the likeliest first', async () => {
    const folders = [path.join(root, 'show'), path.join(root, 'macros')];
    const { client, result } = await startInFolders(capabilities, { folders });
    await using _client = client;
    expect(result.capabilities.workspaceSymbolProvider).toBe(true);
    expect(await search(client, 'merge')).toEqual(['a.comp Merge1', 'a.comp My Merge', 'b.setting BigMerge']);
    expect(await search(client, 'gp1')).toEqual(['a.comp Group1']);
    expect(await search(client, 'nothing of the kind')).toEqual([]);
    expect((await search(client, '')).sort()).toHaveLength(4);
  });
});

test('a symbol says where its name stands and what it is in', async () => {
  const { client } = await startInFolders(FULL_CLIENT, { folders: [root] });
  await using _client = client;
  const found = await client.request<SymbolInformation[]>('workspace/symbol', { query: 'mymerge' });
  expect(found).toEqual([
    {
      name: 'My Merge',
      kind: SymbolKind.Function,
      containerName: 'Group1',
      location: {
        uri: uriIn(root, 'show/a.comp'),
        range: { start: { line: 3, character: 51 }, end: { line: 3, character: 59 } },
      },
    },
  ]);
});

test('an open document is searched as it is open, and as it is on disk once it is closed', async () => {
  const { client } = await startInFolders(FULL_CLIENT, { folders: [root] });
  await using _client = client;
  const uri = uriIn(root, 'macros/b.setting');
  await client.open(uri, '{ Tools = ordered() { Renamed = Blur { } } }');
  expect(await search(client, 'bigmerge')).toEqual([]);
  expect(await search(client, 'renamed')).toEqual(['b.setting Renamed']);
  await client.close(uri);
  expect(await search(client, 'bigmerge')).toEqual(['b.setting BigMerge']);
  expect(await search(client, 'renamed')).toEqual([]);
});

test('open documents are searched where there is no folder', async () => {
  const { client } = await startInFolders(PLAIN_CLIENT, { folders: [] });
  await using _client = client;
  await client.open('untitled:one', B);
  const found = await client.request<SymbolInformation[]>('workspace/symbol', { query: 'big' });
  expect(found.map(({ location }) => location.uri)).toEqual(['untitled:one']);
});

test('folders and files come and go', async () => {
  const { client } = await startInFolders(FULL_CLIENT, { folders: [path.join(root, 'show')] });
  await using _client = client;
  expect(await search(client, 'bigmerge')).toEqual([]);
  const macros = { uri: uriIn(root, 'macros'), name: 'macros' };
  await client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [macros], removed: [] } });
  expect(await search(client, 'bigmerge')).toEqual(['b.setting BigMerge']);
  rmSync(path.join(root, 'macros/b.setting'));
  writeFiles(root, { 'macros/new.comp': 'Composition { Tools = { NewMerge = Merge { } } }' });
  const changes = [{ uri: uriIn(root, 'macros/new.comp'), type: 1 }];
  await client.notify('workspace/didChangeWatchedFiles', { changes });
  expect(await search(client, 'gmerge')).toEqual([]);
  expect(await search(client, 'newmerge')).toEqual(['new.comp NewMerge']);
  await client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [macros] } });
  expect(await search(client, 'newmerge')).toEqual([]);
});

test('a search that is given up is answered at once, and the next one finds everything', async () => {
  const { client } = await startInFolders(FULL_CLIENT, { folders: [root] });
  await using _client = client;
  const { CancellationTokenSource } = await import('vscode-jsonrpc/node');
  const source = new CancellationTokenSource();
  const given = client.connection.sendRequest('workspace/symbol', { query: 'merge' }, source.token);
  source.cancel();
  await expect(given).rejects.toMatchObject({ code: -32800 });
  expect(await search(client, 'merge')).toHaveLength(3);
});

test('changes of folders are asked for where the client tells of them', async () => {
  const { client, result } = await startInFolders({ workspace: { workspaceFolders: true } }, { folders: [] });
  await using _client = client;
  expect(result.capabilities.workspace).toEqual({ workspaceFolders: { supported: true, changeNotifications: true } });
});
