import { expect, test, vi } from 'vitest';
import { heldSentence, ownerInText, shownText, sinceText } from '../../../../client/locks/lock-texts.ts';
import type { Lock } from '../../../../server/protocol/locks.ts';
import { heldLock, lockFile } from '../fake-core.ts';

vi.mock('vscode', () => import('../fake-l10n.ts'));

test.each([
  ['Ann Lee', 60, 'Ann Lee'],
  ['$(lock) Ann', 60, '$ (lock) Ann'],
  [' Ann\r\n\tLee\u0000', 60, 'Ann Lee'],
  ['x'.repeat(100), 10, `${'x'.repeat(9)}…`],
  ['👩‍🎨'.repeat(2), 4, '👩‍🎨…'],
  ['', 60, ''],
])('what others wrote is shown on one line: %j', (text, longest, shown) => {
  expect(shownText(text, longest)).toBe(shown);
});

test.each<[string, Parameters<typeof lockFile>[0], string]>([
  ['all is known', {}, 'Ann Lee on ws12 (Fusion)'],
  ['an empty name', { displayName: '' }, 'ann on ws12 (Fusion)'],
  ['no application', { application: '' }, 'Ann Lee on ws12'],
])('who holds a lock: %s', (_, change, text) => {
  expect(ownerInText({ owner: lockFile(change) })).toBe(text);
});

test.each<[Partial<Lock>, RegExp]>([
  [{}, /^a\.comp is locked by Ann Lee on ws12 \(Fusion\) since .*\. It is read-only here\.$/],
  [{ owner: lockFile({ acquired: 'soon' }) }, /^a\.comp is locked by Ann Lee on ws12 \(Fusion\)\. It is read-only/],
  [{ elsewhere: 'window' }, /^You have a\.comp locked in another window\./],
  [{ elsewhere: 'kept' }, /^You have a\.comp locked from the command line\./],
  [{ state: 'stale' }, /^Ann Lee on ws12 \(Fusion\) left a lock on a\.comp, taken .*, and no longer renews it\.$/],
  [{ state: 'unreadable' }, /^a\.comp has a lock that cannot be read/],
])('%o', (change, sentence) => {
  expect(heldSentence(heldLock('/p/a.comp', change))).toMatch(sentence);
});

test('when a lock was taken', () => {
  expect(sinceText({ owner: lockFile() })).toMatch(/26/);
  expect(sinceText({})).toBeUndefined();
});
