import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HeldNotice } from '../../../../client/locks/held-notice.ts';
import { LossNotice } from '../../../../client/locks/loss-notice.ts';
import type { Lock } from '../../../../server/protocol/locks.ts';
import { heldLock, settle } from '../fake-core.ts';
import { editor } from '../fake-vscode.ts';
import { fakeLocking } from './locking.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const A = '/p/a.comp';

beforeEach(() => {
  vi.useFakeTimers();
  editor.reset();
});
afterEach(() => void vi.useRealTimers());

/** A window that has the lock of a comp with unsaved changes. */
const holding = async () => {
  const locking = await fakeLocking();
  new HeldNotice({ ...locking, user: 'me' });
  new LossNotice(locking);
  const document = editor.open(A);
  editor.type(document);
  await settle();
  return { ...locking, document };
};

test('a lock that somebody has taken over is told once, with what can be done', async () => {
  const { fake } = await holding();
  fake.takenByOther(heldLock(A));
  fake.takenByOther(heldLock(A));
  await settle();
  expect(editor.shown).toEqual([
    [
      'error',
      'Ann Lee on ws12 (Fusion) has taken over your lock of a.comp. It is read-only here.',
      'Take Over…',
      'Save As New Version…',
      'Compare',
    ],
  ]);
});

test('one that is seen before the core has found it out is told once', async () => {
  const { fake, known } = await holding();
  known.take(heldLock(A));
  fake.takenByOther(heldLock(A));
  await settle();
  expect(editor.messages).toHaveLength(1);
});

test.each<[Partial<Lock>, string]>([
  [{ elsewhere: 'window' }, 'You have taken over the lock of a.comp elsewhere. It is read-only here.'],
  [{ state: 'unreadable' }, 'Your lock of a.comp is lost. It is read-only here.'],
])('why a lock is lost: %o', async (change, message) => {
  const { fake } = await holding();
  fake.takenByOther(heldLock(A, change));
  await settle();
  expect(editor.messages).toEqual([message]);
});

test('where nothing is unsaved there is nothing to save or compare', async () => {
  const { fake, document } = await holding();
  editor.undo(document);
  fake.takenByOther(heldLock(A));
  await settle();
  expect(editor.shown[0]?.slice(2)).toEqual(['Take Over…']);
});

test.each([
  ['Take Over…', 'compline.takeOverLock'],
  ['Save As New Version…', 'compline.saveVersion'],
  ['Compare', 'workbench.files.action.compareWithSaved'],
])('%s', async (choice, command) => {
  const { fake } = await holding();
  editor.answers = [choice];
  fake.takenByOther(heldLock(A));
  await settle();
  expect(editor.ran).toContainEqual([command, A]);
});

test.each<[string, readonly Partial<Lock>[], number, string[], boolean]>([
  ['for a moment', [{ state: 'unreachable' }], 20, [], false],
  ['and comes back', [{ state: 'unreachable' }, { state: 'mine' }], 200, [], false],
  [
    'for longer than the lock holds',
    [{ state: 'unreachable' }],
    100,
    [
      'The folder of a.comp does not answer, so your lock of it may be lost. It is read-only here until the folder is back.',
    ],
    true,
  ],
])('a share that is away %s', async (_, states, seconds, messages, isReadonly) => {
  const { fake, readonly } = await holding();
  for (const change of states) {
    const lock = heldLock(A, change);
    fake.tell('lock/changed', { lock: change.state === 'mine' ? fake.lock(A) : lock });
  }
  await vi.advanceTimersByTimeAsync(seconds * 1_000);
  expect(editor.messages).toEqual(messages);
  expect(readonly.has(A)).toBe(isReadonly);
});

test('what was let go here, and what is simply gone, is no loss', async () => {
  const { fake, keeper } = await holding();
  await keeper.release(A);
  fake.takenByOther(heldLock(A, { state: 'free' }));
  await settle();
  expect(editor.messages).toEqual([]);
});

test('a core that is followed by another keeps the locks, and nothing is said', async () => {
  const { fake, held, readonly } = await holding();
  fake.become('disconnected');
  fake.become('connecting');
  fake.become('connected');
  await settle();
  expect(held.isHeld(A)).toBe(true);
  expect(readonly.has(A)).toBe(false);
  expect(editor.messages).toEqual([]);
  expect(fake.params.get('lock/acquire')).toMatchObject({ resume: 's-me' });
});

test('a lock that was lost while no core was there is told when there is one', async () => {
  const { fake, readonly } = await holding();
  fake.become('disconnected');
  fake.mine.delete(A);
  fake.locks.set(A, heldLock(A));
  fake.become('connected');
  await settle();
  expect(editor.messages).toHaveLength(1);
  expect(readonly.has(A)).toBe(true);
});
