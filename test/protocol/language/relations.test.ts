import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { FULL_CLIENT, LanguageClient, PLAIN_CLIENT } from './language-client.ts';
import { uriIn, writeFiles } from './workspace-client.ts';

const COMP = '05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP/DEMO_S_SH010_COMP.comp';
const CONFIG = `version: 1
project: { id: DEMO }
resolution: { width: 1920, height: 1080 }
steps: { COMP: { renderSpec: specs/comp.yaml } }
checks: { saver-no-input: off, comp-identity: off }
`;
const spec = (format: string): string => `fusion: { final: { format: ${format} } }\n`;
const TEXT = `Composition {
  Prefs = { Comp = { FrameFormat = { Width = 1280, Height = 720 } } },
  Tools = { _FINAL = Saver { Locked = true, Inputs = { CreateDir = Input { Value = 1 },
    Clip = Input { Value = Clip { Filename = "Comp:f.0000.png", FormatID = "PNGFormat" } },
    OutputFormat = Input { Value = FuID { "PNGFormat" } } } } } }`;

let root: string;
beforeEach(async () => {
  root = await temporaryFolder();
  writeFiles(root, { 'compline.yaml': CONFIG, 'specs/comp.yaml': spec('PNGFormat'), [COMP]: TEXT });
});

/** What the client was told last of the comp, once it is as `expected`; of the codes that the project decides. */
interface Told {
  readonly client: LanguageClient;
  become(expected: readonly string[]): Promise<void>;
}

const relevant = (diagnostics: readonly { readonly code?: unknown; readonly severity?: number }[]): string[] =>
  diagnostics.flatMap(({ code, severity }) =>
    code === 'saver-render-spec' || code === 'comp-size' ? [`${code} ${severity}`] : [],
  );

/** A client that asks when it is told to, and never otherwise. */
async function pulling(): Promise<Told> {
  const client = new LanguageClient();
  let asked: string[] | undefined;
  const ask = async (): Promise<void> => {
    asked = relevant(await client.diagnostics(uriIn(root, COMP)));
    client.wake();
  };
  client.connection.onRequest('workspace/diagnostic/refresh', () => {
    void ask();
    return null;
  });
  await client.initialize(FULL_CLIENT);
  await client.open(uriIn(root, COMP), TEXT);
  await ask();
  const become = async (expected: readonly string[]): Promise<void> => {
    await client.until(() => (String(asked) === String(expected) ? true : undefined));
  };
  return { client, become };
}

/** A client that is told without asking. */
async function pushed(): Promise<Told> {
  const client = await LanguageClient.start(PLAIN_CLIENT);
  await client.open(uriIn(root, COMP), TEXT);
  const become = async (expected: readonly string[]): Promise<void> => {
    await client.until(() => {
      const last = client.pushed.findLast(({ uri }) => uri === uriIn(root, COMP));
      return last !== undefined && String(relevant(last.diagnostics)) === String(expected) ? true : undefined;
    });
  };
  return { client, become };
}

describe.each([
  ['to a client that asks', pulling],
  ['to a client that is told', pushed],
])('%s, a comp follows', (_name, start) => {
  test('the render spec of its step, as it is typed and when it is closed without being saved', async () => {
    const { client, become } = await start();
    await using _client = client;
    await become(['comp-size 2']);
    await client.open(uriIn(root, 'specs/comp.yaml'), spec('PNGFormat'), 'yaml');
    await client.change(uriIn(root, 'specs/comp.yaml'), [{ text: spec('OpenEXRFormat') }]);
    await become(['comp-size 2', 'saver-render-spec 2'].sort());
    await client.close(uriIn(root, 'specs/comp.yaml'));
    await become(['comp-size 2']);
  });

  test('the render spec on disk', async () => {
    const { client, become } = await start();
    await using _client = client;
    await become(['comp-size 2']);
    writeFiles(root, { 'specs/comp.yaml': spec('OpenEXRFormat') });
    await client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriIn(root, 'specs/comp.yaml'), type: 2 }],
    });
    await become(['comp-size 2', 'saver-render-spec 2'].sort());
  });

  test('the configuration as it is typed: what it wants, how much that matters, and which spec holds', async () => {
    const { client, become } = await start();
    await using _client = client;
    await become(['comp-size 2']);
    const uri = uriIn(root, 'compline.yaml');
    await client.open(uri, CONFIG, 'yaml');
    const type = (text: string) => client.change(uri, [{ text }]);
    await type(CONFIG.replace('1920', '1280').replace('1080', '720'));
    await become([]);
    await type(CONFIG.replace('checks: {', 'checks: { comp-size: hint,'));
    await become(['comp-size 4']);
    writeFiles(root, { 'specs/other.yaml': spec('OpenEXRFormat') });
    await type(CONFIG.replace('comp.yaml', 'other.yaml'));
    await become(['comp-size 2', 'saver-render-spec 2'].sort());
    await type(`${CONFIG}steps: [`);
    await become([]);
    await client.close(uri);
    await become(['comp-size 2']);
  });
});

test('an edit in a document that no other is judged by has nobody asked again', async () => {
  await using client = await LanguageClient.start(PLAIN_CLIENT);
  await client.open(uriIn(root, COMP), TEXT);
  await client.until(() => client.pushed.at(0));
  await client.open(uriIn(root, 'specs/unused.yaml'), spec('PNGFormat'), 'yaml');
  await client.change(uriIn(root, 'specs/unused.yaml'), [{ text: spec('OpenEXRFormat') }]);
  // What is pushed for the comp's next version comes after all that the edit could have brought.
  await client.change(uriIn(root, COMP), [{ text: `${TEXT}\n` }], 9);
  await client.until(() => client.pushed.find(({ version }) => version === 9));
  expect(client.pushed.filter(({ uri }) => path.basename(uri) === path.basename(COMP))).toHaveLength(2);
});
