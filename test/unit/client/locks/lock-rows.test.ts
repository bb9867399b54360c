import { expect, test, vi } from 'vitest';
import { lockRow } from '../../../../client/locks/lock-rows.ts';
import type { Lock } from '../../../../server/protocol/locks.ts';

vi.mock('vscode', () => import('../fake-l10n.ts'));

const owner: NonNullable<Lock['owner']> = {
  version: 1,
  user: 'ann',
  machine: 'ws12',
  process: 7,
  application: 'Compline',
  session: 's',
  acquired: '2026-01-01T00:00:00Z',
  renewed: '2026-01-01T00:00:00Z',
};

test.each([
  [{ state: 'mine', owner }, 'you', 'held by you', 'lock mine'],
  [{ state: 'held', owner, ageSeconds: 12 }, 'ann on ws12', 'held by ann on ws12', 'lock held'],
  [
    { state: 'stale', owner, ageSeconds: 600 },
    'stale, ann on ws12',
    'stale, left by ann on ws12, last renewed 10 min ago',
    'lock stale',
  ],
  [{ state: 'stale' }, 'stale, somebody', 'stale, left by somebody', 'lock stale'],
  [{ state: 'unreadable' }, 'not readable', 'not readable', 'lock unreadable'],
] as const)('%o', (lock, description, whole, context) => {
  const row = lockRow({ file: '/p/SH010.comp', ...lock });
  expect(row).toMatchObject({ label: 'SH010.comp', description, context, spoken: `SH010.comp, ${whole}` });
});
