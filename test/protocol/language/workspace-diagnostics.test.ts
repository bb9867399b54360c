import { rmSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { CancellationTokenSource, ProgressType } from 'vscode-jsonrpc/node';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { FULL_CLIENT, type LanguageClient, PLAIN_CLIENT } from './language-client.ts';
import { startInFolders, uriIn, writeFiles } from './workspace-client.ts';

const GOOD = 'Composition { Tools = { A = Blur { ViewInfo = OperatorInfo { } } } }';
const BAD =
  'Composition { Tools = { A = Blur { Inputs = { I = Input { SourceOp = "Lost", Source = "Output" } }, ViewInfo = OperatorInfo { } } } }';

let root: string;
beforeEach(async () => {
  root = await temporaryFolder();
  writeFiles(root, { 'bad.comp': BAD, 'good.comp': GOOD });
});

const ON = { workspaceDiagnostics: true };

async function start(initializationOptions: unknown): Promise<LanguageClient> {
  const { client } = await startInFolders(FULL_CLIENT, { folders: [root], initializationOptions });
  return client;
}

/** What a report says: by file, the codes that are found. */
function codesIn({ items }: WorkspaceDiagnosticReport): Record<string, unknown[] | string> {
  return Object.fromEntries(
    items.map((item) => [
      path.basename(new URL(item.uri).pathname),
      item.kind === 'full' ? item.items.map(({ code }) => code) : item.kind,
    ]),
  );
}

function idsIn({ items }: WorkspaceDiagnosticReport): { uri: string; value: string }[] {
  return items.flatMap(({ uri, resultId }) => (resultId === undefined ? [] : [{ uri, value: resultId }]));
}

function ask(client: LanguageClient, previousResultIds: readonly unknown[] = []): Promise<WorkspaceDiagnosticReport> {
  return client.request('workspace/diagnostic', { previousResultIds });
}

/** Waits until the server has answered another request, so that it had time for all it has to say. */
async function roundTrip(client: LanguageClient): Promise<void> {
  await client.request('workspace/symbol', { query: '' });
}

async function fileChanged(client: LanguageClient, name: string): Promise<void> {
  await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriIn(root, name), type: 2 }] });
}

describe('where it is switched on', () => {
  test('all files are told of first, and then those that change', async () => {
    await using client = await start(ON);
    const first = await ask(client);
    expect(codesIn(first)).toEqual({ 'bad.comp': ['dangling-source'], 'good.comp': [] });
    const next = ask(client, idsIn(first));
    await roundTrip(client);
    writeFiles(root, { 'good.comp': BAD });
    await fileChanged(client, 'good.comp');
    expect(codesIn(await next)).toEqual({ 'good.comp': ['dangling-source'] });
  });

  test('a file that is gone is taken back', async () => {
    await using client = await start(ON);
    const first = await ask(client);
    rmSync(path.join(root, 'bad.comp'));
    await fileChanged(client, 'bad.comp');
    expect(codesIn(await ask(client, idsIn(first)))).toEqual({ 'bad.comp': [] });
  });

  test('open documents are left to the client, and told of again when they close', async () => {
    await using client = await start(ON);
    await client.open(uriIn(root, 'bad.comp'), GOOD);
    const first = await ask(client);
    expect(codesIn(first)).toEqual({ 'good.comp': [] });
    const next = ask(client, idsIn(first));
    await client.close(uriIn(root, 'bad.comp'));
    expect(codesIn(await next)).toEqual({ 'bad.comp': ['dangling-source'] });
  });

  test('files that are not open are judged by their project, also by what is typed into its open configuration', async () => {
    const sized = 'Composition { Prefs = { Comp = { FrameFormat = { Width = 1280, Height = 720 } } } }';
    const config = (width: number) =>
      `version: 1\nproject: { id: DEMO }\nresolution: { width: ${width}, height: 720 }\n`;
    writeFiles(root, { 'DEMO_S_SH010_COMP/DEMO_S_SH010_COMP.comp': sized, 'compline.yaml': config(1920) });
    await using client = await start(ON);
    const first = await ask(client);
    expect(codesIn(first)).toMatchObject({
      'DEMO_S_SH010_COMP.comp': expect.arrayContaining(['comp-size']),
      'good.comp': [],
    });
    const next = ask(client, idsIn(first));
    await roundTrip(client);
    await client.open(uriIn(root, 'compline.yaml'), config(1280), 'yaml');
    expect(codesIn(await next)).toMatchObject({ 'DEMO_S_SH010_COMP.comp': expect.not.arrayContaining(['comp-size']) });
  });

  test('a client that takes parts gets them while the request stays open', async () => {
    await using client = await start(ON);
    const parts: WorkspaceDiagnosticReport[] = [];
    client.connection.onProgress(new ProgressType<WorkspaceDiagnosticReport>(), 'parts', (part) => {
      parts.push(part);
      client.wake();
    });
    const source = new CancellationTokenSource();
    const params = { previousResultIds: [], partialResultToken: 'parts' };
    const held = client.connection.sendRequest('workspace/diagnostic', params, source.token);
    await client.until(() => (parts.length === 2 ? parts : undefined));
    writeFiles(root, { 'good.comp': `${BAD}\n` });
    await fileChanged(client, 'good.comp');
    await client.until(() => (parts.length === 3 ? parts : undefined));
    expect(parts.map(codesIn)).toEqual([
      { 'bad.comp': ['dangling-source'] },
      { 'good.comp': [] },
      { 'good.comp': ['dangling-source'] },
    ]);
    source.cancel();
    await expect(held).rejects.toMatchObject({ code: -32800 });
  });

  test('severities of the settings hold', async () => {
    await using client = await start({ ...ON, checks: { 'dangling-source': 'off' } });
    expect(codesIn(await ask(client))).toEqual({ 'bad.comp': [], 'good.comp': [] });
  });
});

describe('where it is switched off', () => {
  test('nothing is told until it is switched on, and all is taken back when it is switched off again', async () => {
    await using client = await start(undefined);
    let answered = false;
    const held = ask(client).finally(() => {
      answered = true;
    });
    await roundTrip(client);
    expect(answered).toBe(false);
    await client.notify('workspace/didChangeConfiguration', { settings: { compline: ON } });
    const first = await held;
    expect(codesIn(first)).toEqual({ 'bad.comp': ['dangling-source'], 'good.comp': [] });
    const next = ask(client, idsIn(first));
    await client.notify('workspace/didChangeConfiguration', {
      settings: { compline: { workspaceDiagnostics: false } },
    });
    const last = await next;
    expect(codesIn(last)).toEqual({ 'bad.comp': [], 'good.comp': [] });
    expect(idsIn(last)).toEqual([]);
  });

  test('a request that is given up is answered at once', async () => {
    await using client = await start(undefined);
    const source = new CancellationTokenSource();
    const held = client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] }, source.token);
    await roundTrip(client);
    source.cancel();
    await expect(held).rejects.toMatchObject({ code: -32800 });
  });

  test('the server shuts down with the request open', async () => {
    await using client = await start(undefined);
    const held = ask(client);
    await roundTrip(client);
    expect(await client.stop()).toBe(0);
    expect(await held).toEqual({ items: [] });
  });
});

test('it is promised to clients that pull, and to no others', async () => {
  const full = await startInFolders(FULL_CLIENT, { folders: [] });
  const plain = await startInFolders(PLAIN_CLIENT, { folders: [] });
  await using _full = full.client;
  await using _plain = plain.client;
  expect(full.result.capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: true });
  expect(plain.result.capabilities.diagnosticProvider).toBeUndefined();
});
