import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { verifyAuditFile } from '../../../../server/pipeline/audit/audit-file.ts';
import { AuditTrail } from '../../../../server/pipeline/audit/audit-trail.ts';

const AT = '2026-10-01T12:00:00.000Z';

async function trailOfTest(events: number) {
  const root = await mkdtemp(path.join(tmpdir(), 'compline-audit-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const trail = new AuditTrail({ user: 'a/nn é', machine: 'ws01', instance: 'abc' });
  for (let at = 1; at <= events; at += 1) await trail.append(root, { event: 'publish', id: `p${at}` }, AT);
  return { root, trail, file: trail.fileOf(root) };
}

test('lines follow from each other, and the file is named for its writer', async () => {
  const { file } = await trailOfTest(3);
  expect(path.basename(file)).toBe('a_nn_-ws01-abc.jsonl');
  expect(await verifyAuditFile(file)).toMatchObject({ lines: 3, problems: [], torn: false });
  const lines = (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ sequence, id }) => [sequence, id])).toEqual([
    [1, 'p1'],
    [2, 'p2'],
    [3, 'p3'],
  ]);
});

test('appends at the same time happen in turn, and an event is told once', async () => {
  const { root, trail, file } = await trailOfTest(0);
  const events = Array.from({ length: 20 }, (_, at) => ({ event: 'publish', id: `p${at % 10}` }));
  await Promise.all(events.map((event) => trail.append(root, event, AT)));
  expect(await verifyAuditFile(file)).toMatchObject({ lines: 10, problems: [], torn: false });
});

test('a torn last line is kept aside, and the chain goes on', async () => {
  const { root, trail, file } = await trailOfTest(2);
  await appendFile(file, '{"version":1,"sequ');
  expect(await verifyAuditFile(file)).toMatchObject({ lines: 2, problems: [], torn: true });
  await trail.append(root, { event: 'publish', id: 'p3' }, AT);
  expect(await verifyAuditFile(file)).toMatchObject({ lines: 3, problems: [], torn: false });
  const names = await readdir(path.dirname(file));
  expect(names).toEqual([path.basename(file), `${path.basename(file)}.torn-3`]);
  expect(await readFile(`${file}.torn-3`, 'utf8')).toBe('{"version":1,"sequ');
});

describe('what was done to a file is found', () => {
  test.each([
    ['a line that was changed', (lines: string[]) => lines.with(1, (lines[1] ?? '').replace('p2', 'pX')), [3]],
    ['a line that was taken out', (lines: string[]) => lines.toSpliced(1, 1), [2]],
    ['lines that changed places', (lines: string[]) => [lines[1] ?? '', lines[0] ?? '', ...lines.slice(2)], [1, 2, 3]],
    ['a line that is none', (lines: string[]) => lines.toSpliced(1, 0, 'x'), [2, 3]],
    ['the first line taken out', (lines: string[]) => lines.slice(1), [1]],
  ])('%s', async (_name, change, wrong) => {
    const { file } = await trailOfTest(4);
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    await writeFile(file, `${change(lines).join('\n')}\n`);
    const { problems } = await verifyAuditFile(file);
    expect(problems.map(({ line }) => line)).toEqual(wrong);
  });
});

test('whether an event is on record is told, and nothing is made for that', async () => {
  const { root, trail } = await trailOfTest(2);
  expect(await trail.holds(root, { event: 'publish', id: 'p2' })).toBe(true);
  expect(await trail.holds(root, { event: 'preview', id: 'p2' })).toBe(false);
  const gone = path.join(root, 'gone');
  expect(await trail.holds(gone, { event: 'publish', id: 'p2' })).toBe(false);
  expect(await readdir(root)).toEqual(['.compline']);
});
