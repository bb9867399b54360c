import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { soraFindingsInPlace } from '../../../../server/checks/check-sora.ts';
import { SheetReader } from '../../../../server/checks/sora/sheet-reader.ts';
import { parseProject } from '../../../../server/formats/sora/parse-project.ts';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { Places } from '../../../../server/project/places.ts';
import { readMarks, writeMarks } from '../../formats/marked-text.ts';
import { projectPlace } from '../../language/sora-project/project-place.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { BEFORE_THE_END, PROJECT, SHOT } from './sora-case.ts';

/** A picture of 1280×720, and one of another size. */
const png = (size: string) =>
  Uint8Array.from(`\x89PNG\r\n\x1a\n\0\0\0\rIHDR${size}\x08\x02\0\0\0`, (it) => it.charCodeAt(0));
const FITTING = png('\0\0\x05\0\0\0\x02\xd0');
const SMALL = png('\0\0\0\x60\0\0\0\x36');

type Files = Readonly<Record<string, string | Uint8Array>>;

const CASES: readonly [name: string, files: Files, marked: string, found: readonly string[]][] = [
  ['a table that fills everything', { 'teaser.csv': 'a,b\n1,2\n' }, SHOT('"prompt": "{a} {b}"'), []],
  ['no table where none is needed', {}, SHOT('"prompt": "A fox"'), []],
  ['a table of the same name that nobody needs', { 'teaser.csv': 'x' }, SHOT('"prompt": "A fox"'), []],
  [
    'no table',
    {},
    SHOT('"prompt": "A «{a}»"'),
    ['sora-csv warning Nothing fills the placeholders: there is no teaser.csv beside the project.'],
  ],
  [
    'a table that is named and not there',
    {},
    SHOT('"meta": { "compline": { "csv": «"x.csv"» } }'),
    ['sora-csv error There is no x.csv where `meta.compline.csv` says.'],
  ],
  [
    'a table outside of the project',
    {},
    SHOT('"meta": { "compline": { "csv": «"../x.csv"» } }'),
    ['sora-csv error x.csv is not read: it lies outside of /show. Move it below that folder.'],
  ],
  ['a table of another platform', {}, SHOT('"meta": { "compline": { "csv": "D:\\\\x.csv" } }'), []],
  [
    'a misspelt placeholder',
    { 'teaser.csv': 'subject\na fox\n' },
    SHOT('"prompt": "A ««{subjekt}»»"'),
    [
      'sora-csv-column hint No prompt uses the column “subject” of teaser.csv.',
      'sora-placeholder error teaser.csv has no column “subjekt”. Did you mean {subject}?',
    ],
  ],
  [
    'a column that is empty in a row',
    { 'teaser.csv': 'a,b\n1,2\n,3\n' },
    SHOT('"prompt": "«{a}» {b} {a}"'),
    ['sora-placeholder warning teaser.csv has nothing in “a” in row 2.'],
  ],
  [
    'faults of a table, where it is named',
    { 't.csv': 'a,b\n1\n' },
    SHOT('"meta": { "compline": { "csv": «««"t.csv"»»» } }'),
    [
      'sora-csv warning t.csv has 1 of 2 cells on line 2. The rest is taken for empty.',
      'sora-csv warning t.csv has nothing in the column “b”.',
      'sora-csv-column hint No prompt uses the columns “a” and “b” of t.csv.',
    ],
  ],
  [
    'a column that a template uses',
    { 'teaser.csv': 'a,b\n1,2\n' },
    SHOT('"prompt": "{a}"').replace('"shots"', '"current_prompt": "{b}", "shots"'),
    [],
  ],
  ['pictures that fit', { 'a.png': FITTING }, SHOT('"ref_images": ["a.png"]'), []],
  [
    'pictures that do not',
    { 'b.png': SMALL, 'c.png': 'text' },
    SHOT('"ref_images": [«"a.png"», «"b.png"», «"c.png"», "D:\\\\d.png"]'),
    [
      'sora-reference warning a.png is not there.',
      'sora-reference warning b.png is 96x54; shot 1 is 1280x720.',
      'sora-reference warning c.png is no picture in PNG, JPEG, WebP or GIF.',
    ],
  ],
  ['pictures of a shot that is done', {}, SHOT('"status": "completed", "ref_images": ["a.png"]'), []],
  [
    'a folder that is not there',
    {},
    PROJECT('"output_dir": «"out"»'),
    ['sora-output warning The folder for the videos is not there.'],
  ],
  [
    'a video that is not there',
    {},
    SHOT('"status": "completed", "output_path": «"out/a.mp4"»'),
    ['sora-output warning a.mp4, the video of shot 1, is not there.'],
  ],
  ['a video that is yet to come', {}, SHOT('"status": "pending", "output_path": "out/a.mp4"'), []],
  [
    'a byte-order mark that the text does not show',
    { 'teaser.sorastudio': '\ufeff{}' },
    '«{»"schema": 1}',
    [
      'sora-bom error Sora Studio calls this file an “Invalid project file format”: it begins with a byte-order mark. Save it as UTF-8 without one.',
    ],
  ],
  ['a newer schema', {}, '{ "schema": 2, "output_dir": "out" }', []],
];

