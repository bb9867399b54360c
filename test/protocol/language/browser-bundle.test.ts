import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { FULL_CLIENT } from './language-client.ts';
import { positionOf } from './marked-text.ts';
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

test.each<[languageId: string, name: string, text: string, hovered: string]>([
  ['fusion-comp', 'sh010.comp', COMP, 'Blur'],
  ['render-spec', 'renderspec.yaml', 'fusion:\n  final:\n    format: OpenEXRFormat\n', 'format'],
  ['compline-config', 'compline.yaml', 'compline: 1\nroots: { show: /show }\n', 'roots'],
  ['frame-range', 'shots.frames', '1001-1010x2\n1-\n', '1010'],
  ['sora-project', 'teaser.sorastudio', '{ "schema": 1, "shots": null }', 'shots'],
])('a document in %s is opened there, checked and explained', async (languageId, name, text, hovered) => {
  const worker = new WorkerScope(script);
  await worker.request(1, 'initialize', { processId: null, rootUri: null, capabilities: FULL_CLIENT });
  worker.post({ method: 'initialized', params: {} });
  const textDocument = { uri: `vscode-vfs://github/studio/show/${name}` };
  worker.post({
    method: 'textDocument/didOpen',
    params: { textDocument: { ...textDocument, languageId, version: 1, text } },
  });
  const report = await worker.request(2, 'textDocument/diagnostic', { textDocument });
  expect(report).toMatchObject({ result: { kind: 'full' } });
  const position = positionOf(text, text.indexOf(hovered) + 1);
  const hover = await worker.request(3, 'textDocument/hover', { textDocument, position });
  expect(hover.result).toMatchObject({ contents: { kind: 'markdown' } });
  const options = { tabSize: 2, insertSpaces: true };
  for (const [id, method, params] of [
    [4, 'textDocument/documentSymbol', { textDocument }],
    [5, 'textDocument/completion', { textDocument, position }],
    [6, 'textDocument/formatting', { textDocument, options }],
    [7, 'textDocument/foldingRange', { textDocument }],
  ] as const) {
    expect((await worker.request(id, method, params)).error).toBeUndefined();
  }
  expect((await worker.request(8, 'shutdown', undefined)).result).toBeNull();
});
