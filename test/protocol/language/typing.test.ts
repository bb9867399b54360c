import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CompletionList, Hover, SignatureHelp } from 'vscode-languageserver';
import { LanguageClient } from './language-client.ts';
import { positionOf } from './marked-text.ts';

const COMP = `Composition {
	RenderRange = { 1001, 1050 },
	Tools = {
		Plate = Loader {
			Clips = {
				Clip { ID = "Clip1", Filename = "Comp:plates\\\\sh.1001.exr", FormatID = "OpenEXRFormat", TrimIn = 0, TrimOut = 49 }
			},
			Inputs = { ["Gamut.SLogVersion"] = Input { Value = FuID { "SLog2" }, }, },
		},
		Merge1 = Merge {
			PassThrough = true,
			Inputs = {
				Background = Input { SourceOp = "Plate", Source = "Output", },
				Center = Input { Value = { 0.5, 0.5 }, Expression = "Point(Plate.X, time / 2)" },
			},
			UserControls = ordered() { Speed = { LINKID_DataType = "Number" } },
		},
		Curve = BezierSpline { KeyFrames = { [0] = { 1, Flags = { Linear = true } } } },
		Group1 = GroupOperator {
			Inputs = ordered() { Input1 = InstanceInput { SourceOp = "Inner", Source = "Input" } },
			Tools = ordered() { Inner = Blur { } },
		},
	},
}
`;

const TEXTS: readonly (readonly [string, string])[] = [
  ['a comp', COMP],
  ['a comp without closing braces', COMP.replaceAll('}', '')],
  ['a comp without closing quotes and signs', COMP.replaceAll(/",| = /g, ' ')],
  ['a comp with its braces the wrong way round', COMP.replaceAll(/[{}]/g, (brace) => (brace === '{' ? '}' : '{'))],
];

let client: LanguageClient;
beforeAll(async () => {
  client = await LanguageClient.start();
});
afterAll(() => client[Symbol.asyncDispose]());

test.each(TEXTS)('%s is answered without a fault at every seventh place', async (name, text) => {
  const uri = `test:/${encodeURIComponent(name)}.comp`;
  await client.open(uri, text);
  client.log.length = 0;
  let answers = 0;
  for (let offset = 0; offset <= text.length; offset += 7) {
    const params = { textDocument: { uri }, position: positionOf(text, offset) };
    const [list, help, hover] = await Promise.all([
      client.request<CompletionList>('textDocument/completion', params),
      client.request<SignatureHelp | null>('textDocument/signatureHelp', params),
      client.request<Hover | null>('textDocument/hover', params),
    ]);
    const first = list.items.find((item) => item.data !== undefined);
    if (first !== undefined) await client.request('completionItem/resolve', first);
    answers += list.items.length + Number(help !== null) + Number(hover !== null);
  }
  expect(client.log).toEqual([]);
  expect(answers).toBeGreaterThan(0);
});
