import { chmod, copyFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { lineHash } from '../../../../server/pipeline/audit/audit-file.ts';
import { auditFolder } from '../../../../server/pipeline/audit/audit-folder.ts';
import { verifyAudit } from '../../../../server/pipeline/audit/verify-audit.ts';
import { AT, changeLines, foldersOfTest, trailOf } from './audit-rig.ts';

/** Ann writes five lines; then Ben writes one, which says how far Ann's file went; then Ann's file is changed. */
async function project() {
  const { root, heads } = await foldersOfTest();
  const ann = trailOf('ann');
  for (let at = 1; at <= 5; at += 1) await ann.append(root, { event: 'saved', id: `a${at}` }, AT);
  const ben = trailOf('ben', heads);
  await ben.append(root, { event: 'saved', id: 'b1' }, AT);
  return { root, heads, ann, ben, annFile: ann.fileOf(root), benFile: ben.fileOf(root) };
}

const toldBy = async (root: string, heads: Parameters<typeof verifyAudit>[1]) =>
  (await verifyAudit(root, heads)).files.flatMap(({ file, problems }) =>
    problems.map(({ kind, line }) => [path.basename(file).slice(0, 3), kind, line]),
  );

test('what nobody touched is sound', async () => {
  const { root, heads } = await project();
  const report = await verifyAudit(root, heads);
  expect(report).toMatchObject({ sound: true, root });
  expect(report.files.map(({ lines, torn }) => [lines, torn])).toEqual([
    [5, false],
    [1, false],
  ]);
});

test('a project without a record is sound', async () => {
  const { root, heads } = await foldersOfTest();
  expect(await verifyAudit(root, heads)).toEqual({ root, sound: true, files: [] });
});

test.each<[string, (lines: string[]) => string[], unknown[]]>([
  ['a cut tail is known by the line of another writer', (lines) => lines.slice(0, 3), [['ann', 'cut', undefined]]],
  [
    'a changed last line too',
    (lines) => lines.with(4, (lines[4] ?? '').replace('a5', 'aX')),
    [['ann', 'rewritten', 5]],
  ],
  [
    'a repeated line',
    (lines) => lines.toSpliced(2, 0, lines[1] ?? ''),
    [
      ['ann', 'sequence', 3],
      ['ann', 'rewritten', 5],
    ],
  ],
  [
    'a line of another writer',
    (lines) => [...lines, chained(lines, { version: 1, user: 'eve', machine: 'x', at: AT, event: 'saved' })],
    [['ann', 'foreign', 6]],
  ],
  ['a line of a newer version is none of it', (lines) => [...lines, chained(lines, { version: 2, what: 1 })], []],
])('%s', async (_name, change, expected) => {
  const { root, heads, annFile } = await project();
  await changeLines(annFile, change);
  expect(await toldBy(root, heads)).toEqual(expected);
});

function chained(lines: readonly string[], line: object): string {
  return JSON.stringify({ ...line, sequence: lines.length + 1, previous: lineHash(lines.at(-1) ?? '') });
}

test('a file that is gone is named by the line of another one, or by the record of this machine', async () => {
  const { root, heads, annFile, benFile } = await project();
  await rm(annFile);
  expect(await toldBy(root, heads)).toEqual([['ann', 'missing', undefined]]);
  await rm(benFile);
  expect(await toldBy(root, heads)).toEqual([['ben', 'missing', undefined]]);
});

test('a tail that was cut before the writer went on stays known', async () => {
  const { root, heads, ben, benFile } = await project();
  for (let at = 2; at <= 4; at += 1) await ben.append(root, { event: 'saved', id: `b${at}` }, AT);
  await changeLines(benFile, (lines) => lines.slice(0, 2));
  expect(await toldBy(root, heads)).toEqual([['ben', 'cut', undefined]]);
  for (let at = 5; at <= 8; at += 1) await ben.append(root, { event: 'saved', id: `b${at}` }, AT);
  expect(await toldBy(root, heads)).toEqual([['ben', 'cut', 3]]);
});

test('a last line that was changed before the writer went on stays known', async () => {
  const { root, heads, ben, benFile } = await project();
  await ben.append(root, { event: 'saved', id: 'b2' }, AT);
  await changeLines(benFile, (lines) => lines.with(1, (lines[1] ?? '').replace('b2', 'bX')));
  // The next process of the same writer knows of its file by its record alone.
  const next = trailOf('ben', heads);
  await next.append(root, { event: 'saved', id: 'b3' }, AT);
  await next.append(root, { event: 'saved', id: 'b4' }, AT);
  expect(await toldBy(root, heads)).toEqual([['ben', 'rewritten', 3]]);
});

test('a line whose place was not remembered any more is no problem', async () => {
  const { root, heads, ben, benFile } = await project();
  const head = await heads.read(benFile);
  for (let at = 2; at <= 4; at += 1) await ben.append(root, { event: 'saved', id: `b${at}` }, AT);
  if (head !== undefined) await heads.note(benFile, head);
  await trailOf('ben', heads).append(root, { event: 'saved', id: 'b5' }, AT);
  expect(await toldBy(root, heads)).toEqual([]);
});

test('a cut is known by whatever links a project is come upon', async () => {
  const { root, heads, ben, benFile } = await project();
  await ben.append(root, { event: 'saved', id: 'b2' }, AT);
  const link = `${root}-link`;
  await symlink(root, link);
  await changeLines(benFile, (lines) => lines.slice(0, 1));
  expect(await toldBy(link, heads)).toEqual([['ben', 'cut', undefined]]);
});

test('appends by links and without them happen in turn', async () => {
  const { root, heads, ben } = await project();
  const link = `${root}-link`;
  await symlink(root, link);
  await Promise.all(
    Array.from({ length: 10 }, (_, at) => ben.append(at % 2 ? root : link, { event: 'saved', id: `c${at}` }, AT)),
  );
  const { sound, files } = await verifyAudit(link, heads);
  expect([sound, files.map(({ lines }) => lines)]).toEqual([true, [5, 11]]);
});

test('a torn last line is no problem, a copy is one, and other files are not looked at', async () => {
  const { root, heads, annFile } = await project();
  await copyFile(annFile, path.join(auditFolder(root), 'ann-ws01-abc (conflicted copy).jsonl'));
  await writeFile(path.join(auditFolder(root), 'notes.txt'), 'x');
  await writeFile(annFile, '{"version":1', { flag: 'a' });
  expect(await toldBy(root, heads)).toEqual([['ann', 'copy', undefined]]);
  const { files } = await verifyAudit(root, heads);
  expect(files.filter(({ torn }) => torn).map(({ file }) => path.basename(file))).toEqual(['ann-ws01-abc.jsonl']);
});

test('nothing is written where it is looked at', async () => {
  const { root, heads } = await project();
  const before = await readdir(root, { recursive: true });
  await chmod(auditFolder(root), 0o500);
  expect((await verifyAudit(root, heads)).sound).toBe(true);
  await chmod(auditFolder(root), 0o700);
  expect(await readdir(root, { recursive: true })).toEqual(before);
});
