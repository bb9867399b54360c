import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  CodeAction,
  CodeLens,
  CompletionList,
  DefinitionLink,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  SelectionRange,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { FULL_CLIENT, LanguageClient } from './language-client.ts';
import { applyEdits, positionOf, type Range, readMarkers } from './marked-text.ts';
import { showFolder } from './show-folder.ts';

const LANGUAGE = 'sora-project';

/** A project with one shot, of which a test says what differs. */
const SHOT = (prompt: string, more = ''): string => `{
  "schema": 1,
  "shots": [
    {
      "id": "a",
      "model": "studio-video-1",
      "width": 1280,
      "height": 720,
      "duration_s": 8,
      "prompt": "${prompt}"${more}
    }
  ]
}
`;

let client: LanguageClient;
beforeAll(async () => {
  const workspace = { ...FULL_CLIENT.workspace, fileOperations: { willRename: true } };
  client = await LanguageClient.start({ ...FULL_CLIENT, workspace }, { commands: true });
});
afterAll(async () => {
  await client[Symbol.asyncDispose]();
});

let opened = 0;

/** Opens a text with marks as a project of its own, in a folder of its own. */
async function open(marked: string, files: Readonly<Record<string, string>> = {}) {
  const folder = await showFolder();
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(folder.at(name)), { recursive: true });
    await writeFile(folder.at(name), text);
  }
  const read = readMarkers(marked);
  opened += 1;
  const uri = folder.uri(`teaser${opened}.sorastudio`);
  await client.open(uri, read.text, LANGUAGE);
  return {
    ...read,
    folder,
    uri,
    at: { textDocument: { uri }, position: read.cursor },
    whole: { textDocument: { uri } },
  };
}

/** The name of the table that fills the next project that is opened. */
const beside = (): string => `teaser${opened + 1}.csv`;

async function codes(uri: string): Promise<string[]> {
  return (await client.diagnostics(uri)).map(({ code, severity }) => `${code} ${severity}`).sort();
}

async function labels(marked: string, files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const { at } = await open(marked, files);
  return (await client.request<CompletionList>('textDocument/completion', at)).items.map(({ label }) => label);
}

/** The text after the suggestion with this label was taken. */
async function complete(marked: string, label: string, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const { at, text } = await open(marked, files);
  const list = await client.request<CompletionList>('textDocument/completion', at);
  const item = list.items.find((each) => each.label === label);
  const range = list.itemDefaults?.editRange;
  if (item === undefined || range === undefined) throw new Error(`There is no ${label}.`);
  return applyEdits(text, [{ range: 'replace' in range ? range.replace : range, newText: item.textEditText ?? '' }]);
}

async function hover(marked: string, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const { at } = await open(marked, files);
  const found = await client.request<Hover | null>('textDocument/hover', at);
  return found !== null && typeof found.contents === 'object' && 'value' in found.contents ? found.contents.value : '';
}

describe('diagnostics', () => {
  test('of the text and of the table beside it come together', async () => {
    const table = beside();
    const { uri } = await open(SHOT('A {subjekt} {'), { [table]: 'subject,note\na fox\n' });
    expect(await codes(uri)).toEqual([
      'sora-brace 2',
      'sora-csv 2',
      'sora-csv 2',
      'sora-csv-column 4',
      'sora-placeholder 1',
    ]);
  });

  test('know the bytes of the file', async () => {
    const { folder, text, uri } = await open(SHOT('A fox'));
    await writeFile(folder.at(`teaser${opened}.sorastudio`), `\ufeff${text}`);
    expect(await codes(uri)).toEqual(['sora-bom 1']);
  });

  test('are repaired by quick fixes', async () => {
    const { uri, text } = await open(SHOT('A fox', ',\n      "status": "canceled",\n      "director": "Ana"'));
    const range = { start: { line: 0, character: 0 }, end: positionOf(text, text.length) };
    const context = { diagnostics: [], only: ['quickfix'] };
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context,
    });
    expect(actions.map(({ title }) => title)).toEqual(['Change to `cancelled`', 'Move `director` to `meta.compline`']);
    const after = applyAll(text, actions[1]?.edit, uri);
    expect(JSON.parse(after).shots[0]).toMatchObject({ status: 'canceled', meta: { compline: { director: 'Ana' } } });
  });

  test('a project that an editor opens as JSON is one too', async () => {
    const folder = await showFolder();
    const uri = folder.uri('x.sorastudio');
    await client.open(uri, '{"shots": null}', 'json');
    expect(await codes(uri)).toEqual(['sora-schema 4', 'sora-type 1']);
  });
});

