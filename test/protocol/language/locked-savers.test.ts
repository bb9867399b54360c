import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { ApplyWorkspaceEditParams, CodeAction, WorkspaceEdit } from 'vscode-languageserver';
import { pipelineLocksSchema } from '../../../client/media/lock-pipeline-answer.ts';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { FULL_CLIENT, LanguageClient, PLAIN_CLIENT } from './language-client.ts';
import { applyEdits, type Range, readMarkers } from './marked-text.ts';

const STEP = '05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP';
const CONFIG = 'version: 1\nproject: { id: DEMO }\nsteps: { COMP: { saver: OUT } }\n';
const CODE = 'locked-tool-edited';

const saver = (name: string, state = '') =>
  `\t\t-- 🎬\r\n\t\t${name} = Saver {\r\n${state}\t\t\tInputs = { Depth = Input { Value = 1, }, },\r\n\t\t},\r\n`;
const LOCKED = '\t\t\tLocked = true,\r\n';
const comp = (count: number, tools: string) =>
  `Composition {\r\n\tLockedTools = ${count},\r\n\tTools = {\r\n${tools}\t},\r\n}\r\n`;

/** The text after an edit that the server sent. */
function edited(text: string, edit: WorkspaceEdit | undefined): string {
  const [change] = edit?.documentChanges ?? [];
  const edits = change !== undefined && 'edits' in change ? change.edits : [];
  const plain: readonly { range: Range; newText: string }[] = JSON.parse(JSON.stringify(edits));
  return applyEdits(text, plain);
}

/** What is found of edits, by the words that it marks. */
async function found(client: LanguageClient, uri: string) {
  return (await client.diagnostics(uri)).filter(({ code }) => code === CODE);
}

test('the Savers of the pipeline are locked by one edit', async () => {
  const root = await temporaryFolder();
  await mkdir(path.join(root, STEP), { recursive: true });
  await writeFile(path.join(root, 'compline.yaml'), CONFIG);
  const ofStep = pathToFileURL(path.join(root, STEP, 'DEMO_S_SH010_COMP.comp')).href;
  await using client = await LanguageClient.start();
  const applied: ApplyWorkspaceEditParams[] = [];
  client.connection.onRequest('workspace/applyEdit', (params: ApplyWorkspaceEditParams) => {
    applied.push(params);
    return { applied: true };
  });
  const run = async (uri: string, text: string) => {
    await client.open(uri, text);
    const answer = await client.request('workspace/executeCommand', {
      command: 'compline.applyPipelineLocks',
      arguments: [uri],
    });
    const [edit, ...others] = applied.splice(0);
    expect(others).toEqual([]);
    if (edit !== undefined) expect(edit.label).toBe('Lock Pipeline Nodes');
    return { ...pipelineLocksSchema.parse(answer), text: edit && edited(text, edit.edit) };
  };
  const some = comp(1, saver('_FINAL', LOCKED) + saver('OUT') + saver('_PREVIEW') + saver('S'));
  // The name that the project gives its Saver is known where the project is.
  expect(await run(ofStep, some)).toEqual({
    locked: ['OUT', '_PREVIEW'],
    already: ['_FINAL'],
    text: comp(3, saver('_FINAL', LOCKED) + saver('OUT', LOCKED) + saver('_PREVIEW', LOCKED) + saver('S')),
  });
  expect(await run('untitled:Untitled-1', some)).toMatchObject({ locked: ['_PREVIEW'], already: ['_FINAL'] });
  expect(await run('test:/all.comp', comp(1, saver('_FINAL', LOCKED)))).toEqual({ locked: [], already: ['_FINAL'] });
  expect(await run('test:/none.comp', comp(0, saver('S')))).toEqual({ locked: [], already: [] });
  expect(await run('test:/torn.comp', '{ Tools = {')).toEqual({ locked: [], already: [] });
});

test('an edit in a locked Saver is told with what takes it back, until it is saved or undone', async () => {
  await using client = await LanguageClient.start();
  const uri = 'test:/a.comp';
  const marked = comp(1, saver('_FINAL', LOCKED)).replace('Value = 1', 'Value = «1»');
  const { text, ranges } = readMarkers(marked);
  const [range] = ranges;
  await client.open(uri, text);
  const write = (newText: string) => client.change(uri, [{ range, text: newText }]);
  expect(await found(client, uri)).toEqual([]);
  await write('2');
  expect(await found(client, uri)).toMatchObject([
    { range, severity: 2, message: '_FINAL is locked, but was changed here. The change is not saved yet.' },
  ]);
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics: [], only: ['quickfix'] },
  });
  const changed = text.replace('Value = 1', 'Value = 2');
  expect(actions.map(({ title, edit }) => [title, edited(changed, edit)])).toEqual([
    ['Take the edit back', text],
    ['Unlock _FINAL', changed.replace('LockedTools = 1', 'LockedTools = 0').replace('= true', '= false')],
  ]);
  await write('1');
  expect(await found(client, uri)).toEqual([]);
  await write('3');
  expect(await found(client, uri)).toHaveLength(1);
  let refreshed = 0;
  client.connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshed += 1;
    client.wake();
    return null;
  });
  await client.notify('textDocument/didSave', { textDocument: { uri } });
  await client.until(() => (refreshed > 0 ? true : undefined));
  expect(await found(client, uri)).toEqual([]);
  await write('4');
  expect(await found(client, uri)).toHaveLength(1);
  // Opened again, it is compared with what is opened.
  await client.close(uri);
  await client.open(uri, text.replace('Value = 1', 'Value = 4'));
  expect(await found(client, uri)).toEqual([]);
});

test('a client that cannot ask is told, and told again when the edit is saved', async () => {
  await using client = await LanguageClient.start({ ...PLAIN_CLIENT, workspace: FULL_CLIENT.workspace ?? {} });
  const uri = 'test:/a.comp';
  const text = comp(1, saver('_FINAL', LOCKED));
  await client.open(uri, text, 'fusion-comp', 1);
  await client.change(uri, [{ text: text.replace('Value = 1', 'Value = 2') }], 2);
  await client.until(() => client.pushed.find((it) => it.diagnostics.some(({ code }) => code === CODE)));
  const before = client.pushed.length;
  await client.notify('textDocument/didSave', { textDocument: { uri } });
  const [told] = await client.until(() => (client.pushed.length > before ? client.pushed.slice(before) : undefined));
  expect(told).toMatchObject({ uri, version: 2 });
  expect(told?.diagnostics.filter(({ code }) => code === CODE)).toEqual([]);
});

test('saving what is not open, or what nobody knows, is nothing', async () => {
  await using client = await LanguageClient.start(FULL_CLIENT);
  await client.notify('textDocument/didSave', { textDocument: { uri: 'test:/none.comp' } });
  await client.open('test:/a.txt', 'text', 'plaintext');
  await client.notify('textDocument/didSave', { textDocument: { uri: 'test:/a.txt' } });
  expect(await client.diagnostics('test:/a.txt')).toEqual([]);
  expect(client.log).toEqual([]);
});
