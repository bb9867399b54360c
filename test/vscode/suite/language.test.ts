import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, compOf, diagnosticsOf, eventually, inWorkspace, open, rewrite } from './workspace.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

async function openNew(name: string, text: string): Promise<vscode.TextDocument> {
  const uri = inWorkspace(name);
  await vscode.workspace.fs.writeFile(uri, encode(text));
  return open(uri);
}

describe('the language of a document', () => {
  before(activated);

  it('is fusion-comp for a comp', async () => {
    assert.equal((await open(compOf('SH020', 'COMP'))).languageId, 'fusion-comp');
  });

  it('is fusion-comp for a setting', async () => {
    const document = await openNew('glow.setting', '{\n\tTools = ordered() {\n\t}\n}\n');
    assert.equal(document.languageId, 'fusion-comp');
  });

  it('is another for a compute shader that is called .comp', async () => {
    const shader = '#version 450\nlayout(local_size_x = 8) in;\nvoid main() {}\n';
    const { uri } = await openNew('blur.comp', shader);
    const document = await eventually('the shader is no comp', () =>
      vscode.workspace.textDocuments.find(
        (it) => it.uri.toString() === uri.toString() && it.languageId !== 'fusion-comp',
      ),
    );
    assert.equal(document.getText(), shader);
    await eventually('the shader has no diagnostics', () => vscode.languages.getDiagnostics(uri).length === 0);
  });

  it('is fusion-comp for what Fusion copies, pasted into a new file', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext' });
    const { uri } = (await vscode.window.showTextDocument(document)).document;
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), '{\n\tTools = ordered() {\n\t\tBlur1 = Blur {\n\t\t}\n\t}\n}');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await eventually('the new file is a comp', () =>
      vscode.workspace.textDocuments.some(
        (it) => it.uri.toString() === uri.toString() && it.languageId === 'fusion-comp',
      ),
    );
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('is decided when an empty file gets its text', async () => {
    const document = await openNew('late.comp', '');
    assert.equal(document.languageId, 'fusion-comp');
    await rewrite(document, '#version 450\nvoid main() {}\n');
    await eventually('the text has decided', () => document.languageId !== 'fusion-comp');
  });

  it('is what files.associations says', async () => {
    const settings = vscode.workspace.getConfiguration('files');
    await settings.update('associations', { 'by-hand*.comp': 'json' }, vscode.ConfigurationTarget.Workspace);
    try {
      const document = await openNew('by-hand.comp', 'Composition {\n}\n');
      await openNew('after.comp', 'Composition {\n}\n');
      assert.equal(document.languageId, 'json');
    } finally {
      await settings.update('associations', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('stays what the user has chosen', async () => {
    const document = await openNew('chosen.comp', 'Composition {\n}\n');
    await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    await openNew('other.comp', 'Composition {\n}\n');
    assert.equal(document.languageId, 'plaintext');
  });
});

describe('the language features', () => {
  const comp = () => compOf('SH010', 'COMP');
  let original = '';

  before(async () => {
    await activated();
    original = (await open(comp())).getText();
  });

  it('show what is wrong in a comp', async () => {
    const found = await diagnosticsOf(comp(), ['dangling-source', 'saver-no-create-dir']);
    const error = found.find((it) => it.severity === vscode.DiagnosticSeverity.Error);
    assert.match(error?.message ?? '', /ColorCorector1/);
    assert.equal(error?.source, 'compline');
  });

  it('mend it by a quick fix', async () => {
    const document = await open(comp());
    const found = await diagnosticsOf(comp(), ['dangling-source', 'saver-no-create-dir']);
    for (const diagnostic of found) {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        comp(),
        diagnostic.range,
        vscode.CodeActionKind.QuickFix.value,
        10,
      );
      const fix = actions.find((it) => it.isPreferred && it.edit !== undefined);
      assert.ok(fix?.edit, `there is a preferred fix for: ${diagnostic.message}`);
      assert.ok(await vscode.workspace.applyEdit(fix.edit));
    }
    await diagnosticsOf(comp(), []);
    assert.match(document.getText(), /SourceOp = "ColorCorrector1"/);
    assert.match(document.getText(), /CreateDir = Input/);
    await rewrite(document, original);
  });

  it('outline the flow', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      comp(),
    );
    const names = symbols.flatMap((it) => [it.name, ...it.children.map((child) => child.name)]);
    for (const tool of ['Plate', 'ColorCorrector1', 'Reframe', '_FINAL']) assert.ok(names.includes(tool), tool);
  });

  it('lead from an input to the tool that feeds it', async () => {
    const document = await open(comp());
    const at = document.positionAt(document.getText().indexOf('SourceOp = "Reframe"') + 'SourceOp = "Re'.length);
    const [target] = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      comp(),
      at,
    );
    assert.ok(target);
    const range = 'targetUri' in target ? (target.targetSelectionRange ?? target.targetRange) : target.range;
    assert.match(document.lineAt(range.start.line).text, /Reframe = Transform/);
  });

  it('take up a severity from the settings', async () => {
    await open(comp());
    const settings = vscode.workspace.getConfiguration('compline', comp());
    await settings.update('checks', { 'saver-no-create-dir': 'off' }, vscode.ConfigurationTarget.Workspace);
    try {
      await diagnosticsOf(comp(), ['dangling-source']);
    } finally {
      await settings.update('checks', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await diagnosticsOf(comp(), ['dangling-source', 'saver-no-create-dir']);
  });
});

describe('the language server', () => {
  it('is started anew by the command, and shows again what is wrong', async () => {
    const api = await activated();
    const comp = compOf('SH010', 'COMP');
    await open(comp);
    await diagnosticsOf(comp, ['dangling-source', 'saver-no-create-dir']);
    const states: string[] = [];
    const subscription = api.onLanguageServerState((state) => states.push(state));
    await vscode.commands.executeCommand('compline.restartLanguageServer');
    subscription.dispose();
    assert.deepEqual(states, ['idle', 'starting', 'running']);
    await diagnosticsOf(comp, ['dangling-source', 'saver-no-create-dir']);
  });
});
