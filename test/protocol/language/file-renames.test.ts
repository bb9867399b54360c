import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ClientCapabilities, WorkspaceEdit } from 'vscode-languageserver';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { FULL_CLIENT, type LanguageClient } from './language-client.ts';
import { applyEdits } from './marked-text.ts';
import { startInFolders, uriIn, writeFiles } from './workspace-client.ts';

const RENAMING: ClientCapabilities = {
  ...FULL_CLIENT,
  workspace: { ...FULL_CLIENT.workspace, fileOperations: { willRename: true } },
};

const COMP = `Composition {
  Prefs = { Comp = { Paths = { Map = { ["Plates:"] = "Comp:/../plates/" } } } },
  Tools = {
    A = Loader { Clips = { Clip { Filename = "Plates:sh010/a.0001.exr" } } },
    B = Loader { Clips = { Clip { Filename = "..\\\\plates\\\\sh010\\\\a.0001.exr" } } },
    C = FileLUT { Inputs = { LUTFile = Input { Value = "ROOT/luts/look.cube" } } },
    D = Blur { CustomData = { Settings = { [1] = { Tools = { E = Loader { Clips = { Clip { Filename = "../plates/sh010/a.0001.exr" } } } } } } } },
  },
}`;

let root: string;
beforeEach(async () => {
  root = await temporaryFolder();
  writeFiles(root, {
    'comps/a.comp': COMP.replace('ROOT', root),
    'macros/b.setting':
      '{ Tools = ordered() { A = Loader { Clips = { Clip { Filename = "../plates/other.exr" } } } } }',
  });
});

/** The edits that moves in the folder bring, by the paths of the files. */
async function rename(client: LanguageClient, moves: readonly [from: string, to: string][]) {
  const files = moves.map(([from, to]) => ({ oldUri: uriIn(root, from), newUri: uriIn(root, to) }));
  const edit = await client.request<WorkspaceEdit | null>('workspace/willRenameFiles', { files });
  const documents = edit?.documentChanges?.filter((it) => 'textDocument' in it) ?? [];
  return documents.map(({ textDocument, edits }) => {
    const file = path.relative(root, new URL(textDocument.uri).pathname);
    const changed = edits.flatMap((it) => ('newText' in it ? [it] : []));
    return { file, version: textDocument.version, newTexts: changed.map(({ newText }) => newText), edits: changed };
  });
}

describe('files that are moved are followed', () => {
  test('a folder, in every way of naming it', async () => {
    const { client } = await startInFolders(RENAMING, { folders: [root] });
    await using _client = client;
    const found = await rename(client, [['plates/sh010', 'plates/sh020']]);
    expect(found).toMatchObject([
      {
        file: 'comps/a.comp',
        version: null,
        newTexts: [
          '"Plates:sh020/a.0001.exr"',
          '"..\\\\plates\\\\sh020\\\\a.0001.exr"',
          '"../plates/sh020/a.0001.exr"',
        ],
      },
    ]);
    const text = readFileSync(path.join(root, 'comps/a.comp'), 'utf8');
    expect(applyEdits(text, found[0]?.edits ?? [])).toBe(text.replaceAll('sh010', 'sh020'));
  });

  test('the folder of a path map, by the map alone', async () => {
    const { client } = await startInFolders(RENAMING, { folders: [root] });
    await using _client = client;
    expect(await rename(client, [['plates', 'scans']])).toMatchObject([
      {
        file: 'comps/a.comp',
        newTexts: ['"Comp:/../scans/"', '"..\\\\scans\\\\sh010\\\\a.0001.exr"', '"../scans/sh010/a.0001.exr"'],
      },
      { file: 'macros/b.setting', newTexts: ['"../scans/other.exr"'] },
    ]);
  });

  test('a file by its absolute path', async () => {
    const { client } = await startInFolders(RENAMING, { folders: [root] });
    await using _client = client;
    const found = await rename(client, [['luts/look.cube', 'luts/new look.cube']]);
    expect(found).toMatchObject([{ file: 'comps/a.comp', newTexts: [`"${root}/luts/new look.cube"`] }]);
  });

  test('a comp that is moved finds its media from where it goes', async () => {
    const { client } = await startInFolders(RENAMING, { folders: [root] });
    await using _client = client;
    expect(await rename(client, [['macros/b.setting', 'macros/more/b.setting']])).toMatchObject([
      { file: 'macros/b.setting', newTexts: ['"../../plates/other.exr"'] },
    ]);
  });

  test('an open document is edited in the version that is open', async () => {
    const { client } = await startInFolders(RENAMING, { folders: [root] });
    await using _client = client;
    const text = '\n{ Tools = { A = Loader { Clips = { Clip { Filename = "../luts/look.cube" } } } } }';
    await client.open(uriIn(root, 'macros/b.setting'), text, 'fusion-comp', 7);
    const found = await rename(client, [['luts/look.cube', 'luts/b.cube']]);
    expect(found).toMatchObject([
      { file: 'macros/b.setting', version: 7, newTexts: ['"../luts/b.cube"'] },
      { file: 'comps/a.comp', version: null },
    ]);
    expect(applyEdits(text, found[0]?.edits ?? [])).toBe(text.replace('look', 'b'));
  });
});

test('what no comp names changes nothing', async () => {
  const { client } = await startInFolders(RENAMING, { folders: [root] });
  await using _client = client;
  const files = [{ oldUri: uriIn(root, 'x.exr'), newUri: uriIn(root, 'y.exr') }];
  expect(await client.request('workspace/willRenameFiles', { files })).toBeNull();
});

test('a file that was changed a moment ago is edited as it is now', async () => {
  const { client } = await startInFolders(RENAMING, { folders: [root] });
  await using _client = client;
  await rename(client, [['x.exr', 'y.exr']]);
  writeFiles(root, {
    'macros/b.setting': '\n\n{ Tools = { A = Loader { Clips = { Clip { Filename = "now.exr" } } } } }',
  });
  const found = await rename(client, [['macros/now.exr', 'macros/then.exr']]);
  expect(found[0]?.edits).toMatchObject([{ newText: '"then.exr"', range: { start: { line: 2 } } }]);
});

test('it is promised to clients that ask, and to no others', async () => {
  const full = await startInFolders(RENAMING, { folders: [root] });
  const plain = await startInFolders({}, { folders: [root] });
  await using _full = full.client;
  await using _plain = plain.client;
  const [files, folders] = full.result.capabilities.workspace?.fileOperations?.willRename?.filters ?? [];
  expect(files?.pattern).toMatchObject({ matches: 'file' });
  const endings = /\{(.*)\}/.exec(files?.pattern.glob ?? '')?.[1]?.split(',');
  const named = ['exr', 'png', 'csv', 'json', 'comp', 'setting', 'yaml', 'yml', 'sorastudio'];
  expect(endings).toEqual(expect.arrayContaining(named));
  expect(folders?.pattern).toMatchObject({ matches: 'folder' });
  expect(plain.result.capabilities.workspace).toBeUndefined();
});

test('a client without versions of documents gets the plain form', async () => {
  const { client } = await startInFolders({}, { folders: [root] });
  await using _client = client;
  const files = [{ oldUri: uriIn(root, 'luts/look.cube'), newUri: uriIn(root, 'luts/b.cube') }];
  const edit = await client.request<WorkspaceEdit>('workspace/willRenameFiles', { files });
  expect(Object.keys(edit.changes ?? {})).toEqual([uriIn(root, 'comps/a.comp')]);
});
