import { beforeEach, expect, test, vi } from 'vitest';
import { HeldNotice } from '../../../../client/locks/held-notice.ts';
import type { Lock } from '../../../../server/protocol/locks.ts';
import { heldLock, lockFile, settle } from '../fake-core.ts';
import { editor } from '../fake-vscode.ts';
import { fakeLocking } from './locking.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const A = '/p/a.comp';

beforeEach(() => editor.reset());

const make = async () => {
  const locking = await fakeLocking();
  new HeldNotice({ ...locking, user: 'me' });
  return locking;
};

test.each<[string, Partial<Lock>, readonly string[] | undefined]>([
  ['somebody else’s', {}, ['Open Read-Only', 'Take Over…', 'Notify Owner…']],
  ['that of one’s other window', { elsewhere: 'window' }, ['Open Read-Only', 'Take Over…']],
  ['one kept by a command', { elsewhere: 'kept' }, ['Open Read-Only', 'Take Over…']],
  ['a stale one', { state: 'stale' }, ['Open Read-Only', 'Take Over…', 'Notify Owner…']],
  ['a stale one of the user', { state: 'stale', owner: lockFile({ user: 'me' }) }, undefined],
  ['one that cannot be read', { state: 'unreadable' }, ['Open Read-Only', 'Take Over…', 'Notify Owner…']],
  ['one’s own', { state: 'mine' }, undefined],
  ['one on a share that is away', { state: 'unreachable' }, undefined],
])('opening a comp whose lock is %s', async (_, change, offered) => {
  const { fake } = await make();
  fake.locks.set(A, heldLock(A, change));
  editor.open(A, { isPreview: true });
  await settle();
  expect(editor.shown.map(([, , ...choices]) => choices)).toEqual(offered === undefined ? [] : [offered]);
});

test('the notice says who, where, in what and since when', async () => {
  const { fake } = await make();
  fake.locks.set(A, heldLock(A));
  editor.open(A);
  await settle();
  expect(editor.messages[0]).toMatch(/^a\.comp is locked by Ann Lee on ws12 \(Fusion\) since \S.*\. It is read-only/);
});

test('it is shown once for a file and owner, and again for another owner', async () => {
  const { fake } = await make();
  fake.locks.set(A, heldLock(A));
  for (let times = 0; times < 3; times += 1) {
    editor.open(A);
    await settle();
    editor.close(A);
  }
  expect(editor.messages).toHaveLength(1);
  editor.open(A);
  fake.takenByOther(heldLock(A, { owner: lockFile({ user: 'bob', displayName: 'Bob', session: 's-bob' }) }));
  await settle();
  expect(editor.messages).toHaveLength(2);
});

test('a comp that is not seen is told of when it is', async () => {
  const { fake } = await make();
  editor.open(A);
  editor.open('/p/b.comp');
  await settle();
  fake.takenByOther(heldLock(A));
  await settle();
  expect(editor.messages).toEqual([]);
  editor.show(A);
  expect(editor.messages).toHaveLength(1);
});

test('who begins to edit all the same is told again, and the editor is read-only', async () => {
  const { fake, readonly } = await make();
  fake.locks.set(A, heldLock(A, { state: 'stale' }));
  const document = editor.open(A);
  await settle();
  expect(readonly.has(A)).toBe(false);
  editor.type(document);
  await settle();
  expect(editor.messages).toHaveLength(2);
  expect(readonly.has(A)).toBe(true);
});

test.each([
  ['Take Over…', ['compline.takeOverLock', A]],
  ['Notify Owner…', ['compline.notifyLockOwner', A]],
  ['Open Read-Only', ['show', A]],
])('%s', async (choice, ran) => {
  const { fake } = await make();
  fake.locks.set(A, heldLock(A));
  editor.answers = [choice];
  editor.open(A);
  await settle();
  expect(editor.ran).toContainEqual(ran);
});
