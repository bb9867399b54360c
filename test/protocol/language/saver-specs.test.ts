import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { ApplyWorkspaceEditParams, CodeAction, WorkspaceEdit } from 'vscode-languageserver';
import { saversOfCompSchema, saversSchema, specSchema } from '../../../client/render-spec/saver-answers.ts';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { FULL_CLIENT, LanguageClient } from './language-client.ts';
import { applyEdits, type Range, readMarkers } from './marked-text.ts';

const STEP = '05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP';
const CONFIG = 'version: 1\nproject: { id: DEMO }\nsteps: { COMP: { renderSpec: specs/comp.renderspec.yaml } }\n';
const SPEC = 'fusion:\n  final: { format: OpenEXRFormat, image_sequence: true }\n';
const comp = (file: string, format: string) =>
  `Composition {\r\n\tTools = {\r\n\t\t-- 🎬\r\n\t\t_FINAL = Saver { -- 🎬|\r\n\t\t\tInputs = {\r\n\t\t\t\tClip = Input { Value = Clip { Filename = "Comp:/🎬${file}", FormatID = "${format}" } },\r\n\t\t\t\tOutputFormat = Input { Value = FuID { "${format}" } },\r\n\t\t\t},\r\n\t\t},\r\n\t\tA = Saver { },\r\n\t}\r\n}\r\n`;

/** A step with a render spec on disk; gives the address of its comp and the path of the spec. */
async function stepOnDisk(): Promise<{ uri: string; specFile: string }> {
  const root = await temporaryFolder();
  await mkdir(path.join(root, STEP), { recursive: true });
  await mkdir(path.join(root, 'specs'));
  await writeFile(path.join(root, 'compline.yaml'), CONFIG);
  const specFile = path.join(root, 'specs/comp.renderspec.yaml');
  await writeFile(specFile, SPEC);
  return { uri: pathToFileURL(path.join(root, STEP, 'DEMO_S_SH010_COMP.comp')).href, specFile };
}

function edited(text: string, edit: WorkspaceEdit | undefined): string {
  const [change] = edit?.documentChanges ?? [];
  const edits = change !== undefined && 'edits' in change ? change.edits : [];
  const plain: readonly { range: Range; newText: string }[] = JSON.parse(JSON.stringify(edits));
  return applyEdits(text, plain);
}

test('a Saver is set as the spec says, by an action and by a command', async () => {
  const { uri, specFile } = await stepOnDisk();
  await using client = await LanguageClient.start(FULL_CLIENT, { commands: true });
  const { text, cursor, cursorOffset } = readMarkers(comp('.mov', 'QuickTimeMovies'));
  await client.open(uri, text);
  const [action, ...others] = (
    await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: cursor, end: cursor },
      context: { diagnostics: [], only: ['refactor'], triggerKind: 1 },
    })
  ).filter(({ title }) => title.includes('render spec'));
  expect(action?.title).toBe('Set _FINAL as the render spec says of the final');
  expect(others.map(({ title, command }) => [title, command?.command, command?.arguments])).toEqual([
    ['Create a render spec from _FINAL…', 'compline.createSpecFromSaver', [uri, String(text.indexOf('_FINAL'))]],
  ]);
  const expected = readMarkers(comp('.0000.exr', 'OpenEXRFormat')).text;
  expect(edited(text, (await client.request<CodeAction>('codeAction/resolve', action)).edit)).toBe(expected);

  const run = (command: string, ...args: readonly string[]) =>
    client.request('workspace/executeCommand', { command, arguments: args });
  const final = { name: '_FINAL', offset: text.indexOf('_FINAL'), output: 'final', isMeant: true };
  const other = { name: 'A', offset: text.indexOf('A = Saver'), isMeant: false };
  const answer = await run('compline.savers', uri, String(cursorOffset));
  expect(saversOfCompSchema.parse(answer)).toEqual({ savers: [final, other], specFile });
  let result = '';
  client.connection.onRequest('workspace/applyEdit', ({ edit }: ApplyWorkspaceEditParams) => {
    result = edited(text, edit);
    return { applied: true };
  });
  expect(await run('compline.applySaverSpec', uri, String(final.offset), 'final')).toBe(3);
  expect(result).toBe(expected);
  await expect(run('compline.applySaverSpec', uri, String(final.offset), 'preview')).rejects.toThrow(
    'nothing of a preview',
  );
  await expect(run('compline.applySaverSpec', uri, 'x', 'preview')).rejects.toThrow('offset of a Saver');
});

test('a spec is written from a Saver, new and into another, also without a file', async () => {
  await using client = await LanguageClient.start();
  const uri = 'untitled:Untitled-1';
  const { text } = readMarkers(comp('.mov', 'QuickTimeMovies'));
  await client.open(uri, text);
  const run = (command: string, ...args: readonly string[]) =>
    client.request('workspace/executeCommand', { command, arguments: args });
  const at = String(text.indexOf('_FINAL'));
  const lines = '    format: QuickTimeMovies\n    image_sequence: false\n';
  const written = { text: `fusion:\n  preview:\n${lines}`, notices: [] };
  expect(await run('compline.specOfSaver', uri, at, 'preview')).toEqual(written);
  const into = '# 🎬\nfusion:\n  preview: {}\n';
  const range = { start: into.indexOf(' {}'), end: into.indexOf(' {}') + 3 };
  expect(specSchema.parse(await run('compline.specOfSaver', uri, at, 'preview', into))).toEqual({
    edits: [{ range, newText: `\n${lines.trimEnd()}` }],
    notices: [],
  });
  expect(await run('compline.specOfSaver', uri, at, 'preview', 'a: [')).toMatchObject({ reason: /faults/ });
  expect(await run('compline.specOfSaver', uri, '0', 'preview')).toEqual({ reason: 'This Saver is no longer there.' });
  expect(await run('compline.savers', uri)).toMatchObject({ savers: [{ isMeant: true }, { isMeant: false }] });

  const clip =
    '{ Tools = ordered() { A = Loader { }, S = Saver { Inputs = { OutputFormat = Input { Value = FuID { "PNGFormat" } } } } } }';
  const copied = String(clip.indexOf('S = Saver'));
  expect(saversSchema.parse(await run('compline.clipSavers', clip))).toEqual([
    { name: 'S', offset: Number(copied), isMeant: true },
  ]);
  expect(await run('compline.specOfClip', clip, copied, 'preview')).toEqual({
    text: 'fusion:\n  preview:\n    format: PNGFormat\n    image_sequence: true\n',
    notices: [],
  });
  expect(await run('compline.clipSavers', 'no tools')).toEqual([]);
});
