import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SignatureHelp } from 'vscode-languageserver';
import { LanguageClient, PLAIN_CLIENT } from './language-client.ts';
import { readMarkers } from './marked-text.ts';

const URI = 'test:/a.comp';

async function help(client: LanguageClient, marked: string): Promise<SignatureHelp | null> {
  const { text, cursor } = readMarkers(marked);
  await client.open(URI, text);
  return client.request('textDocument/signatureHelp', { textDocument: { uri: URI }, position: cursor });
}

/** The label with the active parameter in brackets. */
function shown(found: SignatureHelp | null): string | undefined {
  const signature = found?.signatures[0];
  const range = signature?.parameters?.[signature.activeParameter ?? -1]?.label;
  if (signature === undefined || !Array.isArray(range)) return signature?.label;
  const [start, end] = range;
  return `${signature.label.slice(0, start)}<${signature.label.slice(start, end)}>${signature.label.slice(end)}`;
}

const M = 'Composition { Tools = { Merge1 = Merge { Inputs = { ';

const CASES: readonly (readonly [string, string, string | undefined])[] = [
  ['an input', `${M}Blend = Input { |`, 'Input { Value, SourceOp, Source, Expression, Disabled, CustomData }'],
  [
    'a field of it',
    `${M}Blend = Input { Value = |`,
    'Input { <Value>, SourceOp, Source, Expression, Disabled, CustomData }',
  ],
  [
    'after the field',
    `${M}Blend = Input { Value = 1 |`,
    'Input { <Value>, SourceOp, Source, Expression, Disabled, CustomData }',
  ],
  ['an id', `${M}ApplyMode = Input { Value = FuID { "|" } }`, 'FuID { <"id"> }'],
  ['the first number of a point', `${M}Center = Input { Value = { |`, 'Center = { <x>, y }'],
  ['the second number of a point', `${M}Center = Input { Value = { 0.5, |`, 'Center = { x, <y> }'],
  [
    'a place in the flow',
    'Composition { Tools = { A = Blur { ViewInfo = OperatorInfo { Pos = { |',
    'OperatorInfo { <Pos>, Flags }',
  ],
  [
    'a key of a curve',
    '{ Tools = { S = BezierSpline { KeyFrames = { [12] = { 1, Flags = { |',
    '[12] = { value, LH, RH, <Flags> }',
  ],
  ['a value of a key', '{ Tools = { S = BezierSpline { KeyFrames = { [12] = { |', '[12] = { <value>, LH, RH, Flags }'],
  [
    'a gradient',
    '{ Tools = { B = Background { Inputs = { Gradient = Input { Value = Gradient { Colors = { |',
    'Gradient { <Colors = { [position] = { red, green, blue, alpha } }> }',
  ],
  ['no constructor', 'Composition { | }', undefined],
];

describe('help about constructors', () => {
  let client: LanguageClient;
  beforeAll(async () => {
    client = await LanguageClient.start();
  });
  afterAll(() => client[Symbol.asyncDispose]());

  test.each(CASES)('%s', async (_name, marked, expected) => {
    expect(shown(await help(client, marked))).toBe(expected);
  });

  test.each([
    ['keys, which nobody asked for', `${M}Blend = Input { |`, false],
    ['the parts of a point', `${M}Center = Input { Value = { |`, true],
  ])('a brace that is typed: %s', async (_name, marked, isShown) => {
    const { text, cursor: position } = readMarkers(marked);
    await client.open(URI, text);
    const context = { triggerKind: 2, triggerCharacter: '{', isRetrigger: false };
    const found = await client.request('textDocument/signatureHelp', { textDocument: { uri: URI }, position, context });
    expect(found !== null).toBe(isShown);
  });

  test('a tool: its commonest inputs, each with what it takes', async () => {
    const found = await help(client, `${M}Background = |`);
    expect(shown(found)).toMatch(/^Merge \{ Inputs = \{ <Background>, .*, … \} \}$/);
    expect(found?.signatures[0]?.parameters?.[0]?.documentation).toMatchObject({ kind: 'markdown' });
  });
});

test('a client with no ability gets the words of a parameter and plain text', async () => {
  await using client = await LanguageClient.start(PLAIN_CLIENT);
  const found = await help(client, `${M}Blend = Input { SourceOp = |`);
  expect(found).toMatchObject({
    signatures: [
      { documentation: { kind: 'plaintext' }, parameters: [{ label: 'Value' }, { label: 'SourceOp' }, {}, {}, {}, {}] },
    ],
    activeSignature: 0,
    activeParameter: 1,
  });
  expect(found?.signatures[0]).not.toHaveProperty('activeParameter');
});