function applyAll(text: string, edit: WorkspaceEdit | undefined, uri: string): string {
  const edits = (edit?.documentChanges ?? []).flatMap((change) =>
    'edits' in change && change.textDocument.uri === uri ? (change.edits as TextEdit[]) : [],
  );
  return applyEdits(text, edits);
}

describe('completion', () => {
  test('offers the columns of the table in braces', async () => {
    const files = { [beside()]: 'subject,"the place"\na fox,the harbour\n' };
    expect(await labels(SHOT('😀 A {|'), files)).toEqual(['subject', 'the place']);
    const more = { [beside()]: 'subject,"the place"\na fox,the harbour\n' };
    expect(await complete(SHOT('😀 A {su|bj} at'), 'the place', more)).toContain('"😀 A {the place} at"');
    expect(await labels(SHOT('A |fox'))).toEqual([]);
  });

  test('asks for them when a brace is typed', async () => {
    const files = { [beside()]: 'subject\na fox\n' };
    const { at } = await open(SHOT('A {|'), files);
    const context = { triggerKind: 2, triggerCharacter: '{' };
    const { items } = await client.request<CompletionList>('textDocument/completion', { ...at, context });
    expect(items.map(({ label }) => label)).toEqual(['subject']);
    // In a comp nothing is asked for then: Enter after a brace would take the first suggestion.
    const uri = 'file:///show/a.comp';
    await client.open(uri, 'Composition {\n\tTools = {\n', 'fusion-comp');
    const inComp = { textDocument: { uri }, position: { line: 1, character: 10 }, context };
    expect((await client.request<CompletionList>('textDocument/completion', inComp)).items).toEqual([]);
  });

  test('offers models with their state, sizes, lengths and statuses', async () => {
    const model = '{ "shots": [ { "model": "|", "width": 1 } ] }';
    expect(await labels(model)).toEqual(['sora-2', 'sora-2-pro']);
    expect(await complete(model, 'sora-2')).toBe('{ "shots": [ { "model": "sora-2", "width": 1 } ] }');
    expect(await labels('{ "shots": [ { "model": "sora-2-pro", "height": | } ] }')).toEqual([
      '1280',
      '720',
      '1792',
      '1024',
    ]);
    expect(await complete('{ "shots": [ { "model": "sora-2", "duration_s": 1|5 } ] }', '12')).toContain(
      '"duration_s": 12 }',
    );
    expect(await labels('{ "current_size": "|" }')).toContain('1792x1024');
    expect(await labels('{ "shots": [ { "status": | } ] }')).toContain('cancelled');
  });

  test('offers keys with the comma that they need', async () => {
    const after = await complete('{ "shots": [ {\n  "id": "a",\n  "|"\n  "model": "x"\n} ] }', 'status');
    expect(after).toContain('\n  "status": "$1",$0\n');
    expect(await labels('{ | }')).toEqual(expect.arrayContaining(['shots', 'settings', 'current_model']));
    expect(await labels('{ "shots": [ | ] }')).toContain('new shot');
  });

  test('offers pictures and tables', async () => {
    const files = { 'refs/a.png': '', 'refs/a.txt': '', 'b.csv': '' };
    expect(await labels('{ "shots": [ { "ref_images": ["refs/|"] } ] }', files)).toEqual(['a.png']);
    expect(await labels('{ "shots": [ { "ref_images": ["|"] } ] }', files)).toEqual(['refs']);
    expect(await labels('{ "shots": [ { "meta": { "compline": { "csv": "|" } } } ] }', files)).toEqual([
      'refs',
      'b.csv',
    ]);
  });
});

