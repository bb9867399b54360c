import { beforeEach, expect, test, vi } from 'vitest';
import { Dismissed, Notice } from '../../../../client/core/error-reporter.ts';
import { releaseAll } from '../../../../client/locks/release-all.ts';
import { settle } from '../fake-core.ts';
import { editor } from '../fake-vscode.ts';
import { fakeLocking } from './locking.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const A = '/p/a.comp';
const B = '/p/b.comp';

beforeEach(() => editor.reset());

/** A window with the locks of two comps, one of them with unsaved changes; another window has one more. */
const holding = async () => {
  const locking = await fakeLocking();
  locking.fake.answers.set('lock/release-all', () => ({ files: ['/p/c.comp'] }));
  const saved = editor.open(A);
  editor.type(saved);
  const dirty = editor.open(B);
  editor.type(dirty);
  await settle();
  await editor.save(saved);
  return { ...locking, dirty };
};

test.each([
  ['Save and Release', { held: [], isDirty: false }],
  ['Release Only', { held: [], isDirty: true }],
])('with unsaved changes it asks: %s', async (answer, expected) => {
  const { dirty, held, ...services } = await holding();
  editor.answers = [answer];
  await releaseAll({ ...services, held });
  expect({ held: held.files, isDirty: dirty.isDirty }).toEqual(expected);
  expect(editor.shown.map(([, text]) => text)).toEqual([
    'Release all your locks? There are unsaved changes in: b.comp',
    '3 locks were let go.',
  ]);
});

test('called off, nothing is let go', async () => {
  const { held, ...services } = await holding();
  await expect(releaseAll({ ...services, held })).rejects.toThrow(Dismissed);
  expect(held.files).toEqual([A, B]);
});

test('what cannot be saved keeps all locks', async () => {
  const { held, ...services } = await holding();
  Object.assign(editor, { answers: ['Save and Release'], saves: false });
  await expect(releaseAll({ ...services, held })).rejects.toThrow(Notice);
  expect(held.files).toEqual([A, B]);
});

test('without unsaved changes it does not ask; without locks it says so', async () => {
  const { dirty, held, fake, ...services } = await holding();
  await editor.save(dirty);
  await releaseAll({ ...services, held });
  expect(editor.shown.map(([kind]) => kind)).toEqual(['status']);
  fake.answers.set('lock/release-all', () => ({ files: [] }));
  await expect(releaseAll({ ...services, held })).rejects.toThrow(Notice);
});
