import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import type { InitializeResult } from 'vscode-languageserver';
import { FULL_CLIENT, LanguageClient, PLAIN_CLIENT, SERVER_PROGRAM, SERVER_VERSION } from './language-client.ts';

/** Themes colour tokens by these names. */
const LEGEND = {
  tokenTypes: [
    'class',
    'variable',
    'type',
    'property',
    'enumMember',
    'parameter',
    'function',
    'keyword',
    'number',
    'string',
    'comment',
  ],
  tokenModifiers: ['declaration', 'readonly', 'deprecated'],
};

describe('the server promises what the client can use', () => {
  const always = {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: 2, save: true },
    documentSymbolProvider: true,
    definitionProvider: true,
    declarationProvider: true,
    typeDefinitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    callHierarchyProvider: true,
    selectionRangeProvider: true,
    foldingRangeProvider: true,
    workspaceSymbolProvider: true,
    hoverProvider: true,
    completionProvider: { triggerCharacters: ['"', '.', '[', '/', '\\', ':', '{', '*'], resolveProvider: true },
    signatureHelpProvider: { triggerCharacters: ['{', ','], retriggerCharacters: ['=', ' '] },
    documentLinkProvider: { resolveProvider: true },
    colorProvider: true,
    inlayHintProvider: true,
    documentFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n', ','] },
  };

  test('to a client that can do everything', async () => {
    await using client = new LanguageClient();
    expect(await client.initialize(FULL_CLIENT)).toEqual({
      capabilities: {
        ...always,
        diagnosticProvider: { identifier: 'compline', interFileDependencies: false, workspaceDiagnostics: true },
        renameProvider: { prepareProvider: true },
        documentRangeFormattingProvider: { rangesSupport: true },
        semanticTokensProvider: { full: { delta: true }, range: true, legend: LEGEND },
        codeActionProvider: {
          codeActionKinds: ['quickfix', 'source.fixAll.compline', 'refactor.rewrite', 'refactor.inline'],
          resolveProvider: true,
        },
        executeCommandProvider: {
          commands: [
            'compline.applyNewestVersions',
            'compline.applyVersion',
            'compline.applySetup',
            'compline.applyDefaultFarm',
            'compline.usedFolders',
            'compline.applyRelink',
            'compline.applyPipelineLocks',
            'compline.expandShots',
            'compline.savers',
            'compline.specOfSaver',
            'compline.applySaverSpec',
            'compline.clipSavers',
            'compline.specOfClip',
          ],
        },
      },
      serverInfo: { name: 'compline', version: SERVER_VERSION },
    });
  });

  test('to a client that can do next to nothing', async () => {
    await using client = new LanguageClient();
    expect(await client.initialize(PLAIN_CLIENT)).toEqual({
      capabilities: { ...always, renameProvider: true, documentRangeFormattingProvider: true },
      serverInfo: { name: 'compline', version: SERVER_VERSION },
    });
  });
});

describe('the server begins and ends as the protocol says', () => {
  test('shutdown and exit end it with 0', async () => {
    await using client = await LanguageClient.start();
    expect(await client.request('shutdown')).toBeNull();
    await client.notify('exit');
    expect(await client.exited()).toBe(0);
    expect(client.errors).toBe('');
  });

  test('exit without shutdown ends it with 1', async () => {
    await using client = await LanguageClient.start();
    await client.notify('exit');
    expect(await client.exited()).toBe(1);
  });

  test('exit before initialize ends it with 1', async () => {
    await using client = new LanguageClient();
    await client.notify('exit');
    expect(await client.exited()).toBe(1);
  });

  test('a client that is gone ends it', async () => {
    await using client = await LanguageClient.start();
    await client.open('file:///a.comp', 'Composition {');
    client.process.stdin.end();
    expect(await client.exited()).toBe(1);
  });

  test('requests before initialize are refused, documents ignored, and initialize still works', async () => {
    await using client = new LanguageClient();
    await client.open('file:///a.comp', 'Composition {');
    for (const method of ['textDocument/hover', 'textDocument/diagnostic', 'no/suchMethod']) {
      const params = { textDocument: { uri: 'file:///a.comp' }, position: { line: 0, character: 0 } };
      await expect(client.request(method, params)).rejects.toMatchObject({ code: -32002 });
    }
    expect((await client.initialize(FULL_CLIENT)).serverInfo?.name).toBe('compline');
  });

  test('a second initialize is refused', async () => {
    await using client = await LanguageClient.start();
    await expect(client.initialize(FULL_CLIENT)).rejects.toMatchObject({ code: -32600 });
    expect(await client.stop()).toBe(0);
  });

  test('requests after shutdown are refused', async () => {
    await using client = await LanguageClient.start();
    await client.request('shutdown');
    const params = { textDocument: { uri: 'file:///a.comp' } };
    for (const method of ['textDocument/documentSymbol', 'textDocument/diagnostic']) {
      await expect(client.request(method, params)).rejects.toMatchObject({ code: -32600 });
    }
  });

  test('an unknown request is refused, an unknown notification ignored', async () => {
    await using client = await LanguageClient.start();
    await client.notify('no/suchNotification', { any: 'thing' });
    await expect(client.request('no/suchRequest', {})).rejects.toMatchObject({ code: -32601 });
    expect(await client.stop()).toBe(0);
  });
});

test('what a library prints goes to standard error and does not disturb the session', async () => {
  // It prints once the server has begun to answer: what a program prints before it has started is not the server's.
  const noise = `
    const { stdout } = process;
    const write = stdout.write;
    stdout.write = (...chunk) => {
      stdout.write = write;
      setInterval(() => console.log('noise'), 1).unref();
      return write.apply(stdout, chunk);
    };`;
  await using client = new LanguageClient(['--import', `data:text/javascript,${encodeURIComponent(noise)}`]);
  await client.initialize(FULL_CLIENT);
  await client.open('file:///a.comp', 'Composition { Tools = { A = Blur { } } }');
  for (let asked = 0; asked < 50; asked += 1) {
    expect(await client.diagnostics('file:///a.comp')).toEqual([]);
  }
  expect(await client.stop()).toBe(0);
  expect(client.errors).toContain('noise');
});

test('without a channel it says what is missing and ends with 2', async () => {
  const server = spawn(process.execPath, [SERVER_PROGRAM], { stdio: ['ignore', 'ignore', 'pipe'] });
  let message = '';
  server.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    message += chunk;
  });
  const [code]: unknown[] = await once(server, 'close');
  expect(code).toBe(2);
  expect(message).toMatch(/--stdio or --node-ipc/);
});

describe('over IPC', () => {
  test('it serves, and ends with 0 after shutdown and exit', async () => {
    const server = fork(SERVER_PROGRAM, ['--node-ipc'], { stdio: 'ignore' });
    const exit = once(server, 'exit');
    const connection = createMessageConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
    connection.listen();
    const params = { processId: process.pid, rootUri: null, capabilities: FULL_CLIENT };
    const result = await connection.sendRequest<InitializeResult>('initialize', params);
    expect(result.serverInfo?.name).toBe('compline');
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    expect((await exit)[0]).toBe(0);
    connection.dispose();
  });

  test('it ends with 1 when its parent lets go of the channel', async () => {
    const server = fork(SERVER_PROGRAM, ['--node-ipc'], { stdio: 'ignore' });
    const exit = once(server, 'exit');
    const connection = createMessageConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
    connection.listen();
    await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: FULL_CLIENT });
    server.disconnect();
    expect((await exit)[0]).toBe(1);
    connection.dispose();
  });
});
