import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { FULL_CLIENT, LanguageClient } from './language-client.ts';
import { readMarkers } from './marked-text.ts';

const URI = 'file:///show/sh010.comp';

const DANGLING = readMarkers(`Composition {\r
	Tools = {\r
		["目パチ😀"] = Blur { },\r
		Merge1 = Merge { Inputs = { Background = Input { SourceOp = "«Blur2»", Source = "Output" } } },\r
	},\r
}\r
\0`);
const CLEAN = DANGLING.text.replace('Blur2', '目パチ😀');

const dangling = (items: readonly Diagnostic[]): Diagnostic[] => items.filter(({ code }) => code === 'dangling-source');

describe('diagnostics a client asks for', () => {
  let client: LanguageClient;
  beforeAll(async () => {
    client = await LanguageClient.start();
  });
  afterAll(() => client[Symbol.asyncDispose]());

  test('a diagnostic has its place, its code and a page that explains it', async () => {
    await client.open(URI, DANGLING.text);
    const items = await client.diagnostics(URI);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      range: DANGLING.ranges[0],
      severity: 1,
      code: 'dangling-source',
      codeDescription: {
        href: 'https://github.com/compline/compline/blob/main/docs/diagnostics/dangling-source.md',
      },
      source: 'compline',
      message: expect.stringContaining('Blur2'),
    });
  });

  test('a clean comp has none, trailing NUL and all', async () => {
    await client.open(URI, CLEAN);
    expect(await client.diagnostics(URI)).toEqual([]);
  });

  test('a comp is known by its text where the editor takes it for something else', async () => {
    const address = 'file:///show/taken-for-a-shader.comp';
    await client.open(address, DANGLING.text, 'glsl');
    expect(dangling(await client.diagnostics(address))).toHaveLength(1);
    const other = 'file:///show/script.lua';
    await client.open(other, DANGLING.text, 'lua');
    expect(await client.diagnostics(other)).toEqual([]);
  });

  test('what has not changed is not sent again', async () => {
    await client.open(URI, DANGLING.text);
    const first = await client.pull(URI);
    expect(first.kind).toBe('full');
    expect(await client.pull(URI, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await client.change(URI, [{ text: CLEAN }]);
    const second = await client.pull(URI, first.resultId);
    expect(second).toMatchObject({ kind: 'full', items: [] });
    expect(await client.pull(URI, first.resultId)).toMatchObject({ kind: 'full' });
    expect(await client.pull(URI, second.resultId)).toMatchObject({ kind: 'unchanged' });
  });

  test('a document that is opened again is told in full', async () => {
    await client.open(URI, DANGLING.text, 'fusion-comp', 1);
    const { resultId } = await client.pull(URI);
    await client.close(URI);
    expect(await client.pull(URI, resultId)).toEqual({ kind: 'full', items: [] });
    await client.open(URI, DANGLING.text, 'fusion-comp', 1);
    expect(await client.pull(URI, resultId)).toMatchObject({ kind: 'full', items: [{ code: 'dangling-source' }] });
  });

  test('nothing was pushed to a client that asks', () => {
    expect(client.pushed).toEqual([]);
  });
});

describe('severities', () => {
  test('are taken from what the client starts the server with', async () => {
    await using client = await LanguageClient.start(FULL_CLIENT, {
      checks: { 'dangling-source': 'hint', other: 'huge' },
    });
    await client.open(URI, DANGLING.text);
    expect(dangling(await client.diagnostics(URI))).toMatchObject([{ severity: 4 }]);
  });

  test('are asked of the client for each document, and again when they change', async () => {
    await using client = new LanguageClient();
    let severity = 'off';
    let refreshed = 0;
    const asked: unknown[] = [];
    const registered: unknown[] = [];
    client.connection.onRequest('workspace/configuration', ({ items }) => {
      asked.push(...items);
      return [{ 'dangling-source': severity }];
    });
    client.connection.onRequest('client/registerCapability', ({ registrations }) => {
      registered.push(...registrations);
      return null;
    });
    const refresh = new Promise<void>((resolve) => {
      client.connection.onRequest('workspace/diagnostic/refresh', () => {
        refreshed += 1;
        resolve();
        return null;
      });
    });
    const workspace = {
      ...FULL_CLIENT.workspace,
      configuration: true,
      didChangeConfiguration: { dynamicRegistration: true },
    };
    await client.initialize({ ...FULL_CLIENT, workspace }, { checks: { 'dangling-source': 'hint' } });
    await client.open(URI, DANGLING.text);
    const first = await client.pull(URI);
    expect(first).toMatchObject({ kind: 'full', items: [] });
    expect(asked).toEqual([{ scopeUri: URI, section: 'compline.checks' }]);
    expect(registered).toMatchObject([{ method: 'workspace/didChangeConfiguration' }]);

    severity = 'warning';
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await refresh;
    expect(refreshed).toBe(1);
    expect(await client.pull(URI, first.resultId)).toMatchObject({ kind: 'full', items: [{ severity: 2 }] });
    expect(asked).toHaveLength(2);
  });

  test('are taken from the changed settings of a client that cannot be asked', async () => {
    await using client = await LanguageClient.start({ textDocument: { diagnostic: {} } });
    await client.open(URI, DANGLING.text);
    expect(dangling(await client.diagnostics(URI))).toMatchObject([{ severity: 1 }]);
    const settings = { compline: { checks: { 'dangling-source': 'information' } } };
    await client.notify('workspace/didChangeConfiguration', { settings });
    expect(dangling(await client.diagnostics(URI))).toMatchObject([{ severity: 3 }]);
    await client.notify('workspace/didChangeConfiguration', { settings: { compline: 'nonsense' } });
    expect(dangling(await client.diagnostics(URI))).toMatchObject([{ severity: 1 }]);
  });

  test('fall back to the defaults when the client does not answer for them', async () => {
    await using client = new LanguageClient();
    client.connection.onRequest('workspace/configuration', () => {
      throw new Error('not today');
    });
    await client.initialize({ ...FULL_CLIENT, workspace: { configuration: true } });
    await client.open(URI, DANGLING.text);
    expect(dangling(await client.diagnostics(URI))).toMatchObject([{ severity: 1 }]);
    expect(await client.until(() => client.log[0])).toContain('not today');
  });
});

test('a request that is cancelled while the settings are fetched is answered as cancelled', async () => {
  await using client = new LanguageClient();
  const { CancellationTokenSource } = await import('vscode-jsonrpc/node');
  const source = new CancellationTokenSource();
  client.connection.onRequest('workspace/configuration', () => {
    source.cancel();
    return [null];
  });
  await client.initialize({ ...FULL_CLIENT, workspace: { configuration: true } });
  await client.open(URI, DANGLING.text);
  const params = { textDocument: { uri: URI } };
  await expect(client.connection.sendRequest('textDocument/diagnostic', params, source.token)).rejects.toMatchObject({
    code: -32800,
  });
  expect(dangling(await client.diagnostics(URI))).toHaveLength(1);
});
