import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  ClientCapabilities,
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensLegend,
} from 'vscode-languageserver';
import { FULL_CLIENT, LanguageClient, PLAIN_CLIENT } from './language-client.ts';
import { type MarkedText, readMarkers } from './marked-text.ts';

const URI = 'test:/a.comp';
const TEXT = `Composition {
  Tools = {
    ["目 🙂"] = Merge { Locked = true, PassThrough = true,
      Inputs = { Mode = Input { Value = FuID { "Fast" } }, },
    },
    B = Blur { Inputs = { Input = Input { SourceOp = "目 🙂", Source = "Output" },
      Size = Input { Expression = "B.Mode + sin(1)" }, } },
  },
}`;
const WORDS = [
  '目 🙂 variable declaration readonly deprecated',
  'Merge type',
  'Mode property',
  'Fast enumMember',
  'B variable declaration',
  'Blur type',
  'Input property',
  '目 🙂 variable',
  'Size property',
  'B variable',
  'Mode property',
  'sin function',
  '1 number',
];

describe('a client that takes all', () => {
  let client: LanguageClient;
  let legend: SemanticTokensLegend;
  beforeAll(async () => {
    client = new LanguageClient();
    const { capabilities } = await client.initialize(FULL_CLIENT);
    const provider = capabilities.semanticTokensProvider;
    expect(provider).toMatchObject({ full: { delta: true }, range: true });
    legend = provider?.legend ?? { tokenTypes: [], tokenModifiers: [] };
  });
  afterAll(() => client[Symbol.asyncDispose]());

  /** The words that numbers tell about, each with its type and modifiers. */
  function read(text: string, data: readonly number[]): string[] {
    const lines = text.split(/\r?\n/);
    const words: string[] = [];
    let [line, character] = [0, 0];
    for (let at = 0; at < data.length; at += 5) {
      const [below = 0, characters = 0, length = 0, type = 0, bits = 0] = data.slice(at, at + 5);
      character = below === 0 ? character + characters : characters;
      line += below;
      const modifiers = legend.tokenModifiers.filter((_name, bit) => (bits & (1 << bit)) !== 0);
      const image = lines[line]?.slice(character, character + length);
      words.push([image, legend.tokenTypes[type], ...modifiers].join(' '));
    }
    return words;
  }

  const whole = (): Promise<SemanticTokens | null> =>
    client.request('textDocument/semanticTokens/full', { textDocument: { uri: URI } });
  const changes = (previousResultId: string): Promise<SemanticTokens | SemanticTokensDelta> =>
    client.request('textDocument/semanticTokens/full/delta', { textDocument: { uri: URI }, previousResultId });
  const stretch = ({ ranges: [range] }: MarkedText): Promise<SemanticTokens> =>
    client.request('textDocument/semanticTokens/range', { textDocument: { uri: URI }, range });

  test.each(['\n', '\r\n'])('a document with the line end %j', async (lineEnd) => {
    const text = TEXT.replaceAll('\n', lineEnd);
    await client.open(URI, text);
    expect(read(text, (await whole())?.data ?? [])).toEqual(WORDS);
  });

  test('a stretch', async () => {
    const marked = readMarkers(TEXT.replace('B = Blur { Inputs', '«B = Blur» { Inputs'));
    await client.open(URI, marked.text);
    expect(read(TEXT, (await stretch(marked)).data)).toEqual(['B variable declaration', 'Blur type']);
  });

  test('changes', async () => {
    await client.open(URI, TEXT);
    const first = await whole();
    const same = await changes(first?.resultId ?? '');
    expect(same).toMatchObject({ edits: [] });
    const position = { line: 5, character: 4 };
    await client.change(URI, [{ range: { start: position, end: position }, text: 'A = Blur { },\n' }]);
    const next = await changes(same.resultId ?? '');
    if (!('edits' in next)) throw new Error('expected changes');
    expect(next.edits).toHaveLength(1);
    const data = [...(first?.data ?? [])];
    for (const edit of next.edits) data.splice(edit.start, edit.deleteCount, ...(edit.data ?? []));
    expect(data).toEqual((await whole())?.data);
  });

  test('the whole comes where the last answer is not known', async () => {
    await client.open(URI, TEXT);
    expect(await changes('another')).toHaveProperty('data');
  });

  test('a very long document is told about by stretches alone', async () => {
    const text = `${TEXT.slice(0, -1)}Comment = "${'x'.repeat(2 * 1024 * 1024)}" }`;
    const marked = readMarkers(text.replace('B = Blur {', '«B = Blur» {'));
    await client.open(URI, text);
    expect(await whole()).toBeNull();
    expect(read(text, (await stretch(marked)).data)).toEqual(['B variable declaration', 'Blur type']);
  });

  test('a document that is not open', async () => {
    const textDocument = { uri: 'test:/none.comp' };
    expect(await client.request('textDocument/semanticTokens/full', { textDocument })).toBeNull();
  });
});

const WHOLE_ALONE: ClientCapabilities = {
  textDocument: {
    semanticTokens: { requests: { full: true }, formats: ['relative'], tokenTypes: [], tokenModifiers: [] },
  },
};

test.each([
  ['a plain client', PLAIN_CLIENT, undefined],
  ['a client that asks about whole documents alone', WHOLE_ALONE, { full: true, range: false }],
])('%s', async (_name, capabilities, expected) => {
  await using client = new LanguageClient();
  const { semanticTokensProvider } = (await client.initialize(capabilities)).capabilities;
  if (expected === undefined) expect(semanticTokensProvider).toBeUndefined();
  else expect(semanticTokensProvider).toMatchObject(expected);
});
