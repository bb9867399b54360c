import { beforeEach, expect, test, vi } from 'vitest';
import { Dismissed, Notice } from '../../../../client/core/error-reporter.ts';
import { actionsFor, chooseLockAction, chooseStaleLock } from '../../../../client/locks/lock-actions.ts';
import { statusOf } from '../../../../client/locks/lock-status-bar.ts';
import type { Lock } from '../../../../server/protocol/locks.ts';
import { heldLock } from '../fake-core.ts';
import { editor } from '../fake-vscode.ts';
import { fakeLocking } from './locking.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const A = '/p/a.comp';

beforeEach(() => editor.reset());

test.each<[Partial<Lock>, string | undefined, readonly string[]]>([
  [{ state: 'free' }, undefined, ['Acquire Lock', 'Save New Version…']],
  [{ state: 'mine' }, '$(lock) You', ['Release Lock', 'Save New Version…']],
  [{}, '$(person) Ann Lee on ws12', ['Notify Owner…', 'Take Over…']],
  [{ elsewhere: 'window' }, '$(person) You, elsewhere', ['Take Over…']],
  [{ state: 'stale' }, '$(warning) Stale: Ann Lee on ws12', ['Take Over…', 'Notify Owner…']],
  [{ state: 'unreadable' }, '$(question) Lock not readable', ['Take Over…']],
  [{ state: 'unreachable' }, '$(debug-disconnect) Folder away', []],
])('%o', (change, text, labels) => {
  const lock = heldLock(A, change);
  expect(statusOf(lock)?.text).toBe(text);
  expect(actionsFor(lock).map(({ label }) => label)).toEqual(labels);
});

test('the actions are offered in a list, and what is chosen is done', async () => {
  const { known } = await fakeLocking();
  known.take(heldLock(A));
  const services = { known, conflicts: { of: () => undefined } as never };
  editor.answers = ['Notify Owner…'];
  await chooseLockAction(services, A);
  expect(editor.shown).toEqual([
    ['list', 'a.comp: held by Ann Lee on ws12', 'Notify Owner…', 'Take Over…', 'Show All Locks'],
  ]);
  expect(editor.ran).toEqual([['compline.notifyLockOwner', A]]);
  await expect(chooseLockAction(services, A)).rejects.toThrow(Dismissed);
});

test('a save that is to be decided on comes first', async () => {
  const { known } = await fakeLocking();
  await expect(chooseLockAction({ known, conflicts: { of: () => ({}) } as never }, A)).rejects.toThrow(Dismissed);
  expect(editor.shown[0]?.[2]).toBe('Decide on Save…');
});

test('stale locks are listed, and one can be taken over', async () => {
  const locks = [heldLock('/p/b.comp'), heldLock(A, { state: 'stale', ageSeconds: 7_200 })];
  editor.answers = ['a.comp', 'Take Over…'];
  await chooseStaleLock(locks);
  expect(editor.shown.map(([, ...texts]) => texts)).toEqual([
    ['Stale Locks', 'a.comp'],
    ['a.comp: stale, left by Ann Lee on ws12', 'Take Over…', 'Notify Owner…', 'Open File', 'Reveal in Explorer'],
  ]);
  expect(editor.ran).toEqual([['compline.takeOverLock', A]]);
  await expect(chooseStaleLock([heldLock(A)])).rejects.toThrow(Notice);
});
