import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, codeOf, compOf, diagnosticsOf, eventually, inWorkspace, open } from './workspace.ts';

const SPEC = ['pipeline', 'comp.renderspec.yaml'];
const PROJECT = ['04-GENERATED', 'teaser.sorastudio'];

/** The words of the hover at a piece of a document. */
async function hoverAt(document: vscode.TextDocument, piece: string): Promise<string> {
  const at = document.getText().indexOf(piece);
  assert.notEqual(at, -1, piece);
  const found = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    document.positionAt(at + 1),
  );
  return found
    .flatMap(({ contents }) => contents.map((it) => (it instanceof vscode.MarkdownString ? it.value : '')))
    .join('\n');
}

/** Writes a file, opens it, and deletes it after `work`. */
async function withFile(name: string, text: string, work: (document: vscode.TextDocument) => Promise<void>) {
  const uri = inWorkspace(name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  try {
    await work(await open(uri));
  } finally {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.workspace.fs.delete(uri);
  }
}

describe('the other languages', () => {
  before(activated);

  it('are known by the names of the files', async () => {
    for (const [language, ...parts] of [
      ['render-spec', ...SPEC],
      ['compline-config', 'compline.yaml'],
      ['sora-project', ...PROJECT],
    ] as const) {
      assert.equal((await open(inWorkspace(...parts))).languageId, language);
    }
    await withFile('night.frames', '1001-1012\n', async (document) => {
      assert.equal(document.languageId, 'frame-range');
    });
  });

  it('render specs: a format that is misspelt is mended by its quick fix', async () => {
    await withFile(
      'bad.renderspec.yaml',
      'fusion:\n  final:\n    format: PngFormat\n    image_sequence: true\n',
      async (document) => {
        const [diagnostic] = await diagnosticsOf(document.uri, ['spec-format']);
        assert.ok(diagnostic);
        const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          document.uri,
          diagnostic.range,
          vscode.CodeActionKind.QuickFix.value,
        );
        const fix = actions.find(({ edit }) => edit !== undefined);
        assert.ok(fix?.edit);
        assert.ok(await vscode.workspace.applyEdit(fix.edit));
        assert.match(document.getText(), /format: PNGFormat/);
        await diagnosticsOf(document.uri, []);
      },
    );
  });

  it('render specs: the hover says where the output goes, and the lens who uses it', async () => {
    const document = await open(inWorkspace(...SPEC));
    const hover = await eventually('there is a hover', () => hoverAt(document, 'OpenEXRFormat\n'));
    assert.match(hover, /OpenEXR/);
    assert.match(await hoverAt(document, 'final:'), /_published/);
    await eventually('the lens counts the comps', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
        9,
      );
      return lenses.some(({ command }) => /^Used by 2 comps/.test(command?.title ?? ''));
    });
  });

  it('configurations: a renderer that is not there is told of, and names lead to where they are defined', async () => {
    const document = await open(inWorkspace('compline.yaml'));
    const at = document.getText().indexOf('renderer: ffmpeg') + 'renderer: f'.length;
    const [link] = await eventually('the renderer is defined somewhere', async () => {
      const found = await vscode.commands.executeCommand<(vscode.LocationLink | vscode.Location)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        document.positionAt(at),
      );
      return found.length > 0 ? found : undefined;
    });
    assert.ok(link);
    const range = link instanceof vscode.Location ? link.range : (link.targetSelectionRange ?? link.targetRange);
    assert.equal(document.getText(range), 'ffmpeg');
    await withFile(
      'show.compline.yaml',
      'version: 1\nproject: { id: SHOW }\nsteps:\n  COMP: { renderer: fusoin }\nrenderers:\n  fusion: { program: fusion, args: [] }\n',
      async ({ uri }) => {
        await diagnosticsOf(uri, ['config-renderer']);
      },
    );
  });

  it('frame ranges: in files of their own and in other documents they are explained and checked', async () => {
    await withFile('night.frames', '1001-1100x5\n1,,x\n', async (document) => {
      await eventually('the fault is told of', () =>
        vscode.languages.getDiagnostics(document.uri).some((it) => codeOf(it) === 'frames-syntax'),
      );
      assert.match(await hoverAt(document, '1001-1100x5'), /21 frames/);
    });
    assert.match(await hoverAt(await open(inWorkspace('compline.yaml')), '1001-1012'), /12 frames/);
  });

  it('Sora Studio projects: retired models are told of, and shots are shown as they expand', async () => {
    const document = await open(inWorkspace(...PROJECT));
    await eventually('the retired models are told of', () =>
      vscode.languages.getDiagnostics(document.uri).some((it) => codeOf(it) === 'sora-model-retired'),
    );
    await vscode.commands.executeCommand('compline.previewShots');
    const preview = await eventually('the preview is open', () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme !== 'file' && uri.path.includes('teaser')),
    );
    await eventually('the prompts are filled', () => /Slow push towards (?!\{place\})/.test(preview.getText()));
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('a render spec is made from the Saver of a comp', async () => {
    const comp = await open(compOf('SH020', 'COMP'));
    const at = comp.positionAt(comp.getText().indexOf('_FINAL = Saver'));
    assert.ok(vscode.window.activeTextEditor);
    vscode.window.activeTextEditor.selection = new vscode.Selection(at, at);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      comp.uri,
      new vscode.Range(at, at),
      vscode.CodeActionKind.Refactor.value,
    );
    assert.ok(
      actions.some(({ title }) => /render spec/i.test(title)),
      actions.map(({ title }) => title).join(', '),
    );
  });
});
