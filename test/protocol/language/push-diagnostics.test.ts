import { expect, test } from 'vitest';
import { LanguageClient, PLAIN_CLIENT } from './language-client.ts';

const URI = 'file:///show/sh010.comp';
const OTHER = 'file:///show/sh020.comp';
const DANGLING = 'Composition { Tools = { A = Blur { Inputs = { Input = Input { SourceOp = "B" } } } } }';
const CLEAN = 'Composition { Tools = { A = Blur { } } }';

test('a client that cannot ask is told, and told again when the text changes', async () => {
  await using client = await LanguageClient.start(PLAIN_CLIENT);
  await client.open(URI, DANGLING, 'fusion-comp', 1);
  await client.until(() => client.pushed.find(({ version }) => version === 1));
  await client.change(URI, [{ text: CLEAN }], 2);
  await client.until(() => client.pushed.find(({ version }) => version === 2));
  expect(client.pushed).toMatchObject([
    { uri: URI, version: 1, diagnostics: [{ code: 'dangling-source', severity: 1 }] },
    { uri: URI, version: 2, diagnostics: [] },
  ]);
});

test('only the last of quick edits is told', async () => {
  await using client = await LanguageClient.start(PLAIN_CLIENT);
  // All of this is in the pipe before the server reads the first of it.
  const sent = [client.open(URI, CLEAN, 'fusion-comp', 1)];
  for (let version = 2; version <= 50; version += 1) {
    sent.push(client.change(URI, [{ text: version % 2 === 0 ? DANGLING : CLEAN }], version));
  }
  await Promise.all(sent);
  await client.until(() => client.pushed.find(({ version }) => version === 50));
  expect(client.pushed.at(-1)).toMatchObject({ version: 50, diagnostics: [{ code: 'dangling-source' }] });
  expect(client.pushed.length).toBeLessThan(50);
});

test('what was told about a document is taken back when it closes', async () => {
  await using client = await LanguageClient.start(PLAIN_CLIENT);
  await client.open(URI, DANGLING, 'fusion-comp', 1);
  await client.until(() => client.pushed.find(({ diagnostics }) => diagnostics.length > 0));
  await client.close(URI);
  await client.until(() => (client.pushed.length > 1 ? true : undefined));
  expect(client.pushed.at(-1)).toEqual({ uri: URI, diagnostics: [] });
});

test('nothing is told about a document that closed before it was looked at', async () => {
  await using client = await LanguageClient.start(PLAIN_CLIENT);
  await Promise.all([client.open(URI, DANGLING, 'fusion-comp', 1), client.close(URI)]);
  // The other document's diagnostics come after those of the first would have come.
  await client.open(OTHER, DANGLING, 'fusion-comp', 1);
  await client.until(() => client.pushed.find(({ uri }) => uri === OTHER));
  expect(client.pushed.filter(({ uri }) => uri === URI)).toEqual([{ uri: URI, diagnostics: [] }]);
});

test('a client that cannot ask may still be refused when it does', async () => {
  await using client = await LanguageClient.start(PLAIN_CLIENT);
  await client.open(URI, DANGLING);
  await expect(client.pull(URI)).rejects.toMatchObject({ code: -32601 });
});

test('changed severities are told for every open document', async () => {
  await using client = await LanguageClient.start(PLAIN_CLIENT, { checks: { 'dangling-source': 'off' } });
  await client.open(URI, DANGLING, 'fusion-comp', 1);
  await client.open(OTHER, DANGLING, 'fusion-comp', 1);
  await client.until(() => (client.pushed.length >= 2 ? true : undefined));
  // The disk decides which of them is asked about first.
  expect(new Map(client.pushed.map(({ uri, diagnostics }) => [uri, diagnostics]))).toEqual(
    new Map([
      [URI, []],
      [OTHER, []],
    ]),
  );
  const settings = { compline: { checks: { 'dangling-source': 'warning' } } };
  await client.notify('workspace/didChangeConfiguration', { settings });
  for (const asked of [URI, OTHER]) {
    await client.until(() =>
      client.pushed.find(({ uri, diagnostics }) => uri === asked && diagnostics[0]?.severity === 2),
    );
  }
});
