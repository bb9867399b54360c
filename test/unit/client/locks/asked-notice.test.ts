import { beforeEach, expect, test, vi } from 'vitest';
import { AskedNotice } from '../../../../client/locks/asked-notice.ts';
import { notifyOwner } from '../../../../client/locks/notify-owner.ts';
import { heldLock, settle } from '../fake-core.ts';
import { editor } from '../fake-vscode.ts';
import { fakeLocking } from './locking.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const A = '/p/a.comp';
const asking = (message: string) => ({
  asking: { file: A, from: { user: 'ann', displayName: 'Ann Lee', machine: 'ws12' }, message, at: '2026-01-01' },
});

beforeEach(() => editor.reset());

const holding = async () => {
  const locking = await fakeLocking();
  new AskedNotice(locking);
  const document = editor.open(A);
  editor.type(document);
  await settle();
  return { ...locking, document };
};

test.each([
  ['', 'Ann Lee on ws12 asks you to let a.comp go.'],
  ['Two\n lines \u0007', 'Ann Lee on ws12 asks you to let a.comp go: “Two lines”'],
  ['[link](command:x)', 'Ann Lee on ws12 asks you to let a.comp go: “[link] (command:x)”'],
  ['x'.repeat(1_000), `Ann Lee on ws12 asks you to let a.comp go: “${'x'.repeat(299)}…”`],
  ['Due at six', 'Ann Lee on ws12 asks you to let a.comp go: “Due at six”'],
])('who asks for a lock is told: «%s»', async (message, text) => {
  const { fake } = await holding();
  fake.tell('lock/asked', asking(message));
  expect(editor.shown).toEqual([['information', text, 'Save and Release', 'Keep']]);
});

test.each([
  ['Save and Release', true, { isDirty: false, isHeld: false, errors: 0 }],
  ['Save and Release', false, { isDirty: true, isHeld: true, errors: 1 }],
  ['Keep', true, { isDirty: true, isHeld: true, errors: 0 }],
])('%s, where saving works: %s', async (choice, saves, expected) => {
  const { fake, held, document, shown } = await holding();
  Object.assign(editor, { answers: [choice], saves });
  fake.tell('lock/asked', asking(''));
  await settle();
  expect({ isDirty: document.isDirty, isHeld: held.isHeld(A), errors: shown.length }).toEqual(expected);
});

test('who asks twice before there is an answer is told of once', async () => {
  const { fake } = await holding();
  fake.tell('lock/asked', asking(''));
  fake.tell('lock/asked', asking(''));
  fake.tell('lock/asked', asking('please'));
  expect(editor.shown).toHaveLength(2);
});

test('asking somebody takes a message, and says that they are asked', async () => {
  const { core, known, fake } = await fakeLocking();
  known.take(heldLock(A));
  editor.answers = [' Due at six '];
  await notifyOwner(core, known, A);
  expect(fake.params.get('lock/ask')).toEqual({ file: A, message: 'Due at six' });
  expect(editor.shown).toEqual([
    ['input', 'Ask Ann Lee on ws12 to let a.comp go'],
    ['status', 'Ann Lee on ws12 is asked to let a.comp go.'],
  ]);
});
