import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { LinesBackwards, LinesForwards, type PlacedLine } from '../../../../../server/pipeline/queue/logs/log-lines.ts';
import { pieceFile, piecesFolder } from '../../../../../server/pipeline/workers/log-pieces.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';

type Pieces = Readonly<Record<number, string | Buffer>>;

/** A log of these pieces, by where they begin; the first is its head. */
async function logOf(pieces: Pieces): Promise<string> {
  const file = path.join(await temporaryFolder(), 'a.log');
  for (const [start, bytes] of Object.entries(pieces)) {
    if (start !== '0') mkdirSync(piecesFolder(file), { recursive: true });
    writeFileSync(start === '0' ? file : pieceFile(file, Number(start)), bytes);
  }
  return file;
}

async function forwards(file: string, from = 0, isWhole = true): Promise<PlacedLine[]> {
  const reader = new LinesForwards(file, from, isWhole);
  const all: PlacedLine[] = [];
  for (let lines = await reader.next(); lines.length > 0; lines = await reader.next()) all.push(...lines);
  return all;
}

async function backwards(file: string, isWhole = true): Promise<PlacedLine[]> {
  const reader = await LinesBackwards.open(file, isWhole);
  const all: PlacedLine[] = [];
  for (let lines = await reader.next(); lines.length > 0; lines = await reader.next()) all.push(...lines);
  return all.reverse();
}

const texts = (lines: readonly PlacedLine[]): string[] => lines.map(({ level, text }) => `${level} ${text}`);
const at = '2026-11-28T00:00:00.000Z';

test.each<[string, Pieces, readonly string[]]>([
  ['nothing', {}, []],
  ['an empty log', { 0: '' }, []],
  ['lines', { 0: `${at} [info] a\n${at} [error] b\n` }, ['info a', 'error b']],
  ['a torn last line', { 0: `${at} [info] a\n${at} [inf` }, ['info a', 'info [inf']],
  ['an empty line', { 0: `${at} [info] \n\n${at} [debug] x\n` }, ['info ', 'info ', 'debug x']],
  [
    'words that look like a level',
    { 0: `${at} [info] [error] x\n${at} [loud] y\n` },
    ['info [error] x', 'info [loud] y'],
  ],
  [
    'zeros of a disk that failed',
    { 0: `${at} [info] a\n${'\0'.repeat(5_000)}${at} [warning] b\n` },
    ['info a', 'warning b'],
  ],
  [
    'what is no UTF-8',
    { 0: Buffer.concat([Buffer.from(`${at} [info] `), Buffer.from([0xff, 0xc3, 10])]) },
    ['info ��'],
  ],
  ['colours and other controls', { 0: `${at} [info] \u001b[31mred\u001b[0m\u0007\r\n` }, ['info red']],
  [
    'a log whose end was kept in memory',
    { 0: `${at} [info] a\n... 12 characters of output left out ...\n` },
    ['info a', 'core ... 12 characters of output left out ...'],
  ],
  ['pieces', { 0: 'a\nb\n', 4: 'c\n', 6: 'd\n' }, ['info a', 'info b', 'info c', 'info d']],
  ['a gap', { 0: 'a\n', 10: 'c\n' }, ['info a', 'core … 8 bytes of output are left out …', 'info c']],
  ['a head that is gone', { 5: 'c\n' }, ['core … 5 bytes of output are left out …', 'info c']],
  ['a piece torn by a kill', { 0: 'a\nb', 3: 'c\n' }, ['info a', 'info b', 'info c']],
  ['an empty piece', { 0: 'a\n', 2: '', 7: 'b\n' }, ['info a', 'core … 5 bytes of output are left out …', 'info b']],
])('a log is read alike from both ends: %s', async (name, pieces, expected) => {
  const file = await logOf(pieces);
  expect(texts(await forwards(file))).toEqual(expected);
  const back = await backwards(file);
  // Where there is no head, nobody asks what was before it.
  expect(texts(back)).toEqual(name === 'a head that is gone' ? expected.slice(1) : expected);
});

test('a line that is not finished is left while more is written', async () => {
  const file = await logOf({ 0: 'a\nb' });
  expect(texts(await forwards(file, 0, false))).toEqual(['info a']);
  expect(texts(await backwards(file, false))).toEqual(['info a']);
  const before = await LinesBackwards.open(file, false);
  expect(before.at).toBe(2);
  writeFileSync(file, 'bb\n', { flag: 'a' });
  expect(texts(await forwards(file, before.at, false))).toEqual(['info bbb']);
});

test('from every end of a line the lines after it are read', async () => {
  const file = await logOf({ 0: 'a\nbb\n', 5: 'ccc\n', 20: 'dddd\neé' });
  const all = await forwards(file);
  for (const [index, { end }] of all.entries()) {
    expect(texts(await forwards(file, end))).toEqual(texts(all.slice(index + 1)));
  }
});

test('lines of ten megabytes, with and without an end, are cut between characters', async () => {
  const long = 'é€😀'.repeat(1_150_000);
  for (const end of ['\n', '']) {
    const file = await logOf({ 0: `first\n${long}${end}` });
    const lines = await forwards(file);
    expect(
      lines
        .map((it) => it.text)
        .join('|')
        .replaceAll('|', ''),
    ).toBe(`first${long}`);
    expect(Math.max(...lines.map((it) => it.text.length))).toBeLessThanOrEqual(64 * 1024);
    const back = await backwards(file);
    expect(back.map((it) => it.text).join('')).toBe(`first${long}`);
  }
});
