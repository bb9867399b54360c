import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, compOf, eventually, inWorkspace, open, rewrite } from './workspace.ts';

const PLATES = '05-SHOTS/DEMO_S_SH020/DEMO_S_SH020_PLATE/_published';

describe('the files that a comp names', () => {
  const comp = () => compOf('SH020', 'COMP');

  const lenses = async (): Promise<readonly string[]> => {
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', comp(), 99);
    return found.map((it) => it.command?.title ?? '');
  };

  before(async () => {
    await activated();
    await open(comp());
  });

  it('are links to the first frame that is there', async () => {
    const uri = inWorkspace('links.comp');
    const text = `Composition { Tools = { L = Loader { Clips = { Clip { Filename = "${PLATES}/001_OK/DEMO_S_SH020_PLATE.0001.exr" } } } } }`;
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    await open(uri);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', uri, 9);
    assert.deepEqual(
      links.map((it) => it.target?.path),
      [inWorkspace(`${PLATES}/001_OK/DEMO_S_SH020_PLATE.1001.exr`).path],
    );
  });

  it('have lenses above their tools', async () => {
    await open(comp());
    const titles = await eventually('there are lenses', async () => {
      const found = await lenses();
      return found.includes('All 12 frames on disk') ? found : undefined;
    });
    for (const title of ['Newest version v001', 'Publish…', 'Open Folder']) assert.ok(titles.includes(title), title);
  });

  it('are updated to the newest published version', async () => {
    const document = await open(comp());
    const original = document.getText();
    const newest = inWorkspace(`${PLATES}/002_OK`);
    await vscode.workspace.fs.copy(inWorkspace(`${PLATES}/001_OK`), newest);
    try {
      await eventually('the lens says so', async () => (await lenses()).includes('Newest version v002 — update'));
      await vscode.commands.executeCommand('compline.updateLoaders');
      await eventually('the Loader reads it', () => document.getText().includes('/_published/002_OK/'));
    } finally {
      await vscode.workspace.fs.delete(newest, { recursive: true });
      await rewrite(document, original);
    }
  });

  it('and the ranges of the comp have hints', async () => {
    const document = await open(comp());
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      comp(),
      all,
    );
    assert.ok(hints.some((it) => it.label === '12 frames'));
  });

  it('are relinked by a code action that leads to a command', async () => {
    const document = await open(comp());
    const at = document.positionAt(document.getText().indexOf('_published/001_OK'));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      comp(),
      new vscode.Range(at, at),
      vscode.CodeActionKind.Refactor.value,
    );
    const relink = actions.find((it) => it.command?.command === 'compline.relinkFolder');
    assert.equal(relink?.title, 'Relink this folder…');
  });
});
