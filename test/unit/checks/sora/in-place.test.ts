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

/** A JPEG that has so much metadata before its picture. */
const jpeg = (metadata: number) =>
  Uint8Array.from(`\xff\xd8${`\xff\xe2\x40\0${'\0'.repeat(0x3ffe)}`.repeat(metadata / 0x4000)}`, (it) =>
    it.charCodeAt(0),
  );

/** Files by their names; folders are null. */
type Files = Readonly<Record<string, string | Uint8Array | null>>;

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
  [
    'pictures that cannot be read, and one without a name',
    {
      'a.png': null,
      'b.png': FITTING.subarray(0, 20),
      'c.jpg': jpeg(0x4000),
      'd.webp': `RIFF    WEBP${'x'.repeat(40)}`,
      'e.png': '',
    },
    SHOT('"ref_images": [«"a.png"», «"b.png"», «"c.jpg"», «"d.webp"», «"e.png"», «" "»]'),
    [
      'sora-reference warning Shot 1 has a reference image without a name.',
      'sora-reference warning a.png cannot be read: is it a folder, or not yours?',
      'sora-reference warning b.png breaks off before it says its size: is it still being written?',
      'sora-reference warning c.jpg breaks off before it says its size: is it still being written?',
      'sora-reference warning d.webp is no picture in PNG, JPEG, WebP or GIF.',
      'sora-reference warning e.png breaks off before it says its size: is it still being written?',
    ],
  ],
  [
    'a JPEG whose metadata is longer than what is read',
    { 'a.jpg': jpeg(0x50000) },
    SHOT('"ref_images": ["a.jpg"]'),
    [],
  ],
  [
    'a table that is a folder',
    { 'teaser.csv': null },
    SHOT('"prompt": "A «{a}»"'),
    ['sora-csv error teaser.csv cannot be read: is it a folder, or not yours?'],
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

  test.each([
    [1, ['shot0001.png is not there.']],
    [2, ['shot0002.png cannot be read: is it a folder, or not yours?']],
  ])('a picture with a number is not there because another one is: %i', async (number, messages) => {
    const text = SHOT(`"ref_images": ["shot000${number}.png"]`);
    const checked = { project: parseProject(text), host: BEFORE_THE_END, sheets: new SheetReader() };
    const place = {
      ...projectPlace(),
      mediaAt: async (file: string) => ({ path: file, kind: 'sequence' as const, frames: [{ first: 2, last: 3 }] }),
    };
    expect((await soraFindingsInPlace(checked, place, {})).map(({ message }) => message)).toEqual(messages);
  });

  test('many shots of a large table are checked without a hold, and until nobody needs it', async () => {
    const shot = '{ "id": "a", "prompt": "A {a} in {b}" }';
    const text = `{ "schema": 1, "shots": [${Array.from({ length: 500 }, () => shot).join(', ')}] }`;
    const csv = `a,b\n${'x,y\n'.repeat(500)},z\n`;
    const checked = { project: parseProject(text), host: BEFORE_THE_END, sheets: new SheetReader() };
    let asked = 0;
    const findings = await soraFindingsInPlace(checked, projectPlace({ 'teaser.csv': csv }), {}, () => {
      asked += 1;
      return Promise.resolve(false);
    });
    expect(asked).toBeGreaterThan(500);
    expect(findings.filter(({ code }) => code === 'sora-placeholder')).toHaveLength(500);
    expect(await soraFindingsInPlace(checked, projectPlace({ 'teaser.csv': csv }), {}, async () => true)).toEqual([]);
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
