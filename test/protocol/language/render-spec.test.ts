import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  CompletionList,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  LocationLink,
  SelectionRange,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { FULL_CLIENT, LanguageClient, PLAIN_CLIENT } from './language-client.ts';
import { applyEdits, type Position, positionOf } from './marked-text.ts';

const SPEC = `# 🎬 the spec
fusion:
  final: &f
    format: OpenEXRFormat
    image_sequence: true
    export_dest: step
    properties:
      OpenEXRFormat.Compression: 8
  preview:
    <<: *f
    format: QuickTimeMovies
    image_sequence: false
    properties: {}
`;
const STEP = '05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP';

let folder: string;
let client: LanguageClient;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'spec-'));
  await mkdir(path.join(folder, STEP), { recursive: true });
  await writeFile(path.join(folder, STEP, 'DEMO_S_SH010_COMP.comp'), 'Composition { }');
  const steps = 'steps: { COMP: { renderSpec: comp.renderspec.yaml } }\n';
  await writeFile(path.join(folder, 'compline.yaml'), `version: 1\nproject: { id: DEMO }\n${steps}`);
  client = await LanguageClient.start(FULL_CLIENT, { commands: true });
});
afterAll(async () => {
  await client[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const uri = (): string => pathToFileURL(path.join(folder, 'comp.renderspec.yaml')).href;

/** Opens a text in the place of what was open before. */
async function open(
  text: string,
  languageId = 'render-spec',
): Promise<{ readonly textDocument: { readonly uri: string } }> {
  await client.close(uri());
  await client.open(uri(), text, languageId);
  return { textDocument: { uri: uri() } };
}

/** The position of a word in a text; of its end with `¦` after it. */
function at(text: string, word: string): Position {
  const plain = word.replace('¦', '');
  return positionOf(text, text.indexOf(plain) + (word.includes('¦') ? plain.length : 0));
}

describe.each(['\n', '\r\n'])('with the line end %j', (lineEnd) => {
  const text = SPEC.replaceAll('\n', lineEnd);

  test('nothing is wrong with a sound spec', async () => {
    await open(text);
    expect(await client.diagnostics(uri())).toEqual([]);
  });

  test('what is wrong is told in its place, and repaired', async () => {
    const wrong = text
      .replace('OpenEXRFormat\r\n', 'PngFormat\r\n')
      .replace('image_sequence: true', 'image_sequence: yes');
    await open(wrong);
    const diagnostics = await client.diagnostics(uri());
    const [fault] = diagnostics.filter(({ code }) => code === 'spec-value');
    expect(fault).toMatchObject({
      severity: 1,
      range: { start: at(wrong, 'yes'), end: at(wrong, 'yes¦') },
      message: 'fusion.final.image_sequence: expected true or false, found the text "yes".',
    });
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: uri() },
      range: fault?.range,
      context: { diagnostics: [fault] },
    });
    const [edit] = actions[0]?.edit?.documentChanges ?? [];
    const edits: TextEdit[] = edit !== undefined && 'edits' in edit ? JSON.parse(JSON.stringify(edit.edits)) : [];
    expect(applyEdits(wrong, edits)).toBe(wrong.replace('yes', 'true'));
  });

  test('keys and values are suggested, and explained', async () => {
    const half = `${text}  ${lineEnd}naming:${lineEnd}  fi`;
    const document = await open(half);
    const position = positionOf(half, half.length);
    const { items, itemDefaults } = await client.request<CompletionList>('textDocument/completion', {
      ...document,
      position,
    });
    expect(items.map(({ label }) => label)).toEqual(['final_suffix', 'preview_suffix']);
    expect(itemDefaults?.editRange).toMatchObject({ replace: { end: position } });
    const item = await client.request<CompletionItem>('completionItem/resolve', items[0]);
    expect(JSON.stringify(item.documentation)).toContain('source media');
  });

  test.each(['render-spec', 'yaml'])('a star asks for the anchors before it in a document opened as %s', async (id) => {
    const half = text.replace('<<: *f', '<<: *');
    const document = await open(half, id);
    const position = at(half, '<<: *¦');
    const context = { triggerKind: 2, triggerCharacter: '*' };
    const params = { ...document, position, context };
    const { items, itemDefaults } = await client.request<CompletionList>('textDocument/completion', params);
    expect(items.map(({ label }) => label)).toEqual(['*f']);
    expect(itemDefaults?.editRange).toMatchObject({ replace: { start: at(half, '*'), end: position } });
  });

  test('hover tells where the output goes', async () => {
    const document = await open(text);
    const hover = await client.request<Hover>('textDocument/hover', { ...document, position: at(text, 'final') });
    const words = JSON.stringify(hover.contents);
    expect(words).toContain('_published/<version>/DEMO_S_SH010_COMP/DEMO_S_SH010_COMP.0000.exr');
    expect(hover.range).toEqual({ start: at(text, 'final'), end: at(text, 'final¦') });
  });

  test('an alias leads to its anchor, which gets another name', async () => {
    const document = await open(text);
    const position = at(text, '*f¦');
    const links = await client.request<LocationLink[]>('textDocument/definition', { ...document, position });
    expect(links[0]?.targetSelectionRange.end).toEqual(at(text, '&f¦'));
    const references = await client.request<Location[]>('textDocument/references', {
      ...document,
      position,
      context: { includeDeclaration: true },
    });
    expect(references.map(({ range }) => range.end)).toEqual([at(text, '&f¦'), at(text, '*f¦')]);
    expect(await client.request('textDocument/prepareRename', { ...document, position })).toMatchObject({
      placeholder: 'f',
    });
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', { ...document, position, newName: 'base' });
    const [change] = edit.documentChanges ?? [];
    const edits: TextEdit[] = change !== undefined && 'edits' in change ? JSON.parse(JSON.stringify(change.edits)) : [];
    expect(applyEdits(text, edits)).toBe(text.replace('&f', '&base').replace('*f', '*base'));
  });

  test('outline, folds and selections', async () => {
    const document = await open(text);
    const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', document);
    expect(symbols.map(({ name, children }) => [name, children?.map((child) => child.name)])).toEqual([
      ['fusion', ['final', 'preview']],
    ]);
    const folds = await client.request<FoldingRange[]>('textDocument/foldingRange', document);
    expect(folds.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
      [1, 12],
      [2, 7],
      [6, 7],
      [8, 12],
    ]);
    const [selection] = await client.request<SelectionRange[]>('textDocument/selectionRange', {
      ...document,
      positions: [at(text, 'QuickTimeMovies')],
    });
    expect(selection?.parent?.range).toEqual({ start: at(text, 'format: Quick'), end: at(text, 'QuickTimeMovies¦') });
  });

  test('formatting keeps comments', async () => {
    const loose = text
      .replace('  final:', '  # why\n  final:'.replaceAll('\n', lineEnd))
      .replaceAll('  ', '    ')
      .replace('format: ', 'format:   ');
    const document = await open(loose);
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await client.request<TextEdit[]>('textDocument/formatting', { ...document, options });
    expect(applyEdits(loose, edits)).toBe(text.replace('  final:', `  # why${lineEnd}  final:`));
  });

  test('hints say what numbers mean', async () => {
    const document = await open(text);
    const range = { start: { line: 0, character: 0 }, end: positionOf(text, text.length) };
    const hints = await client.request<InlayHint[]>('textDocument/inlayHint', { ...document, range });
    expect(hints.map(({ label }) => label)).toEqual(['.exr', 'DWAA', '.mov']);
  });

  test('a lens says who uses the spec', async () => {
    const document = await open(text);
    const [lens] = await client.request<CodeLens[]>('textDocument/codeLens', document);
    const shown = await client.request<CodeLens>('codeLens/resolve', lens);
    expect(shown.command).toEqual({
      title: 'Used by 1 comp of step COMP',
      tooltip: 'Show the comps',
      command: 'compline.showComps',
      arguments: [uri(), path.join(folder, STEP, 'DEMO_S_SH010_COMP.comp')],
    });
  });
});

test('a spec is told by its name where the editor takes it for other YAML', async () => {
  await open('fusion: { finale: {} }\n', 'yaml');
  expect(await client.diagnostics(uri())).toMatchObject([{ code: 'spec-unknown-key' }]);
});

test('changes are followed', async () => {
  await open(SPEC);
  await client.change(uri(), [{ range: { start: at(SPEC, 'format'), end: at(SPEC, 'format¦') }, text: 'formt' }]);
  const codes = (await client.diagnostics(uri())).map(({ code }) => code);
  expect(codes).toContain('spec-unknown-key');
});

test('an editor that is not ours is told who uses the spec, and can do nothing with it', async () => {
  const abilities = { ...PLAIN_CLIENT, textDocument: { codeLens: {} } };
  await using other = await LanguageClient.start(abilities);
  await other.open(uri(), SPEC, 'yaml');
  const [lens] = await other.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: uri() } });
  const shown = await other.request<CodeLens>('codeLens/resolve', lens);
  expect(shown.command).toMatchObject({ title: 'Used by 1 comp of step COMP', command: '' });
  const pushed = await other.until(() => other.pushed.find((it) => it.uri === uri()));
  expect(pushed.diagnostics).toEqual([]);
});
