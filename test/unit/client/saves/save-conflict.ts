import type { SaveConflict } from '../../../../server/protocol/saves.ts';
import { lockFile } from '../fake-core.ts';

/** A save that replaced what somebody else had written. */
export const saveConflict = (change: Partial<SaveConflict> = {}): SaveConflict => ({
  id: 'c1',
  file: '/p/a.comp',
  reason: 'changed',
  theirs: '/state/c1/theirs.comp',
  ours: '/state/c1/ours.comp',
  owner: lockFile(),
  at: '2026-01-01T00:00:00Z',
  ...change,
});
