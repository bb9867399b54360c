import { expect, test } from 'vitest';
import type { InlayHint } from 'vscode-languageserver';
import { FULL_CLIENT, LanguageClient } from './language-client.ts';
import { readMarkers } from './marked-text.ts';

const URI = 'file:///show/comp/a.comp';
const MARKED = `Composition {
	RenderRange = { 1, 48 }«»,
	Tools = {
		L = Loader { Clips = { Clip { Filename = "Comp:/../plates/a.exr"«» } } },
		S = BezierSpline { KeyFrames = {«» [0] = { 1 }, [9] = { 2 } } },
	}
}
`;
const LABELS = ['48 frames', '→ /show/plates', '2 keys, 0 to 9'];

async function hints(client: LanguageClient, lastLine = 99): Promise<InlayHint[]> {
  const range = { start: { line: 0, character: 0 }, end: { line: lastLine, character: 0 } };
  return client.request('textDocument/inlayHint', { textDocument: { uri: URI }, range });
}

test('hints in the range that is asked for', async () => {
  await using client = await LanguageClient.start();
  const { text, ranges } = readMarkers(MARKED);
  await client.open(URI, text);
  const all = await hints(client);
  expect(all.map(({ label }) => label)).toEqual(LABELS);
  expect(all.map(({ position }) => position)).toEqual(ranges.map(({ start }) => start));
  expect(all.map(({ tooltip }) => tooltip)).toContain('/show/plates/a.exr');
  expect((await hints(client, 2)).map(({ label }) => label)).toEqual(LABELS.slice(0, 1));
});

test('each kind is switched off by the settings that the client sends along', async () => {
  await using client = await LanguageClient.start({ workspace: {} }, { inlayHints: { frames: false } });
  await client.open(URI, readMarkers(MARKED).text);
  expect((await hints(client)).map(({ label }) => label)).toEqual(LABELS.slice(1));
  await client.notify('workspace/didChangeConfiguration', {
    settings: { compline: { inlayHints: { paths: false, keyFrames: false } } },
  });
  expect((await hints(client)).map(({ label }) => label)).toEqual(LABELS.slice(0, 1));
});

test('a client that is asked for the settings is told to ask again for hints', async () => {
  await using client = new LanguageClient();
  let section: unknown = {};
  let refreshed = 0;
  client.connection.onRequest('workspace/configuration', () => [section]);
  client.connection.onRequest('workspace/inlayHint/refresh', () => {
    refreshed += 1;
    client.wake();
    return null;
  });
  await client.initialize({ ...FULL_CLIENT, workspace: { ...FULL_CLIENT.workspace, configuration: true } });
  await client.open(URI, readMarkers(MARKED).text);
  expect(await hints(client)).toHaveLength(3);
  section = { inlayHints: { frames: false, paths: false, keyFrames: false, choices: false } };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  await client.until(() => (refreshed > 0 ? true : undefined));
  expect(await hints(client)).toEqual([]);
});