describe('hover', () => {
  test('tells what the rows have for a placeholder', async () => {
    const rows = Array.from({ length: 10 }, (_, row) => `fox ${row}\n`).join('');
    const text = await hover(SHOT('A {sub|ject}'), { [beside()]: `subject\n${rows}` });
    expect(text).toContain('10 rows');
    expect(text).toContain('- 1: `fox 0`');
    expect(text).toContain('- and 2 more');
  });

  test('tells of models, keys, statuses and shots', async () => {
    expect(await hover('{ "shots": [ { "model": "sora|-2" } ] }')).toContain('Not offered since 2026-09-24.');
    expect(await hover('{ "po|": 1, "settings": { "poll_|seconds": 2 } }')).toContain('Left out it is `2`.');
    expect(await hover('{ "shots": [ { "status": "fail|ed" } ] }')).toBe('Could not be made.');
    const shot = await hover(SHOT('A {subject}').replace('"id"', '"i|d"'), { [beside()]: 'subject\na fox\na crow\n' });
    expect(shot).toContain('2 videos');
    expect(shot).toContain('`A a fox`');
  });
});

describe('placeholders', () => {
  test('lead to the column that fills them', async () => {
    const table = beside();
    const { at, folder } = await open(SHOT('\\u0041 {su|bject}'), { [table]: 'note;"subject"\nx;a fox\n' });
    const [link] = await client.request<DefinitionLink[]>('textDocument/definition', at);
    expect(link?.targetUri).toBe(folder.uri(table));
    expect(link?.targetSelectionRange).toEqual({ start: { line: 0, character: 5 }, end: { line: 0, character: 14 } });
  });

  test('are filled, and renamed, from a table as it is open and not saved yet', async () => {
    const table = beside();
    const { at, folder, uri } = await open('{ "schema": 1, "shots": [ { "prompt": "A {he|ro}" } ] }', {
      [table]: 'subject\nfox\n',
    });
    const told = async () => (await client.diagnostics(uri)).filter(({ code }) => code === 'sora-placeholder').length;
    expect(await told()).toBe(1);
    await client.open(folder.uri(table), 'note,hero\nx,a crow\n', 'csv');
    expect(await client.request<Hover>('textDocument/hover', at)).toMatchObject({
      contents: { value: expect.stringContaining('a crow') },
    });
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', { ...at, newName: 'who' });
    expect(applyAll('note,hero\nx,a crow\n', edit, folder.uri(table))).toBe('note,who\nx,a crow\n');
    await client.change(folder.uri(table), [{ text: 'note\nx\n' }]);
    expect(await client.request<Hover>('textDocument/hover', at)).toMatchObject({
      contents: { value: expect.stringContaining('no such column') },
    });
    await client.close(folder.uri(table));
  });

  test('are renamed in all prompts and in the header of the table', async () => {
    const table = beside();
    const sheet = 'subject,note\na fox,x\n';
    const project =
      '{ "schema": 1, "shots": [ { "prompt": "{su|bject}, \\n{subject}" } ], "current_prompt": "{subject}" }';
    const { at, uri, text, folder } = await open(project, { [table]: sheet });
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', { ...at, newName: 'the "hero"' });
    expect(applyAll(text, edit, uri)).toBe(text.replaceAll('subject', 'the \\"hero\\"'));
    expect(applyAll(sheet, edit, folder.uri(table))).toBe('"the ""hero""",note\na fox,x\n');
    await expect(client.request('textDocument/rename', { ...at, newName: 'a}' })).rejects.toThrow('has no braces');
    const references = await client.request<unknown[]>('textDocument/references', {
      ...at,
      context: { includeDeclaration: true },
    });
    expect(references).toHaveLength(3);
  });
});

test('the outline has shots and templates, and folds are where objects are', async () => {
  const { whole } = await open(SHOT('A fox 😀', ',\n      "ref_images": []'));
  const [project] = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', whole);
  expect(project?.children?.map(({ name }) => name)).toEqual(['shots']);
  expect(project?.children?.[0]?.children?.map(({ name }) => name)).toEqual(['Shot 1: A fox 😀']);
  const folds = await client.request<FoldingRange[]>('textDocument/foldingRange', whole);
  expect(folds.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
    [0, 12],
    [2, 11],
    [3, 10],
  ]);
});

test('the selection grows from the placeholder to the project', async () => {
  const { uri, cursor, text } = await open(SHOT('A {su|bject} here'));
  const [selection] = await client.request<SelectionRange[]>('textDocument/selectionRange', {
    textDocument: { uri },
    positions: [cursor],
  });
  const texts: string[] = [];
  const lines = text.split('\n');
  for (let each = selection; each !== undefined; each = each.parent) {
    const { start, end } = each.range;
    if (start.line === end.line) texts.push(lines[start.line]?.slice(start.character, end.character) ?? '');
  }
  expect(texts).toEqual([
    'subject',
    '{subject}',
    'A {subject} here',
    '"A {subject} here"',
    '"prompt": "A {subject} here"',
  ]);
});

