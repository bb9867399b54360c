import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { ApplyWorkspaceEditParams, WorkspaceEdit } from 'vscode-languageserver';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { FULL_CLIENT, LanguageClient } from './language-client.ts';
import { applyEdits, type Range } from './marked-text.ts';

const STEP = '05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP';
const CONFIG = 'version: 1\nproject: { id: DEMO }\nframeRate: 25\nshots: { SH010: { frames: 1001-1050 } }\n';
const comp = (first: number, last: number, rate: number) =>
  `Composition {\r\n\t-- 🎬\r\n\tRenderRange = { ${first}, ${last} },\r\n\tGlobalRange = { 1001, 1050 },\r\n\tTools = { _FINAL = Saver { }, _PREVIEW = Saver { } },\r\n\tPrefs = { Comp = { FrameFormat = { Rate = ${rate} } } }\r\n}\r\n`;

function edited(text: string, edit: WorkspaceEdit): string {
  const [change] = edit.documentChanges ?? [];
  const edits = change !== undefined && 'edits' in change ? change.edits : [];
  const plain: readonly { range: Range; newText: string }[] = JSON.parse(JSON.stringify(edits));
  return applyEdits(text, plain);
}

test('a comp is set up as its shot is: told first, then some of it, then all', async () => {
  const root = await temporaryFolder();
  await mkdir(path.join(root, STEP), { recursive: true });
  await writeFile(path.join(root, 'compline.yaml'), CONFIG);
  const uri = pathToFileURL(path.join(root, STEP, 'DEMO_S_SH010_COMP.comp')).href;
  await using client = await LanguageClient.start(FULL_CLIENT, { commands: true });
  const text = comp(1, 9, 24);
  await client.open(uri, text);
  const run = (...args: readonly string[]) =>
    client.request('workspace/executeCommand', { command: 'compline.applySetup', arguments: [uri, ...args] });

  const results: string[] = [];
  let applied = true;
  client.connection.onRequest('workspace/applyEdit', ({ edit }: ApplyWorkspaceEditParams) => {
    results.push(edited(text, edit));
    return { applied };
  });
  const changes = ['RenderRange: 1001 to 1050', 'Rate: 25'];
  expect(await run('list')).toEqual({ changes, notes: [] });
  expect(results).toEqual([]);
  expect(await run('only', 'Rate: 25', 'what is no change')).toEqual({ changes: ['Rate: 25'], notes: [] });
  expect(await run()).toEqual({ changes, notes: [] });
  expect(results).toEqual([comp(1, 9, 25), comp(1001, 1050, 25)]);
  applied = false;
  await expect(run()).rejects.toThrow('The file has changed meanwhile');

  const right = pathToFileURL(path.join(root, STEP, 'other.comp')).href;
  await client.open(right, comp(1001, 1050, 25));
  results.length = 0;
  const again = { command: 'compline.applySetup', arguments: [right] };
  expect(await client.request('workspace/executeCommand', again)).toEqual({ changes: [], notes: [] });
  expect(results).toEqual([]);
});
