import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  SymbolKind,
} from 'vscode-languageserver';
import { LanguageClient } from './language-client.ts';
import { readMarkers } from './marked-text.ts';

const URI = 'test:/hierarchy.comp';
const { text, cursor, ranges } = readMarkers(`Composition { Tools = {
  ««Loader1» = Loader { ViewInfo = OperatorInfo { } }»,
  «Bl|ur1» = Blur { Inputs = { Input = Input { SourceOp = "«Loader1»", Source = "Output" } }, ViewInfo = OperatorInfo { } },
  Saver1 = Saver { Inputs = { Input = Input { SourceOp = "«Blur1»", Source = "Output" } } },
} }`);
const [loader, loaderName, blurName, loaderMention, blurMention] = ranges;

let client: LanguageClient;
beforeAll(async () => {
  client = await LanguageClient.start();
  await client.open(URI, text);
});
afterAll(() => client[Symbol.asyncDispose]());

async function prepare(): Promise<CallHierarchyItem | undefined> {
  const params = { textDocument: { uri: URI }, position: cursor };
  const items = await client.request<CallHierarchyItem[] | null>('textDocument/prepareCallHierarchy', params);
  return items?.[0];
}

test('a tool, what feeds it and what it feeds', async () => {
  const item = await prepare();
  expect(item).toMatchObject({ name: 'Blur1', detail: 'Blur', kind: SymbolKind.Function, selectionRange: blurName });
  const incoming = await client.request<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item });
  expect(incoming).toMatchObject([
    { from: { name: 'Loader1', uri: URI, range: loader, selectionRange: loaderName }, fromRanges: [loaderMention] },
  ]);
  const outgoing = await client.request<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', { item });
  expect(outgoing).toMatchObject([{ to: { name: 'Saver1' }, fromRanges: [blurMention] }]);
  const next = await client.request('callHierarchy/incomingCalls', { item: outgoing[0]?.to });
  expect(next).toMatchObject([{ from: { name: 'Blur1' } }]);
});

test('an item is found again in a later version', async () => {
  const item = await prepare();
  await client.change(URI, [
    { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '\n' },
  ]);
  const incoming = await client.request<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item });
  const line = (loaderMention?.start.line ?? 0) + 1;
  expect(incoming).toMatchObject([{ from: { name: 'Loader1' }, fromRanges: [{ start: { line } }] }]);
});

test('where no tool stands there is nothing', async () => {
  const params = { textDocument: { uri: URI }, position: { line: 0, character: 1 } };
  expect(await client.request('textDocument/prepareCallHierarchy', params)).toBeNull();
});

test.each([
  ['a document that is not open', { uri: 'test:/closed.comp', data: ['Blur1'] }],
  ['an item that lost its data', { uri: URI }],
  ['an item with other data', { uri: URI, data: [1, { a: 2 }] }],
])('%s has no neighbours', async (_name, item) => {
  expect(await client.request('callHierarchy/incomingCalls', { item })).toEqual([]);
  expect(await client.request('callHierarchy/outgoingCalls', { item })).toEqual([]);
});
