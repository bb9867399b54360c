import { expect, test } from 'vitest';
import { MessageType, type ShowMessageParams } from 'vscode-languageserver';
import { FULL_CLIENT, LanguageClient, PLAIN_CLIENT } from './language-client.ts';

const URI = 'file:///show/shot.comp';

/** A comp with more tools than an outline shows, which can be folded in more places than an editor asks for. */
const TOOLS = Array.from(
  { length: 11_000 },
  (_, index) => `\t\tT${index} = Blur {\n\t\t\tNameSet = true,\n\t\t},`,
).join('\n');
const TEXT = `Composition {\n\tTools = {\n${TOOLS}\n\t},\n}`;

test.each([
  ['a full client', FULL_CLIENT],
  ['a plain client', PLAIN_CLIENT],
])('%s is told once of what was left out', async (_, capabilities) => {
  await using client = await LanguageClient.start(capabilities);
  const shown: ShowMessageParams[] = [];
  client.connection.onNotification('window/showMessage', (params: ShowMessageParams) => {
    shown.push(params);
    client.wake();
  });
  await client.open(URI, TEXT);
  const ask = (method: string) => client.request<unknown[]>(method, { textDocument: { uri: URI } });
  expect(await ask('textDocument/documentSymbol')).toHaveLength(10_000);
  expect(await ask('textDocument/foldingRange')).toHaveLength(5_000);
  await ask('textDocument/documentSymbol');
  const [notice] = await client.until(() => (shown.length > 0 ? shown : undefined));
  expect(notice).toEqual({
    type: MessageType.Info,
    message:
      'For performance reasons, Compline shows only 10\u00a0000 symbols and 5\u00a0000 folding ranges of shot.comp.',
  });
  await ask('textDocument/documentSymbol');
  expect(shown).toHaveLength(1);
});
