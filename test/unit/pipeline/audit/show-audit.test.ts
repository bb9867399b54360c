import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { showAudit } from '../../../../server/pipeline/audit/show-audit.ts';
import { foldersOfTest, trailOf } from './audit-rig.ts';

const COMP = '05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP/DEMO_S_SH010_COMP.comp';
const at = (minute: number): string => new Date(Date.UTC(2026, 9, 1, 12, minute)).toISOString();

async function project() {
  const { root } = await foldersOfTest();
  const ann = trailOf('ann');
  const ben = trailOf('ben');
  await ann.append(root, { event: 'saved', id: '1', comp: COMP, comment: 'first' }, at(1));
  await ben.append(root, { event: 'lock-taken-over', id: '2', file: COMP }, at(2));
  await ann.append(root, { event: 'publish', id: '3', comp: COMP, step: 'DEMO_S_SH010_COMP' }, at(4));
  // The clock of this writer went back: its lines stay in their order.
  await ann.append(root, { event: 'saved', id: '4', comp: 'x.comp' }, at(0));
  await ben.append(root, { event: 'saved', id: '5', comp: 'y.comp' }, at(5));
  return root;
}

test.each<[string, Parameters<typeof showAudit>[1], string[]]>([
  ['everything by time', {}, ['1', '2', '3', '4', '5']],
  ['a comp, however it is named', { comp: COMP.toUpperCase() }, ['1', '2', '3']],
  ['a step by its folder', { step: 'DEMO_S_SH010_COMP' }, ['1', '2', '3']],
  ['a step by its short name', { step: 'comp' }, ['1', '2', '3']],
  ['a user', { user: 'BEN' }, ['2', '5']],
  ['an event', { event: 'saved' }, ['1', '4', '5']],
  ['since', { since: at(4) }, ['3', '5']],
  ['until, in another time zone', { until: '2026-10-01T14:02:00+02:00' }, ['1', '4']],
  ['several at once', { user: 'ann', event: 'saved', comp: COMP }, ['1']],
  ['what is nowhere', { user: 'eve' }, []],
])('%s', async (_name, filter, ids) => {
  const { entries, total } = await showAudit(await project(), filter, 100);
  expect(entries.map(({ id }) => id)).toEqual(ids);
  expect(total).toBe(ids.length);
});

test('an entry tells what its line tells, and where it stands', async () => {
  const root = await project();
  const [entry] = (await showAudit(root, {}, 100)).entries;
  expect(entry).toEqual({
    ...{ at: at(1), user: 'ann', machine: 'ws01', event: 'saved', id: '1', comp: COMP, step: 'DEMO_S_SH010_COMP' },
    ...{ file: 'ann-ws01-abc.jsonl', line: 1, facts: { comp: COMP, comment: 'first' } },
  });
});

test('the newest are told where there are more than wanted', async () => {
  const { entries, total } = await showAudit(await project(), {}, 2);
  expect([entries.map(({ id }) => id), total]).toEqual([['4', '5'], 5]);
});

test('what cannot be understood is counted, and the rest is told', async () => {
  const root = await project();
  await appendFile(path.join(root, '.compline/audit/ann-ws01-abc.jsonl'), '{"a":1}\n😀\n{"torn');
  const { entries, unread } = await showAudit(root, {}, 100);
  expect([entries.length, unread]).toEqual([5, 2]);
});
