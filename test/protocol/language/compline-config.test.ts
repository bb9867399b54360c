import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  ApplyWorkspaceEditParams,
  CodeAction,
  CompletionList,
  DefinitionLink,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  SelectionRange,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { FULL_CLIENT, LanguageClient } from './language-client.ts';
import { applyEdits, positionOf } from './marked-text.ts';
import { uriIn, writeFiles } from './workspace-client.ts';

const STUDIO = `version: 1
renderers:
  fusion: { program: /opt/fusion, args: ['{comp}'] }
frameRate: 24
`;
const CONFIG = `# 🎬 A show
version: 1
extends: ../studio.compline.yaml
project: { id: DEMO, name: "🎬" }
frameRate: 25
steps:
  COMP:   { renderer: fusoin }
  ROTO: { renderer: local, renderSpec: pipeline/roto.yaml }
renderers:
  local:
    program: ffmpeg
    args: ['{frist}']
`.replaceAll('\n', '\r\n');

let root: string;
let client: LanguageClient;
let uri: string;
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'compline-config-'));
  writeFiles(root, { 'studio.compline.yaml': STUDIO, 'show/compline.yaml': CONFIG, 'show/pipeline/roto.yaml': '' });
  client = new LanguageClient();
  await client.initialize(FULL_CLIENT);
  uri = uriIn(root, 'show/compline.yaml');
  // As an editor without our extension does.
  await client.open(uri, CONFIG, 'yaml');
});
afterAll(async () => {
  await client.stop();
  await rm(root, { recursive: true, force: true });
});

/** The position of `words`, `into` code units after their beginning. */
const at = (words: string, into = 1) => ({
  textDocument: { uri },
  position: positionOf(CONFIG, CONFIG.indexOf(words) + into),
});

const ask = <Result>(method: string, params: object): Promise<Result> => client.connection.sendRequest(method, params);

/** The configuration after edits of the protocol. */
const after = (edit: WorkspaceEdit | null | undefined): string => {
  const edits = edit?.changes?.[uri] ?? edit?.documentChanges?.flatMap((it) => ('edits' in it ? it.edits : [])) ?? [];
  return applyEdits(
    CONFIG,
    edits.filter((it): it is TextEdit => 'newText' in it),
  );
};

test('what is wrong is told in its place, also what another file decides, and mended', async () => {
  const told = await client.diagnostics(uri);
  const shown = told.map(({ code, severity, range }) => {
    const { start, end } = range;
    return `${code} ${severity} ${start.line}:${start.character}-${end.line}:${end.character}`;
  });
  expect(shown.sort()).toEqual(['config-placeholder 1 11:12-11:19', 'config-renderer 1 6:22-6:28']);
  const actions = await ask<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: told.find(({ code }) => code === 'config-renderer')?.range,
    context: { diagnostics: told },
  });
  const fix = actions.find(({ title }) => title.includes('fusion'));
  const edit = fix?.edit ?? (await ask<CodeAction>('codeAction/resolve', fix ?? {})).edit;
  expect(after(edit)).toBe(CONFIG.replace('fusoin', 'fusion'));
});

test('completion knows what the studio says', async () => {
  const list = await ask<CompletionList>('textDocument/completion', at('fusoin', 0));
  expect(list.items.map(({ label }) => label).sort()).toEqual(['fusion', 'local']);
});

test.each([
  ['a range alone for the frames of a shot', 'shots: { SH010: { frames: 1¦ } }\n', undefined, ['1001-1100']],
  ['the anchors before a star', 'steps: { A: &a { retries: 2 }, B: *¦ }\n', '*', ['*a']],
])('completion offers %s', async (_name, marked, triggerCharacter, expected) => {
  const other = uriIn(root, 'other/compline.yaml');
  await client.open(other, marked.replace('¦', ''), 'yaml');
  const { items } = await ask<CompletionList>('textDocument/completion', {
    textDocument: { uri: other },
    position: positionOf(marked, marked.indexOf('¦')),
    ...(triggerCharacter !== undefined && { context: { triggerKind: 2, triggerCharacter } }),
  });
  await client.close(other);
  expect(items.map(({ label }) => label)).toEqual(expected);
});

