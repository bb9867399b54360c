import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LanguageClient } from './language-client.ts';
import { positionOf } from './marked-text.ts';

const BASE = `Composition {
	Tools = {
		["目パチ"] = Loader { ViewInfo = OperatorInfo { Pos = { 0, 0 } } },
		Blur1 = Blur { Inputs = { Input = Input { SourceOp = "目パチ", Source = "Output" } } },
		Saver1 = Saver { Inputs = { Input = Input { SourceOp = "Blur2", Source = "Output" } } },
	},
}
`;

const PIECES = [
  'x',
  '\n',
  '\r\n',
  '\r',
  '😀',
  '目',
  'e\u0301',
  '\0',
  '\uFFFD',
  '"',
  '{',
  '}',
  ',',
  '-- ',
  '[[',
  ' = Blur { }, ',
];

/** Numbers that look random and are the same in every run (mulberry32). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

let client: LanguageClient;
beforeAll(async () => {
  client = await LanguageClient.start();
});
afterAll(() => client[Symbol.asyncDispose]());

/** Everything the server says about a document that depends on its text. */
async function everything(uri: string): Promise<unknown> {
  const textDocument = { uri };
  const [symbols, diagnostics] = await Promise.all([
    client.request('textDocument/documentSymbol', { textDocument }),
    client.diagnostics(uri),
  ]);
  return JSON.parse(JSON.stringify({ symbols, diagnostics }).replaceAll(uri, 'URI'));
}

describe('after random edits the server has the client’s text', () => {
  test.each([1, 2, 3, 4, 5, 6])('seed %i', async (seed) => {
    const number = numbersFrom(seed);
    const edited = `test:/edited-${seed}.comp`;
    let text = BASE;
    await client.open(edited, text, 'fusion-comp', 0);
    for (let round = 1; round <= 25; round += 1) {
      const changes: unknown[] = [];
      for (let count = number(3); count >= 0; count -= 1) {
        let start = number(text.length + 1);
        let end = Math.min(text.length, start + number(8));
        // A position of the protocol never lies inside a line end.
        if (text[start - 1] === '\r' && text[start] === '\n') start -= 1;
        if (text[end - 1] === '\r' && text[end] === '\n') end += 1;
        const inserted = Array.from({ length: number(4) }, () => PIECES[number(PIECES.length)]).join('');
        changes.push({ range: { start: positionOf(text, start), end: positionOf(text, end) }, text: inserted });
        text = text.slice(0, start) + inserted + text.slice(end);
      }
      await client.change(edited, changes, 2 * round);
      const fresh = `test:/fresh-${seed}-${round}.comp`;
      await client.open(fresh, text);
      expect(await everything(edited)).toEqual(await everything(fresh));
      // What is added at the end lands at the end of both only where both are equally long.
      const end = positionOf(text, text.length);
      const tail = { range: { start: end, end }, text: '}}' };
      await client.change(edited, [tail], 2 * round + 1);
      await client.change(fresh, [tail]);
      text += '}}';
      expect(await everything(edited)).toEqual(await everything(fresh));
      await client.close(fresh);
    }
    await client.close(edited);
  });
});

test('edits in one notification apply one after the other, and a full text replaces all', async () => {
  const uri = 'test:/in-order.comp';
  await client.open(uri, '');
  await client.change(uri, [
    { text: 'Composition { Tools = { A = Blur { } } }' },
    { range: { start: { line: 0, character: 24 }, end: { line: 0, character: 25 } }, text: '\n😀' },
    { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 2 } }, text: 'Renamed' },
  ]);
  const symbols = await client.request('textDocument/documentSymbol', { textDocument: { uri } });
  expect(symbols).toMatchObject([{ name: 'Renamed', selectionRange: { start: { line: 1, character: 0 } } }]);
});

test('requests see the edits sent before them and none sent after', async () => {
  const uri = 'test:/order.comp';
  const symbols = (): Promise<{ name: string }[]> =>
    client.request('textDocument/documentSymbol', { textDocument: { uri } });
  const rename = (name: string): Promise<void> =>
    client.change(uri, [{ text: `Composition { Tools = { ${name} = Blur { } } }` }]);
  const sent: Promise<unknown>[] = [client.open(uri, 'Composition { Tools = { A = Blur { } } }'), symbols()];
  for (const name of ['B', 'C', 'D']) sent.push(rename(name), symbols());
  expect(await Promise.all(sent)).toMatchObject(['A', 'B', 'C', 'D'].flatMap((name) => [undefined, [{ name }]]));
});

test('a document that is closed is unknown, and opened again it is the new one', async () => {
  const uri = 'test:/again.comp';
  const symbols = (): Promise<{ name: string }[]> =>
    client.request('textDocument/documentSymbol', { textDocument: { uri } });
  await client.open(uri, 'Composition { Tools = { First = Blur { } } }', 'fusion-comp', 1);
  expect(await symbols()).toMatchObject([{ name: 'First' }]);
  await client.close(uri);
  expect(await symbols()).toEqual([]);
  await client.open(uri, 'Composition { Tools = { Second = Blur { } } }', 'fusion-comp', 1);
  expect(await symbols()).toMatchObject([{ name: 'Second' }]);
});
