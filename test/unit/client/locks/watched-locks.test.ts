import { beforeEach, expect, test, vi } from 'vitest';
import { heldLock, settle } from '../fake-core.ts';
import { editor } from '../fake-vscode.ts';
import { fakeLocking } from './locking.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const A = '/p/a.comp';
const B = '/p/b.comp';

beforeEach(() => editor.reset());

test('the comps in tabs are watched, and nothing is asked before there is one', async () => {
  const { fake } = await fakeLocking();
  const watched = () => fake.params.get('lock/watch');
  editor.load('/p/read-by-an-extension.comp');
  editor.open('/other/a.comp');
  await settle();
  expect(watched()).toBeUndefined();
  editor.open(A);
  editor.open(B, { isPreview: true });
  await settle();
  expect(watched()).toEqual({ files: [A, B] });
  editor.close(A);
  await settle();
  expect(watched()).toEqual({ files: [B] });
  editor.close(B);
  await settle();
  expect(watched()).toEqual({ files: [] });
});

test('what is opened while the core is asked is asked for after that', async () => {
  const { fake, watched } = await fakeLocking();
  const { promise, resolve } = Promise.withResolvers<object>();
  fake.answers.set('lock/watch', () => promise);
  editor.open(A);
  editor.open(B);
  await settle();
  resolve({ locks: [] });
  await settle();
  expect([watched.has(A), watched.has(B)]).toEqual([true, true]);
});

test('a core that does not answer is asked again when something changes, not for ever', async () => {
  const { fake, watched } = await fakeLocking();
  let asked = 0;
  fake.answers.set('lock/watch', () => {
    asked += 1;
    throw new Error('away');
  });
  editor.open(A);
  await settle();
  const before = asked;
  await settle();
  expect(asked).toBe(before);
  fake.answers.delete('lock/watch');
  editor.open(B);
  await settle();
  expect([watched.has(A), watched.has(B)]).toEqual([true, true]);
});

test('a look asks for what is seen, and what is heard meanwhile stands', async () => {
  const { comps, fake, known, watched } = await fakeLocking();
  editor.open(B);
  editor.open(A);
  await settle();
  fake.locks.set(A, heldLock(A));
  await watched.look(comps.seen);
  expect(fake.params.get('lock/status')).toEqual({ files: [A] });
  expect(known.state(A)).toBe('held');
  fake.answers.set('lock/status', () => {
    fake.takenByOther({ file: A, state: 'free' });
    return { locks: [heldLock(A)] };
  });
  await watched.look(comps.seen);
  expect(known.state(A)).toBe('free');
});
