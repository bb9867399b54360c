import { expect, test, vi } from 'vitest';
import { conflictOfRow, conflictRow } from '../../../../client/saves/conflict-rows.ts';
import { saveConflict } from './save-conflict.ts';

vi.mock('vscode', () => import('../fake-l10n.ts'));

test.each([
  ['changed', 'a.comp, save conflict: replaced what somebody else had written. Decide which text stands.'],
  ['locked', 'a.comp, save conflict: saved while Ann Lee on ws12 (Fusion) has the lock. Decide which text stands.'],
  ['lock-lost', 'a.comp, save conflict: saved after the lock was lost. Decide which text stands.'],
] as const)('%s', (reason, spoken) => {
  const row = conflictRow(saveConflict({ reason }));
  expect(row).toMatchObject({ spoken, label: 'a.comp', description: 'save conflict', context: `conflict ${reason}` });
  expect(conflictOfRow(row.id)).toBe('c1');
});

test.each(['lock:/p/a.comp', '', undefined])('no conflict: %s', (id) => {
  expect(conflictOfRow(id)).toBeUndefined();
});