test('pictures, videos and tables are links', async () => {
  const more = ',\n      "ref_images": ["refs/a.png"],\n      "meta": { "compline": { "csv": "b.csv" } }';
  const { whole, folder } = await open(SHOT('A {subject}', more), { 'refs/a.png': '', 'b.csv': 'subject\nx\n' });
  const links = await client.request<DocumentLink[]>('textDocument/documentLink', whole);
  const targets = await Promise.all(links.map((link) => client.request<DocumentLink>('documentLink/resolve', link)));
  expect(targets.map(({ target }) => target)).toEqual([folder.uri('refs/a.png'), folder.uri('b.csv')]);
});

test('a shot has a lens, and its videos are told', async () => {
  const { whole, uri } = await open(SHOT('A {subject}'), { [beside()]: 'subject\na fox\na crow\n' });
  const [lens] = await client.request<CodeLens[]>('textDocument/codeLens', whole);
  const resolved = await client.request<CodeLens>('codeLens/resolve', lens);
  expect(resolved.command).toMatchObject({ command: 'compline.previewShots', arguments: [uri, '0'] });
  const expansion = await client.request('workspace/executeCommand', {
    command: 'compline.expandShots',
    arguments: [uri, '0', '1'],
  });
  expect(expansion).toMatchObject({ total: 2, tableFaults: [], videos: [{ shot: 0, row: 0, prompt: 'A a fox' }] });
});

test('a project is formatted as Sora Studio writes it', async () => {
  const { whole, text } = await open(
    '{"schema":1, "name": "\\u00e9\\n\\u2028", "shots":[ ]\n,"settings":{"a":[1,\n2]}}',
  );
  const options = { insertSpaces: false, tabSize: 4 };
  const edits = await client.request<{ range: Range; newText: string }[]>('textDocument/formatting', {
    ...whole,
    options,
  });
  expect(applyEdits(text, edits)).toBe(
    '{\n  "schema": 1,\n  "name": "é\\n\u2028",\n  "shots": [],\n  "settings": {\n    "a": [\n      1,\n      2\n    ]\n  }\n}',
  );
});

test('keys that are missing are added where somebody asks for it', async () => {
  const { uri, text } = await open('{\n  "schema": 1\n}\n');
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const context = { diagnostics: [], only: ['refactor'], triggerKind: 1 };
  const [action] = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context,
  });
  expect(action?.title).toBe('Add missing keys with their defaults');
  const { edit } = await client.request<CodeAction>('codeAction/resolve', action);
  expect(JSON.parse(applyAll(text, edit, uri))).toMatchObject({ schema: 1, shots: [], current_model: 'sora-2' });
});

test('a project that lies on no disk is checked by its text alone', async () => {
  const uri = 'vscode-vfs://github/show/a.sorastudio';
  await client.open(uri, SHOT('A {subject}'), LANGUAGE);
  expect(await codes(uri)).toEqual([]);
});

test('the names of pictures follow where they are moved', async () => {
  const { text, uri, folder } = await open(SHOT('A fox', ',\n      "ref_images": ["refs/a.png", "./refs/b.png"]'), {
    'refs/a.png': '',
    'refs/b.png': '',
  });
  const edit = await client.request<WorkspaceEdit | null>('workspace/willRenameFiles', {
    files: [{ oldUri: folder.uri('refs/a.png'), newUri: folder.uri('stills/é.png') }],
  });
  expect(applyAll(text, edit ?? undefined, uri)).toBe(text.replace('refs/a.png', 'stills/é.png'));
});

test('so are those of the shot at the cursor', async () => {
  const { uri, text, cursor } = await open(SHOT('A f|ox'));
  const context = { diagnostics: [], only: ['refactor'], triggerKind: 1 };
  const range = { start: cursor, end: cursor };
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context,
  });
  const action = actions.find(({ title }) => title.includes('this shot'));
  const { edit } = await client.request<CodeAction>('codeAction/resolve', action);
  expect(JSON.parse(applyAll(text, edit, uri)).shots[0]).toMatchObject({
    id: 'a',
    ref_images: [],
    status: 'pending',
    meta: {},
  });
});
