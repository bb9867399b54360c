import { beforeEach, expect, test, vi } from 'vitest';
import type { Lock } from '../../../../server/protocol/locks.ts';
import { heldLock, settle } from '../fake-core.ts';
import { editor } from '../fake-vscode.ts';
import { fakeLocking } from './locking.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const A = '/p/a.comp';

beforeEach(() => editor.reset());

test.each<[string, readonly Partial<Lock>[], boolean]>([
  ['somebody takes it', [{}], true],
  ['it cannot be read', [{ state: 'unreadable' }], true],
  ['it is stale', [{ state: 'stale' }], false],
  ['it was held and is stale', [{}, { state: 'stale' }], true],
  ['it was held and is let go', [{}, { state: 'free' }], false],
  ['the folder does not answer', [{ state: 'unreachable' }], false],
])('the editor of a comp that is open: %s', async (_, changes, isReadonly) => {
  const { fake, readonly } = await fakeLocking();
  editor.open(A);
  await settle();
  for (const change of changes) fake.takenByOther(heldLock(A, change));
  await settle();
  expect(readonly.has(A)).toBe(isReadonly);
});

test.each<[string, Partial<Lock>, boolean]>([
  ['to somebody', {}, true],
  ['to somebody who let it go stale', { state: 'stale' }, true],
  ['and free', { state: 'free' }, false],
])('the editor whose lock is lost %s', async (_, change, isReadonly) => {
  const { fake, readonly } = await fakeLocking();
  editor.type(editor.open(A));
  await settle();
  fake.takenByOther(heldLock(A, change));
  await settle();
  expect(readonly.has(A)).toBe(isReadonly);
});

test('an editor is writable when its lock is taken over', async () => {
  const { fake, keeper, readonly } = await fakeLocking();
  fake.locks.set(A, heldLock(A));
  editor.open(A);
  await settle();
  expect(readonly.has(A)).toBe(true);
  await keeper.takeOver(A, 'due today');
  await settle();
  expect(readonly.has(A)).toBe(false);
});

test.each<[string, () => void, boolean]>([
  ['is read again, since its holder may have written it', () => {}, true],
  ['stays as it is where something is unsaved in it', () => editor.type(editor.open(A)), false],
  ['is left where another has unsaved changes', () => editor.load('/p/b.comp', { isDirty: true }), false],
  ['is read by VS Code when it is not active', () => void editor.open('/p/b.comp'), false],
])('the editor of a comp that is let go %s', async (_, before, isReadAgain) => {
  const { fake } = await fakeLocking();
  editor.open(A);
  await settle();
  fake.takenByOther(heldLock(A));
  before();
  await settle();
  fake.takenByOther({ file: A, state: 'free' });
  await settle();
  expect(editor.ran.some(([id]) => id === 'workbench.action.files.revert')).toBe(isReadAgain);
});
