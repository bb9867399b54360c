import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { FULL_CLIENT } from './language-client.ts';
import { WorkerScope } from './worker-scope.ts';

const ENTRY = fileURLToPath(new URL('../../../server/language/browser.ts', import.meta.url));
const URI = 'vscode-vfs://github/studio/show/sh010.comp';
const COMP =
  'Composition { Tools = { A = Blur { Inputs = { Input = Input { SourceOp = "B", Source = "Output" } } } } }';

let script: string;
beforeAll(async () => {
  const result = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    minify: true,
  });
  expect(result.warnings).toEqual([]);
  script = result.outputFiles[0]?.text ?? '';
});

test('the worker’s world has nothing of Node', () => {
  const worker = new WorkerScope('');
  expect(worker.evaluate('[typeof process, typeof require, typeof Buffer, typeof setImmediate].join()')).toBe(
    'undefined,undefined,undefined,undefined',
  );
});

test('in a web worker the server finds a dangling source and its repair', async () => {
  const worker = new WorkerScope(script);
  const { result } = await worker.request(1, 'initialize', {
    processId: null,
    rootUri: null,
    capabilities: FULL_CLIENT,
  });
  expect(result).toMatchObject({ serverInfo: { name: 'compline' }, capabilities: { diagnosticProvider: {} } });
  worker.post({ method: 'initialized', params: {} });
  worker.post({
    method: 'textDocument/didOpen',
    params: { textDocument: { uri: URI, languageId: 'fusion-comp', version: 1, text: COMP } },
  });
  const start = { line: 0, character: COMP.indexOf('"B"') + 1 };
  const report = await worker.request(2, 'textDocument/diagnostic', { textDocument: { uri: URI } });
  expect(report.result).toMatchObject({
    kind: 'full',
    items: [{ severity: 1, source: 'compline', range: { start } }],
  });
  const symbols = await worker.request(3, 'textDocument/documentSymbol', { textDocument: { uri: URI } });
  expect(symbols.result).toMatchObject([{ name: 'A', detail: 'Blur' }]);
  expect((await worker.request(4, 'shutdown', undefined)).result).toBeNull();
});

test('a Sora Studio project is read there too, by what is loaded with the first one', async () => {
  const worker = new WorkerScope(script);
  await worker.request(1, 'initialize', { processId: null, rootUri: null, capabilities: FULL_CLIENT });
  worker.post({ method: 'initialized', params: {} });
  const uri = 'vscode-vfs://github/studio/show/teaser.sorastudio';
  const text = '{ "schema": 1, "shots": [ { "prompt": "A {subject} {" } ] }';
  worker.post({
    method: 'textDocument/didOpen',
    params: { textDocument: { uri, languageId: 'sora-project', version: 1, text } },
  });
  const report = await worker.request(2, 'textDocument/diagnostic', { textDocument: { uri } });
  expect(report.result).toMatchObject({ items: [{ code: 'sora-missing-key' }, { code: 'sora-brace' }] });
  const position = { line: 0, character: 2 };
  const completion = await worker.request(3, 'textDocument/completion', { textDocument: { uri }, position });
  expect(JSON.stringify(completion.result)).toContain('current_model');
  const hover = await worker.request(4, 'textDocument/hover', {
    textDocument: { uri },
    position: { line: 0, character: text.indexOf('subject') },
  });
  expect(hover.result).toMatchObject({ contents: { kind: 'markdown' } });
});
