import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { getLanguageService, TextDocument } from 'vscode-json-languageservice';
import { batchSchemaText } from '../../../../scripts/batch-schema.ts';
import { at } from '../../../../scripts/lib/paths.mjs';
import { parseBatchRender } from '../../../../server/formats/batch-render/parse-batch-render.ts';
import { readMarkers } from '../../../protocol/language/marked-text.ts';

const schema = readFileSync(at('schemas', 'batchrender.schema.json'), 'utf8');
const service = getLanguageService({});
service.configure({ schemas: [{ uri: 'batch:', fileMatch: ['*'], schema: JSON.parse(schema) }] });

const open = (text: string) => {
  const document = TextDocument.create('file:///night.batchrender.json', 'json', 1, text);
  return { document, json: service.parseJSONDocument(document) };
};

test('the file is the schema that the command line goes by (mend it with: node scripts/batch-schema.ts)', () => {
  expect(JSON.parse(schema)).toEqual(JSON.parse(batchSchemaText()));
});

const SOUND = { scene_file: 'a.ma', layers: ['BG'], frame_range: '1-24', output_path: null };

test.each([
  ['one render', SOUND],
  ['a list', [SOUND, { ...SOUND, depends_on: ['a'], name: 'b' }]],
  ['jobs', { jobs: [SOUND] }],
  ['keys of other programs', { ...SOUND, render_layer_setup: {} }],
])('%s is sound', async (_name, content) => {
  const { document, json } = open(JSON.stringify(content));
  expect(await service.doValidation(document, json)).toEqual([]);
});

test.each([
  ['no layers', { scene_file: 'a.ma' }],
  ['a priority that is none', { ...SOUND, priority: 300 }],
  ['a list of nothing', []],
  ['a render without a scene', { jobs: [{ layers: ['A'] }] }],
  ['tags that are none', { ...SOUND, tags: 'night' }],
])('%s is wrong for the editor as for the command line', async (_name, content) => {
  const text = JSON.stringify(content);
  const { document, json } = open(text);
  expect(await service.doValidation(document, json)).not.toEqual([]);
  expect(parseBatchRender(text).errors).not.toEqual([]);
});

test.each([['{ | }'], ['[{ | }]'], ['{ "jobs": [{ | }] }']])('keys are offered in %s', async (marked) => {
  const { text, cursorOffset } = readMarkers(marked);
  const { document, json } = open(text);
  const list = await service.doComplete(document, document.positionAt(cursorOffset), json);
  const labels = list?.items.map(({ label }) => label);
  expect(labels).toEqual(expect.arrayContaining(['scene_file', 'layers', 'frame_range', 'depends_on']));
});
