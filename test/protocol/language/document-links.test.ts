import { expect, test } from 'vitest';
import type { DocumentLink } from 'vscode-languageserver';
import { FULL_CLIENT, LanguageClient, PLAIN_CLIENT } from './language-client.ts';
import { readMarkers } from './marked-text.ts';
import { showFolder } from './show-folder.ts';

const MARKED = `Composition { Tools = {
	L = Loader { Clips = { Clip { Filename = "«Comp:/../plates/a b.0001.exr»" } } },
	S = Saver { Inputs = { Clip = Input { Value = Clip { Filename = "«out/x.exr»" } } } },
	T = Loader { Clips = { Clip { Filename = "Temp:/x.exr" } } },
} }
`;

test.each([
  ['a full client', FULL_CLIENT, true],
  ['a plain client', PLAIN_CLIENT, false],
])('%s follows the names of files', async (_name, capabilities, hasTooltips) => {
  const show = await showFolder('plates/a b.0005.exr', 'plates/a b.0006.exr');
  await using client = await LanguageClient.start(capabilities);
  const { text, ranges } = readMarkers(MARKED);
  const uri = show.uri('comp/a.comp');
  await client.open(uri, text);
  const links = await client.request<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri } });
  expect(links.map(({ range }) => range)).toEqual(ranges);
  expect(links.map(({ target }) => target)).toEqual([undefined, undefined]);
  expect(links[0]?.tooltip).toBe(hasTooltips ? 'Open the file' : undefined);
  const resolved = await Promise.all(links.map((link) => client.request<DocumentLink>('documentLink/resolve', link)));
  expect(resolved.map(({ target }) => target)).toEqual([show.uri('plates/a b.0005.exr'), undefined]);
});

test('a document that is no file has none, and a link of nobody’s stays as it is', async () => {
  await using client = await LanguageClient.start();
  await client.open('untitled:a', readMarkers(MARKED).text);
  expect(await client.request('textDocument/documentLink', { textDocument: { uri: 'untitled:a' } })).toEqual([]);
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  for (const data of [undefined, 1, { uri: 'untitled:a', path: '/x' }]) {
    const link = { range, ...(data !== undefined && { data }) };
    expect(await client.request('documentLink/resolve', link)).toEqual(link);
  }
});
