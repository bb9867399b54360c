import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, eventually, inWorkspace, open } from './workspace.ts';

const TEXT = `Composition {
	RenderRange = { 1001, 1012 },
	Tools = {
		Plate = Loader {
			Inputs = {
			},
			ViewInfo = OperatorInfo { Pos = { 0, 0 } },
		},
		Title = TextPlus {
			Inputs = {
				Red1 = Input { Value = 1, },
				Green1 = Input { Value = 0.5, },
				Blue1 = Input { Value = 0, },
			},
			ViewInfo = OperatorInfo { Pos = { 0, 33 } },
		},
		Over = Merge {
			Inputs = {
				Center = Input { Value = { 0.5, 0.5 }, },
				Background = Input {
					SourceOp = "Plate",
					Source = "Output",
				},
				Foreground = Input {
					SourceOp = "Title",
					Source = "Output",
				},
			},
			ViewInfo = OperatorInfo { Pos = { 110, 0 } },
		},
	},
}
`;

const uri = () => inWorkspace('features.comp');

/** The position after a piece of the text. */
const behind = (document: vscode.TextDocument, piece: string): vscode.Position => {
  const at = document.getText().indexOf(piece);
  assert.notEqual(at, -1, piece);
  return document.positionAt(at + piece.length);
};

/** Runs one of VS Code's own commands for the file, with the arguments that follow the file's address. */
const ask = <T>(command: string, ...args: readonly unknown[]): Thenable<T> =>
  vscode.commands.executeCommand<T>(command, uri(), ...args);

const whole = ({ lineCount }: vscode.TextDocument): vscode.Range => new vscode.Range(0, 0, lineCount, 0);

