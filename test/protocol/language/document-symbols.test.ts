import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DocumentSymbol, type SymbolInformation, SymbolKind } from 'vscode-languageserver';
import { LanguageClient, PLAIN_CLIENT } from './language-client.ts';
import { type Position, readMarkers } from './marked-text.ts';

const URI = 'test:/a.comp';

const FLOW = `Composition {
	Tools = {
		Plate = Loader { ViewInfo = OperatorInfo { Pos = { 0, 0 } } },
		Grade = GroupOperator {
			Inputs = ordered() { Input1 = InstanceInput { SourceOp = "Merge1", Source = "Background" } },
			ViewInfo = GroupInfo { Pos = { 0, 0 } },
			Tools = ordered() {
				Merge1 = Merge { PassThrough = true, ViewInfo = OperatorInfo { Pos = { 0, 0 } } },
				["目パチ😀"] = Fuse.Blink { Locked = true, ViewInfo = OperatorInfo { Pos = { 0, 0 } } },
				Merge1Blend = BezierSpline { KeyFrames = { [0] = { 1 } } },
			},
		},
		Out = Saver { ViewInfo = OperatorInfo { Pos = { 0, 0 } } },
	},
}
\0`;

/** An outline in short: each symbol's name, detail and kind, its children indented below it. */
function inShort(symbols: readonly DocumentSymbol[], indent = ''): string[] {
  return symbols.flatMap((symbol) => [
    `${indent}${symbol.name} · ${symbol.detail ?? ''} · ${kindName(symbol.kind)}`,
    ...inShort(symbol.children ?? [], `${indent}  `),
  ]);
}

function kindName(kind: SymbolKind): string | undefined {
  return Object.entries(SymbolKind).find(([, value]) => value === kind)?.[0];
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}

/** Whether every name lies in its symbol, every child in its parent, and siblings stand in the order of the text. */
function expectNested(symbols: readonly DocumentSymbol[], parent?: DocumentSymbol): void {
  for (const [index, symbol] of symbols.entries()) {
    const outer = parent?.range ?? symbol.range;
    expect(isBefore(outer.start, symbol.range.start) && isBefore(symbol.range.end, outer.end)).toBe(true);
    expect(isBefore(symbol.range.start, symbol.selectionRange.start)).toBe(true);
    expect(isBefore(symbol.selectionRange.end, symbol.range.end)).toBe(true);
    const previous = symbols[index - 1];
    if (previous !== undefined) expect(isBefore(previous.range.start, symbol.range.start)).toBe(true);
    expectNested(symbol.children ?? [], symbol);
  }
}

describe('as a tree', () => {
  let client: LanguageClient;
  beforeAll(async () => {
    client = await LanguageClient.start();
  });
  afterAll(() => client[Symbol.asyncDispose]());

  async function outline(text: string): Promise<DocumentSymbol[]> {
    await client.open(URI, text);
    return client.request('textDocument/documentSymbol', { textDocument: { uri: URI } });
  }

  test.each([
    ['LF', FLOW],
    ['CRLF', FLOW.replaceAll('\n', '\r\n')],
  ])('the flow with its groups, members and modifiers, %s', async (_name, text) => {
    const symbols = await outline(text);
    expect(inShort(symbols)).toEqual([
      'Plate · Loader · File',
      'Grade · GroupOperator · Namespace',
      '  Merge1 · Merge, disabled · Function',
      '  目パチ😀 · Fuse.Blink, locked · Function',
      '  Merge1Blend · BezierSpline · Variable',
      'Out · Saver · File',
    ]);
    expectNested(symbols);
  });

  test('a symbol’s ranges are the tool and its name', async () => {
    const { text, ranges } = readMarkers('{ Tools = ordered() {\r\n  «["«A 😀»"] = Macro { Inputs = { } }»,\r\n} }');
    const [symbol] = await outline(text);
    expect(symbol?.range).toEqual(ranges[0]);
    expect(symbol?.selectionRange).toEqual(ranges[1]);
  });

  test('a flow that is cut off keeps what stands before the cut', async () => {
    const symbols = await outline(FLOW.slice(0, FLOW.indexOf('Merge1Blend')));
    expect(inShort(symbols).slice(0, 4)).toEqual([
      'Plate · Loader · File',
      'Grade · GroupOperator · Namespace',
      '  Merge1 · Merge, disabled · Function',
      '  目パチ😀 · Fuse.Blink, locked · Function',
    ]);
    expectNested(symbols);
  });

  test('a tool without a name is named for the outline, which editors refuse otherwise', async () => {
    expect(inShort(await outline('{ Tools = { [""] = Blur { ViewInfo = OperatorInfo { } } } }'))).toEqual([
      '(unnamed) · Blur · Function',
    ]);
  });

  test('a very large flow is cut at ten thousand symbols', async () => {
    const tools = Array.from({ length: 11_000 }, (_, index) => `T${index} = Blur { },`).join('\n');
    const symbols = await outline(`Composition { Tools = {\n${tools}\n} }`);
    expect(symbols).toHaveLength(10_000);
    expect(symbols.at(-1)?.name).toBe('T9999');
  });
});

test('as a list, for a client that shows no tree', async () => {
  await using client = await LanguageClient.start(PLAIN_CLIENT);
  await client.open(URI, FLOW);
  const symbols = await client.request<SymbolInformation[]>('textDocument/documentSymbol', {
    textDocument: { uri: URI },
  });
  expect(symbols.map(({ name, containerName }) => [name, containerName])).toEqual([
    ['Plate', undefined],
    ['Grade', undefined],
    ['Merge1', 'Grade'],
    ['目パチ😀', 'Grade'],
    ['Merge1Blend', 'Grade'],
    ['Out', undefined],
  ]);
  expect(symbols.every(({ location }) => location.uri === URI)).toBe(true);
});
