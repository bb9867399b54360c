import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { FULL_CLIENT, LanguageClient, PLAIN_CLIENT } from './language-client.ts';

const COMP = `Composition { Tools = { Plate = Loader { Clips = { Clip {
  Filename = "Comp:/plate.1001.exr", StartFrame = 1001, Length = 3, TrimIn = 0, TrimOut = 2 } } } } }`;

let folder: string;
let uri: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  uri = addressOf('a.comp');
  await mkdir(path.join(folder, 'versions'));
  for (const frame of [1001, 1003]) await writeFile(path.join(folder, `plate.${frame}.exr`), '');
});

const addressOf = (name: string) => pathToFileURL(path.join(folder, name)).href;
const changed = (client: LanguageClient, name: string) =>
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: addressOf(name), type: 1 }] });

const GAP = { code: 'media-gaps', severity: 2, message: 'Frame 1002 of Plate is not on disk.' };

describe('to a client that asks', () => {
  test('a missing frame is told, and it is asked again when the frame is there', async () => {
    await using client = new LanguageClient();
    const refreshed = new Promise<void>((resolve) => {
      client.connection.onRequest('workspace/diagnostic/refresh', () => {
        resolve();
        return null;
      });
    });
    await client.initialize(FULL_CLIENT);
    await client.open(uri, COMP);
    const first = await client.pull(uri);
    expect(first).toMatchObject({ kind: 'full', items: [GAP] });
    expect(await client.pull(uri, first.resultId)).toMatchObject({ kind: 'unchanged' });
    await writeFile(path.join(folder, 'plate.1002.exr'), '');
    await changed(client, 'plate.1002.exr');
    await refreshed;
    expect(await client.pull(uri, first.resultId)).toMatchObject({ kind: 'full', items: [] });
  });

  test('it is told what to watch', async () => {
    await using client = new LanguageClient();
    const registered = new Promise<unknown>((resolve) => {
      client.connection.onRequest('client/registerCapability', ({ registrations }) => {
        resolve(registrations);
        return null;
      });
    });
    const workspace = { ...FULL_CLIENT.workspace, didChangeWatchedFiles: { dynamicRegistration: true } };
    await client.initialize({ ...FULL_CLIENT, workspace });
    const watched = JSON.stringify(await registered);
    expect(watched).toContain('workspace/didChangeWatchedFiles');
    expect(watched).toContain('exr');
    expect(watched).toContain('yaml');
  });

  test('the project silences a check for a file, and another severity of the client does not undo it', async () => {
    const config = 'version: 1\nproject: { id: DEMO }\nsilence: [{ codes: media-gaps, files: "*.comp" }]\n';
    await writeFile(path.join(folder, 'compline.yaml'), config);
    await using client = await LanguageClient.start(FULL_CLIENT, { checks: { 'media-gaps': 'error' } });
    await client.open(uri, COMP);
    expect(await client.diagnostics(uri)).toEqual([]);
    await client.open(addressOf('versions/a.comp'), COMP.replace('Comp:/', 'Comp:/../'));
    expect(await client.diagnostics(addressOf('versions/a.comp'))).toMatchObject([{ ...GAP, severity: 1 }]);
  });

  test('a quick fix reads the newest version', async () => {
    const step = '05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP';
    await writeFile(path.join(folder, 'compline.yaml'), 'version: 1\nproject: { id: DEMO }\n');
    for (const version of ['001', '002']) {
      await mkdir(path.join(folder, 'plate/_published', version), { recursive: true });
      await writeFile(path.join(folder, 'plate/_published', version, 'plate.mov'), '');
    }
    await using client = await LanguageClient.start();
    const comp = addressOf(`${step}/DEMO_S_SH010_COMP.comp`);
    const file = 'Comp:/../../../plate/_published/001/plate.mov';
    const text = `Composition { Tools = { L = Loader { Clips = { Clip { Filename = "${file}" } } } } }`;
    await client.open(comp, text);
    const [diagnostic] = await client.diagnostics(comp);
    expect(diagnostic).toMatchObject({ code: 'loader-outdated', severity: 3 });
    const actions = await client.request('textDocument/codeAction', {
      textDocument: { uri: comp },
      range: diagnostic?.range,
      context: { diagnostics: [diagnostic], only: ['quickfix'] },
    });
    expect(actions).toMatchObject([
      { title: 'Read v002', edit: { documentChanges: [{ edits: [{ newText: `"${file.replace('001', '002')}"` }] }] } },
    ]);
  });

  test('after a fix the project and the disk are asked again at once', async () => {
    const step = '05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP';
    await writeFile(path.join(folder, 'compline.yaml'), 'version: 1\nproject: { id: DEMO }\nframeRate: 24\n');
    await using client = await LanguageClient.start();
    const comp = addressOf(`${step}/DEMO_S_SH010_COMP.comp`);
    const text = 'Composition { Tools = { }, Prefs = { Comp = { FrameFormat = { Rate = 25 } } } }';
    await client.open(comp, text);
    expect(await client.diagnostics(comp)).toMatchObject([{ code: 'comp-frame-rate' }]);
    const at = { line: 0, character: text.indexOf('25') };
    const change = (newText: string) => [
      { range: { start: at, end: { line: 0, character: at.character + 2 } }, text: newText },
    ];
    await client.change(comp, change('24'));
    expect(await client.diagnostics(comp)).toEqual([]);
    await client.change(comp, change('30'));
    expect(await client.diagnostics(comp)).toMatchObject([{ message: expect.stringContaining('30') }]);
  });
});

test('to a client that cannot ask, a missing frame is told, and taken back when the frame is there', async () => {
  await using client = await LanguageClient.start(PLAIN_CLIENT);
  await client.open(uri, COMP);
  await client.until(() => client.pushed.find(({ diagnostics }) => diagnostics.length > 0));
  expect(client.pushed.at(-1)).toMatchObject({ uri, diagnostics: [GAP] });
  await writeFile(path.join(folder, 'plate.1002.exr'), '');
  await changed(client, 'plate.1002.exr');
  await client.until(() => (client.pushed.at(-1)?.diagnostics.length === 0 ? true : undefined));
});

test('a document that is no file has no place', async () => {
  await using client = await LanguageClient.start();
  await client.open('untitled:a.comp', COMP);
  expect(await client.diagnostics('untitled:a.comp')).toEqual([]);
  expect(client.log).toEqual([]);
});
