import { expect, test, vi } from 'vitest';
import { lockRow, lockRows } from '../../../../client/locks/lock-rows.ts';
import type { Lock } from '../../../../server/protocol/locks.ts';
import { lockFile } from '../fake-core.ts';

vi.mock('vscode', () => import('../fake-l10n.ts'));

const { displayName: _, ...withoutName } = lockFile();
const owner = lockFile();

test.each([
  [{ state: 'mine', owner }, 'you', 'held by you', 'lock mine'],
  [{ state: 'held', owner, ageSeconds: 12 }, 'Ann Lee on ws12', 'held by Ann Lee on ws12', 'lock held'],
  [{ state: 'held', owner: withoutName }, 'ann on ws12', 'held by ann on ws12', 'lock held'],
  [{ state: 'held', owner, elsewhere: 'window' }, 'you, elsewhere', 'held by you, elsewhere', 'lock held elsewhere'],
  [
    { state: 'stale', owner: withoutName, ageSeconds: 600 },
    'stale, ann on ws12',
    'stale, left by ann on ws12, last renewed 10 min ago',
    'lock stale',
  ],
  [{ state: 'stale' }, 'stale, somebody', 'stale, left by somebody', 'lock stale'],
  [{ state: 'unreadable' }, 'not readable', 'not readable', 'lock unreadable'],
  [{ state: 'unreachable' }, 'the folder does not answer', 'the folder does not answer', 'lock unreachable'],
] as const)('%o', (lock, description, whole, context) => {
  const row = lockRow({ file: '/p/SH010.comp', ...lock });
  expect(row).toMatchObject({ label: 'SH010.comp', description, context, spoken: `SH010.comp, ${whole}` });
});

test('each state has a picture of its own', () => {
  const states: readonly Lock['state'][] = ['mine', 'held', 'stale', 'unreadable', 'unreachable'];
  const icons = states.map((state) => lockRow({ file: '/a', state }).icon.id);
  expect(new Set(icons).size).toBe(states.length);
});

test('one’s own locks are the first, then those of others, then what is stale or not known', () => {
  const states: readonly Lock['state'][] = ['unreachable', 'stale', 'held', 'unreadable', 'mine'];
  const rows = lockRows(states.map((state) => ({ file: `/${state}`, state })));
  expect(rows.map(({ label }) => label)).toEqual(['mine', 'held', 'stale', 'unreadable', 'unreachable']);
});

test('a time that another program wrote in no way that is understood is not told', () => {
  const tooltip = lockRow({ file: '/a', state: 'held', owner: lockFile({ acquired: 'yesterday' }) }).tooltip;
  expect(tooltip.map(({ name }) => name)).toEqual([undefined, 'File', 'Application']);
});