describe('what the disk says of a project', () => {
  test.each(CASES)('%s', async (_name, files, marked, expected) => {
    const { text } = readMarks(marked);
    const checked = { project: parseProject(text), host: BEFORE_THE_END, sheets: new SheetReader() };
    const findings = await soraFindingsInPlace(checked, projectPlace(files), {});
    expect(findings.map(({ code, severity, message }) => `${code} ${severity} ${message}`).sort()).toEqual(
      [...expected].sort(),
    );
    const ranges = findings.map(({ range }) => range).sort((a, b) => a.start - b.start);
    expect(writeMarks(text, ranges)).toBe(marked);
  });

  test('a misspelt placeholder is repaired', async () => {
    const text = SHOT('"prompt": "\\u0041 {subjekt}"');
    const checked = { project: parseProject(text), host: BEFORE_THE_END, sheets: new SheetReader() };
    const findings = await soraFindingsInPlace(checked, projectPlace({ 'teaser.csv': 'subject\nx\n' }), {});
    const [fix] = findings.find(({ code }) => code === 'sora-placeholder')?.fixes ?? [];
    expect(applyEdits(text, fix?.edits ?? [])).toBe(SHOT('"prompt": "\\u0041 {subject}"'));
  });

  test('a disk that does not answer says nothing', async () => {
    const text = SHOT('"prompt": "{a}", "ref_images": ["a.png"], "status": "pending"');
    const checked = { project: parseProject(text), host: BEFORE_THE_END, sheets: new SheetReader() };
    const place = {
      ...projectPlace(),
      mediaAt: async (file: string) => ({ path: file, kind: 'unknown' as const, frames: [] }),
    };
    expect(await soraFindingsInPlace(checked, place, {})).toEqual([]);
  });
});

test('a table is parsed again only when its bytes are others', async () => {
  const sheets = new SheetReader();
  const name = { path: '/show/t.csv', name: 't.csv', mention: undefined };
  const read = async (csv: string) => {
    const onDisk = await sheets.read(name, projectPlace({ 't.csv': csv }));
    return onDisk.kind === 'read' ? onDisk.sheet : undefined;
  };
  const first = await read('a\n1\n');
  expect(await read('a\n1\n')).toBe(first);
  expect(await read('a\n2\n')).not.toBe(first);
});

test('in a project with a configuration tables may lie anywhere below it', async () => {
  const root = await temporaryFolder();
  await mkdir(path.join(root, 'shots'));
  await writeFile(path.join(root, 'compline.yaml'), 'version: 1\nproject: { id: DEMO }\n');
  await writeFile(path.join(root, 't.csv'), 'a\n1\n');
  const text = SHOT('"prompt": "{a}", "meta": { "compline": { "csv": "../t.csv" } }');
  const checked = { project: parseProject(text), host: BEFORE_THE_END, sheets: new SheetReader() };
  const place = await new Places().placeOf(path.join(root, 'shots', 'x.sorastudio'));
  expect(await soraFindingsInPlace(checked, place, {})).toEqual([]);
});
