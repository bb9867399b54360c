import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CodeAction, CompletionList, Hover, InlayHint, WorkspaceEdit } from 'vscode-languageserver';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { FULL_CLIENT, LanguageClient } from './language-client.ts';
import { applyEdits, type Range, readMarkers } from './marked-text.ts';

const STEP = '05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP';
const CONFIG =
  'version: 1\nproject: { id: DEMO }\nsteps: { COMP: { chunkSize: 6 } }\nshots: { SH010: { frames: 1001-1100, handles: 8 } }\n';

/** Where a frame text stands, for documents of every kind. */
const DOCUMENTS: readonly (readonly [name: string, languageId: string, around: (frames: string) => string])[] = [
  ['a.frames', 'frame-range', (frames) => `# 🎬\r\n${frames}\r\n`],
  ['b.frames', 'plaintext', (frames) => `${frames}\n`],
  ['a.batchrender.json', 'json', (frames) => `{\r\n\t"layers": ["🎬"], "frame_range": "${frames}"\r\n}\r\n`],
  ['a.renderspec.yaml', 'render-spec', (frames) => `"🎬": { frames: '${frames}' } # 🎬\r\n`],
  ['b.renderspec.yaml', 'yaml', (frames) => `maya:\n  frame-range: ${frames}\n`],
  [
    'a.comp',
    'fusion-comp',
    (frames) => `Composition {\r\n\tCustomData = { ["🎬"] = "🎬", frames = "${frames}" },\r\n\tTools = { }\r\n}`,
  ],
];

let client: LanguageClient;
let addressOf: (name: string) => string;
beforeAll(async () => {
  client = await LanguageClient.start(FULL_CLIENT, { commands: true });
});
afterAll(() => client[Symbol.asyncDispose]());

/** Makes the project on disk; the documents of a test lie in the folder of a step. */
async function project(): Promise<void> {
  const root = await temporaryFolder();
  await mkdir(path.join(root, STEP), { recursive: true });
  await writeFile(path.join(root, 'compline.yaml'), CONFIG);
  addressOf = (name) => pathToFileURL(path.join(root, STEP, name)).href;
}

function edited(text: string, edit: WorkspaceEdit | undefined): string {
  const [change] = edit?.documentChanges ?? [];
  const edits = change !== undefined && 'edits' in change ? change.edits : [];
  const plain: readonly { range: Range; newText: string }[] = JSON.parse(JSON.stringify(edits));
  return applyEdits(text, plain);
}

describe.each(DOCUMENTS)('%s as %s', (name, languageId, around) => {
  test('what is wrong, its place and its repairs', async () => {
    await project();
    const uri = addressOf(name);
    // LRC Toolbox knows no sign that could follow there: all the rest is wrong.
    const marked = languageId === 'json' ? '1001«..1010»' : '1001«..»1010';
    const { text, ranges } = readMarkers(around(marked));
    await client.open(uri, text, languageId);
    const found = (await client.diagnostics(uri)).filter(({ code }) => code === 'frames-syntax');
    expect(found.map(({ range, severity }) => [range, severity])).toEqual([[ranges[0], 1]]);
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: found[0]?.range,
      context: { diagnostics: found, only: ['quickfix'] },
    });
    expect(actions[0]?.title).toBe('Write 1001-1010');
    const mended = edited(text, actions[0]?.edit);
    expect(mended.replace(/'(1001-1010)'/, '$1')).toBe(around('1001-1010').replace(/'(1001-1010)'/, '$1'));
    await client.change(uri, [{ text: mended }]);
    expect((await client.diagnostics(uri)).filter(({ code }) => String(code).startsWith('frames-'))).toEqual([]);
    await client.close(uri);
  });

  test('hover, hints, completion, refactorings, words, and the shot', async () => {
    await project();
    const uri = addressOf(name);
    const { text, cursor, ranges } = readMarkers(around('«1001-1|110»'));
    await client.open(uri, text, languageId);
    const textDocument = { uri };
    const position = cursor;
    const hover = await client.request<Hover>('textDocument/hover', { textDocument, position });
    expect(hover.range).toEqual(ranges[0]);
    expect(JSON.stringify(hover.contents)).toMatch(/110 frames.*Rendered in 19 chunks.*Outside of SH010.*1109-1110/);
    const end = { line: text.split(/\r\n|\r|\n/).length - 1, character: 0 };
    const range = { start: { line: 0, character: 0 }, end };
    const hints = await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range });
    expect(hints.filter(({ label }) => label === '110 frames')).toHaveLength(1);
    const list = await client.request<CompletionList>('textDocument/completion', { textDocument, position });
    expect(list.items[0]).toMatchObject({ label: '1001-1100', labelDetails: { description: 'all of SH010' } });
    const tokens = await client.request<{ data: number[] }>('textDocument/semanticTokens/full', { textDocument });
    expect(tokens.data.length).toBeGreaterThanOrEqual(15);
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range: { start: cursor, end: cursor },
      context: { diagnostics: [], only: ['refactor'], triggerKind: 1 },
    });
    const clamp = actions.find(({ title }) => title.startsWith('Keep to the shot'));
    const resolved = await client.request<CodeAction>('codeAction/resolve', clamp);
    expect(edited(text, resolved.edit).replaceAll("'", '')).toBe(around('1001-1108').replaceAll("'", ''));
    const outside = (await client.diagnostics(uri)).filter(({ code }) => code === 'frames-outside-shot');
    expect(outside).toMatchObject([{ range: ranges[0], message: '1109-1110 are outside of SH010, 993-1108.' }]);
    await client.close(uri);
  });
});

test("frames of a configuration's shots are told of, and judged by its own checks alone", async () => {
  await project();
  const uri = new URL('../../../compline.yaml', addressOf('x')).href;
  const { text, cursor, ranges } = readMarkers(CONFIG.replace('1001-1100', '«1001-11|00x7»'));
  await client.open(uri, text, 'compline-config');
  expect((await client.diagnostics(uri)).map(({ code }) => code)).toEqual(['config-frames']);
  const hover = await client.request<Hover>('textDocument/hover', { textDocument: { uri }, position: cursor });
  expect(hover.range).toEqual(ranges[0]);
  expect(JSON.stringify(hover.contents)).toContain('16 frames');
  await client.close(uri);
});

test('the dialect of a file', async () => {
  await project();
  const uri = addressOf('c.frames');
  const { text, cursor } = readMarkers('# dialect: nu|ke\n1001-1010 1020\n');
  await client.open(uri, text, 'frame-range');
  expect(await client.diagnostics(uri)).toEqual([]);
  const list = await client.request<CompletionList>('textDocument/completion', {
    textDocument: { uri },
    position: cursor,
  });
  expect(list.items.map(({ label }) => label)).toContain('fileseq');
  await client.change(uri, [{ text: text.replace('nuke', 'nuk') }]);
  const [found] = await client.diagnostics(uri);
  expect(found).toMatchObject({ code: 'frames-dialect', range: { start: { line: 0, character: 11 } } });
  await client.close(uri);
});