test('hover tells what a value takes the place of', async () => {
  const hover = await ask<Hover>('textDocument/hover', at('frameRate'));
  expect(JSON.stringify(hover.contents)).toContain('Takes the place of `24` in `studio.compline.yaml`');
});

test('definitions lead into other files and to places in this one', async () => {
  const target = async (words: string) => {
    const [link] = await ask<DefinitionLink[]>('textDocument/definition', at(words));
    return [link?.targetUri, link?.targetSelectionRange.start.line];
  };
  const studio = pathToFileURL(path.join(root, 'studio.compline.yaml')).href;
  expect(await target('../studio')).toEqual([studio, 0]);
  expect(await target('frameRate')).toEqual([studio, 3]);
  expect(await target('local, render')).toEqual([uri, 9]);
  expect(await target('pipeline/roto')).toEqual([uriIn(root, 'show/pipeline/roto.yaml'), 0]);
});

test('a renderer is renamed wherever it is named', async () => {
  const edit = await ask<WorkspaceEdit>('textDocument/rename', { ...at('local:'), newName: 'ffmpeg one' });
  expect(after(edit)).toBe(CONFIG.replace('renderer: local', 'renderer: ffmpeg one').replace('local:', 'ffmpeg one:'));
});

test('a farm is made the default by one line, which goes back to the client', async () => {
  const edits: WorkspaceEdit[] = [];
  client.connection.onRequest('workspace/applyEdit', ({ edit }: ApplyWorkspaceEditParams) => {
    edits.push(edit);
    return { applied: true };
  });
  const run = (...args: readonly string[]): Promise<unknown> =>
    ask('workspace/executeCommand', { command: 'compline.applyDefaultFarm', arguments: [uri, ...args] });
  expect(await run('studio')).toBe(1);
  expect(after(edits[0])).toBe(`${CONFIG}farm: studio\r\n`);
  await expect(run()).rejects.toThrow('no configuration that a farm can be written into');
});

test('links, symbols, folds, selections', async () => {
  const document = { textDocument: { uri } };
  const links = await ask<DocumentLink[]>('textDocument/documentLink', document);
  expect(links.map(({ range }) => range.start.line)).toEqual([2, 7]);
  const symbols = await ask<DocumentSymbol[]>('textDocument/documentSymbol', document);
  expect(symbols.map(({ name }) => name)).toEqual(['version', 'extends', 'project', 'frameRate', 'steps', 'renderers']);
  const folds = await ask<FoldingRange[]>('textDocument/foldingRange', document);
  expect(folds.map(({ startLine, endLine }) => [startLine, endLine])).toContainEqual([5, 7]);
  const { position } = at('ffmpeg');
  const [selection] = await ask<SelectionRange[]>('textDocument/selectionRange', {
    ...document,
    positions: [position],
  });
  expect(selection?.parent?.range.start).toBeDefined();
});

test('formatting keeps comments', async () => {
  const edits = await ask<TextEdit[]>('textDocument/formatting', {
    textDocument: { uri },
    options: { tabSize: 2, insertSpaces: true },
  });
  expect(applyEdits(CONFIG, edits)).toBe(CONFIG.replace('COMP:   {', 'COMP: {'));
});

test('a change of what it builds on counts at once, also before it is saved', async () => {
  let codes: unknown[] = [];
  client.connection.onRequest('workspace/diagnostic/refresh', () => {
    void client.diagnostics(uri).then((found) => {
      codes = found.map(({ code }) => code);
      client.wake();
    });
    return null;
  });
  const studio = uriIn(root, 'studio.compline.yaml');
  await client.open(studio, STUDIO, 'compline-config');
  await client.change(studio, [{ text: STUDIO.replace('fusion:', 'fusoin:') }]);
  await client.until(() => (String(codes) === 'config-placeholder' ? true : undefined));
});

test('a file that is called almost right says that nobody reads it, whatever language the editor takes it for', async () => {
  const mistaken = uriIn(root, 'compline.yml');
  await client.open(mistaken, 'version: 1\nproject: { id: DEMO }\n', 'yaml');
  expect(await client.diagnostics(mistaken)).toMatchObject([{ code: 'config-name', severity: 2 }]);
});
