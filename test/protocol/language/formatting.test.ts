import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TextEdit } from 'vscode-languageserver';
import { FULL_CLIENT, LanguageClient, PLAIN_CLIENT } from './language-client.ts';
import { applyEdits, readMarkers } from './marked-text.ts';

const URI = 'test:/a.comp';
const OPTIONS = { tabSize: 4, insertSpaces: true };
const tool = (name: string): string => `${name} = Blur {\nInputs = {\nSize = Input {\nValue=1,\n},\n},\n},\n`;
const formattedTool = (name: string): string =>
  `\t\t${name} = Blur {\n\t\t\tInputs = {\n\t\t\t\tSize = Input { Value = 1, },\n\t\t\t},\n\t\t},\n`;

describe.each([
  ['a full client', FULL_CLIENT],
  ['a plain client', PLAIN_CLIENT],
])('%s', (_name, capabilities) => {
  let client: LanguageClient;
  beforeAll(async () => {
    client = await LanguageClient.start(capabilities);
  });
  afterAll(() => client[Symbol.asyncDispose]());

  async function edited(method: string, text: string, params: object): Promise<string> {
    await client.open(URI, text);
    const options = OPTIONS;
    const edits = await client.request<TextEdit[]>(method, { textDocument: { uri: URI }, options, ...params });
    return applyEdits(text, edits);
  }

  test.each(['\n', '\r\n'])('a document with the line end %j', async (lineEnd) => {
    const text = `Composition {\nTools={\n${tool('A')}${tool('B')}} }\n`.replaceAll('\n', lineEnd);
    const expected = `Composition {\n\tTools = {\n${formattedTool('A')}${formattedTool('B')}\t}\n}\n`;
    expect(await edited('textDocument/formatting', text, {})).toBe(expected.replaceAll('\n', lineEnd));
  });

  test('a document that is indented with blanks', async () => {
    expect(await edited('textDocument/formatting', '{\n  Tools = {\n  },\n}', {})).toBe('{\n    Tools = {\n    },\n}');
  });

  test('a range', async () => {
    const { text, ranges } = readMarkers(`Composition {\nTools = {\n${tool('A')}«${tool('B')}»}\n}\n`);
    const expected = `Composition {\nTools = {\n${tool('A')}${formattedTool('B')}}\n}\n`;
    expect(await edited('textDocument/rangeFormatting', text, { range: ranges[0] })).toBe(expected);
  });

  test('what is typed', async () => {
    const { text, cursor } = readMarkers('{\n\tTools = {\n\t\tA = Blur {\nPassThrough = true,\n}|\n\t}\n}');
    const expected = '{\n\tTools = {\n\t\tA = Blur {\n\t\t\tPassThrough = true,\n\t\t}\n\t}\n}';
    expect(await edited('textDocument/onTypeFormatting', text, { position: cursor, ch: '}' })).toBe(expected);
  });

  test('a document that is not open', async () => {
    const params = { textDocument: { uri: 'test:/none.comp' }, options: OPTIONS };
    expect(await client.request('textDocument/formatting', params)).toEqual([]);
  });
});

describe('several ranges at once', () => {
  test('are formatted where the client asks for them; what overlaps is formatted once', async () => {
    await using client = new LanguageClient();
    const { capabilities } = await client.initialize(FULL_CLIENT);
    expect(capabilities.documentRangeFormattingProvider).toEqual({ rangesSupport: true });
    const { text, ranges } = readMarkers(`{\nTools = {\n«${tool('A')}»${tool('B')}«${tool('«C»')}»}\n}\n`);
    await client.open(URI, text);
    const params = { textDocument: { uri: URI }, ranges, options: OPTIONS };
    const edits = await client.request<TextEdit[]>('textDocument/rangesFormatting', params);
    const expected = `{\nTools = {\n${formattedTool('A')}${tool('B')}${formattedTool('C')}}\n}\n`;
    expect(applyEdits(text, edits)).toBe(expected);
  });

  test('are not offered to others', async () => {
    await using client = new LanguageClient();
    const { capabilities } = await client.initialize(PLAIN_CLIENT);
    expect(capabilities.documentRangeFormattingProvider).toBe(true);
  });
});

test('what was asked about a text that has changed meanwhile is refused', async () => {
  await using client = await LanguageClient.start();
  const text = `Composition {\nTools = {\n${Array.from({ length: 20_000 }, (_, at) => tool(`T${at}`)).join('')}}\n}\n`;
  await client.open(URI, text);
  const params = { textDocument: { uri: URI }, options: OPTIONS };
  // Read by now, so that the change comes while the edits are made.
  await client.request('textDocument/hover', { textDocument: { uri: URI }, position: { line: 0, character: 0 } });
  const answer = client.request('textDocument/formatting', params);
  await client.change(URI, [
    { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: ' ' },
  ]);
  await expect(answer).rejects.toMatchObject({ code: -32801 });
});
