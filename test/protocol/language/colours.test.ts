import { expect, test } from 'vitest';
import type { ColorInformation, ColorPresentation } from 'vscode-languageserver';
import { FULL_CLIENT, LanguageClient, PLAIN_CLIENT } from './language-client.ts';
import { applyEdits, readMarkers } from './marked-text.ts';

const URI = 'test:/a.comp';
const comp = (red: string, green: string, blue: string, tile: string) => `Composition { Tools = {\r
	B = Background {\r
		Colors = { TileColor = ${tile} },\r
		Inputs = { TopLeftRed = Input { Value = ${red}, }, TopLeftGreen = Input { Value = ${green}, }, TopLeftBlue = Input { Value = ${blue}, } },\r
	},\r
} }\r
`;

test.each([
  ['a full client', FULL_CLIENT],
  ['a plain client', PLAIN_CLIENT],
])('%s picks colours, in tables and in inputs', async (_name, capabilities) => {
  await using client = await LanguageClient.start(capabilities);
  const { text, ranges } = readMarkers(comp('«0.5»', '0', '1', '«{ R = 1, G = 0.25, B = 0 }»'));
  await client.open(URI, text);
  const textDocument = { uri: URI };
  const colours = await client.request<ColorInformation[]>('textDocument/documentColor', { textDocument });
  expect(colours).toEqual([
    { range: ranges[0], color: { red: 1, green: 0.25, blue: 0, alpha: 1 } },
    { range: ranges[1], color: { red: 0.5, green: 0, blue: 1, alpha: 1 } },
  ]);
  const color = { red: 0, green: 0.5, blue: 0, alpha: 1 };
  const picked: string[] = [];
  for (const { range } of colours) {
    const params = { textDocument, color, range };
    const [choice] = await client.request<ColorPresentation[]>('textDocument/colorPresentation', params);
    expect(choice?.textEdit?.range).toEqual(range);
    const edits = choice?.textEdit === undefined ? [] : [choice.textEdit, ...(choice.additionalTextEdits ?? [])];
    picked.push(applyEdits(text, edits));
  }
  expect(picked).toEqual([
    comp('0.5', '0', '1', '{ R = 0, G = 0.5, B = 0 }'),
    comp('0', '0.5', '0', '{ R = 1, G = 0.25, B = 0 }'),
  ]);
});