describe('VS Code', () => {
  let document: vscode.TextDocument;

  /** The labels that are suggested after a piece of the text. */
  const suggestionsAfter = async (piece: string, trigger?: string): Promise<readonly string[]> => {
    const position = behind(document, piece);
    const { items } = await ask<vscode.CompletionList>('vscode.executeCompletionItemProvider', position, trigger);
    return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  };

  before(async () => {
    await activated();
    await vscode.workspace.fs.writeFile(uri(), new TextEncoder().encode(TEXT));
    document = await open(uri());
    await eventually('the server answers', async () => {
      const found = await ask<vscode.DocumentSymbol[] | undefined>('vscode.executeDocumentSymbolProvider');
      return found !== undefined && found.length > 0;
    });
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.workspace.fs.delete(uri());
  });

  it('suggests the tools that may feed an input, without what is fed by it', async () => {
    assert.deepEqual((await suggestionsAfter('SourceOp = "', '"')).slice(0, 2), ['Title', 'Plate']);
  });

  it('suggests the inputs of a tool, and no whole tools among them', async () => {
    const labels = await suggestionsAfter('Over = Merge {\n\t\t\tInputs = {');
    for (const input of ['ApplyMode', 'Blend', 'EffectMask']) assert.ok(labels.includes(input), input);
    assert.ok(!labels.includes('Merge'), 'a tool');
  });

  it('suggests whole tools, with a name that is free and its place to go on typing', async () => {
    const position = behind(document, 'Tools = {');
    const { items } = await ask<vscode.CompletionList>('vscode.executeCompletionItemProvider', position);
    const blur = items.find(({ label }) => (typeof label === 'string' ? label : label.label) === 'Blur');
    const text = blur?.insertText instanceof vscode.SnippetString ? blur.insertText.value : '';
    assert.match(text, /^ ?\$\{1:Blur1\} = Blur \{/);
  });

  it('helps with the parts of a point', async () => {
    const position = behind(document, 'Center = Input { Value = { 0.5, ');
    const { signatures, activeParameter } = await ask<vscode.SignatureHelp>(
      'vscode.executeSignatureHelpProvider',
      position,
    );
    assert.equal(signatures[0]?.label, 'Center = { x, y }');
    assert.equal(activeParameter, 1);
  });

  it('tells in a hover what feeds a tool', async () => {
    const hovers = await ask<vscode.Hover[]>('vscode.executeHoverProvider', behind(document, '\t\tOv'));
    const text = hovers
      .flatMap(({ contents }) => contents.map((it) => (typeof it === 'string' ? it : it.value)))
      .join();
    assert.match(text, /Over/);
    assert.match(text, /Plate\.Output/);
  });

  it('renames a tool with all that names it', async () => {
    const edit = await ask<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      behind(document, 'SourceOp = "Ti'),
      'Claim',
    );
    const lines = edit
      .get(uri())
      .map(({ range, newText }) => `${document.lineAt(range.start.line).text.trim()} → ${newText}`);
    assert.deepEqual(lines.sort(), ['SourceOp = "Title", → Claim', 'Title = TextPlus { → Claim']);
  });

  it('finds what a tool is named by', async () => {
    const found = await ask<vscode.Location[]>('vscode.executeReferenceProvider', behind(document, '\t\tPla'));
    assert.equal(found.length, 2);
  });

  it('goes from a tool to those that feed it, and to those it feeds', async () => {
    const [item] = await ask<vscode.CallHierarchyItem[]>('vscode.prepareCallHierarchy', behind(document, '\t\tOv'));
    const feeding = await vscode.commands.executeCommand<vscode.CallHierarchyIncomingCall[]>(
      'vscode.provideIncomingCalls',
      item,
    );
    assert.deepEqual(feeding.map(({ from }) => from.name).sort(), ['Plate', 'Title']);
    const [plate] = await ask<vscode.CallHierarchyItem[]>('vscode.prepareCallHierarchy', behind(document, '\t\tPla'));
    const fed = await vscode.commands.executeCommand<vscode.CallHierarchyOutgoingCall[]>(
      'vscode.provideOutgoingCalls',
      plate,
    );
    assert.deepEqual(
      fed.map(({ to }) => to.name),
      ['Over'],
    );
  });

  it('finds a tool in the whole workspace', async () => {
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'Over',
    );
    assert.ok(found.some(({ name, location }) => name === 'Over' && location.uri.path === uri().path));
  });

  it('colours names by what they are', async () => {
    const legend = await ask<vscode.SemanticTokensLegend>('vscode.provideDocumentSemanticTokensLegend');
    const { data } = await ask<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens');
    const types = new Set<string | undefined>();
    for (let at = 3; at < data.length; at += 5) types.add(legend.tokenTypes[data[at] ?? -1]);
    for (const type of ['variable', 'type', 'property']) assert.ok(types.has(type), type);
  });

  it('shows colours, and writes the one that is picked', async () => {
    const [found] = await ask<vscode.ColorInformation[]>('vscode.executeDocumentColorProvider');
    assert.deepEqual([found?.color.red, found?.color.green, found?.color.blue], [1, 0.5, 0]);
    const [written] = await vscode.commands.executeCommand<vscode.ColorPresentation[]>(
      'vscode.executeColorPresentationProvider',
      new vscode.Color(0.25, 0.5, 0, 1),
      { uri: uri(), range: found?.range },
    );
    assert.ok(written?.textEdit?.newText.includes('0.25'), JSON.stringify(written));
  });

  it('folds tables, and widens a selection from a word to its tool', async () => {
    const folds = await ask<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider');
    const tool = behind(document, '\t\tTitle = ').line;
    assert.ok(folds.some(({ start }) => start === tool));
    const [selection] = await ask<vscode.SelectionRange[]>('vscode.executeSelectionRangeProvider', [
      behind(document, 'SourceOp = "Pl'),
    ]);
    const widths: string[] = [];
    for (let at = selection; at !== undefined; at = at.parent) widths.push(document.getText(at.range));
    assert.equal(widths[0], 'Plate');
    assert.ok(widths.some((it) => it.startsWith('Over = Merge {')));
  });

  it('lays out what is out of its place, and nothing else', async () => {
    const options = { insertSpaces: false, tabSize: 4 };
    assert.equal(
      (await ask<vscode.TextEdit[] | undefined>('vscode.executeFormatDocumentProvider', options))?.length ?? 0,
      0,
    );
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri(), behind(document, '\n\t\t\tInputs = {').with({ character: 0 }), '    ');
    assert.ok(await vscode.workspace.applyEdit(edit));
    const edits = await ask<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', options);
    const mended = new vscode.WorkspaceEdit();
    mended.set(uri(), edits);
    assert.ok(await vscode.workspace.applyEdit(mended));
    assert.equal(document.getText(), TEXT);
  });

  it('says how long a range is', async () => {
    const hints = await ask<vscode.InlayHint[]>('vscode.executeInlayHintProvider', whole(document));
    assert.deepEqual(
      hints.map(({ label }) => label),
      ['12 frames'],
    );
  });
});
