import { beforeEach, expect, test, vi } from 'vitest';
import { Dismissed, Notice } from '../../../../client/core/error-reporter.ts';
import { saveVersion } from '../../../../client/saves/save-version.ts';
import { settle } from '../fake-core.ts';
import { editor, fakeMemento } from '../fake-vscode.ts';
import { fakeLocking } from '../locks/locking.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const A = '/p/a.comp';

beforeEach(() => editor.reset());

const make = async (remembered: Record<string, unknown> = {}) => {
  const locking = await fakeLocking();
  locking.fake.answers.set('save/version', ({ state = 'wip' }: { state?: string }) => ({
    version: { number: 12, state, file: `/p/_versions/a_${state}012.comp` },
  }));
  return { ...locking, memento: fakeMemento(remembered) as never };
};

test.each<[string, (string | undefined)[], object]>([
  ['the state of the newest version', ['As Before', ''], { file: A, comment: '' }],
  ['a state', ['chk', ' Sharper '], { file: A, state: 'chk', comment: 'Sharper' }],
  ['another state', ['Other…', 'cbb', ''], { file: A, state: 'cbb', comment: '' }],
])('it asks for a state and a comment: %s', async (_, answers, params) => {
  const { fake, ...services } = await make();
  editor.answers = answers;
  await saveVersion(services, A);
  expect(fake.params.get('save/version')).toEqual(params);
});

test('the state of the last time is the first', async () => {
  const services = await make();
  editor.answers = ['ok', ''];
  await saveVersion(services, A);
  await expect(saveVersion(services, A)).rejects.toThrow(Dismissed);
  expect(editor.shown.filter(([kind]) => kind === 'list').map(([, , ...labels]) => labels)).toEqual([
    ['As Before', 'wip', 'v', 'chk', 'ok', 'Other…'],
    ['ok', 'As Before', 'wip', 'v', 'chk', 'Other…'],
  ]);
});

test('the comp is saved first, and the number is told', async () => {
  const { fake, ...services } = await make();
  const document = editor.open(A);
  editor.type(document);
  editor.answers = ['As Before', '', 'Show'];
  await saveVersion(services, A);
  await settle();
  expect(document.isDirty).toBe(false);
  expect(fake.params.get('save/version')).not.toHaveProperty('text');
  expect(editor.shown.at(-1)).toEqual(['information', 'a.comp is saved as version 012 (wip).', 'Show']);
  expect(editor.ran.at(-1)).toEqual(['show', '/p/_versions/a_wip012.comp']);
});

test('what cannot be saved is no version', async () => {
  const { fake, ...services } = await make();
  editor.type(editor.open(A));
  Object.assign(editor, { answers: ['As Before', ''], saves: false });
  await expect(saveVersion(services, A)).rejects.toThrow(Notice);
  expect(fake.params.has('save/version')).toBe(false);
});

test('what is typed in an editor that is read-only becomes a version, and the file is left alone', async () => {
  const { fake, readonly, ...services } = await make();
  const document = editor.open(A);
  editor.type(document, 'typed before the lock was lost');
  await settle();
  await readonly.set(A);
  editor.answers = ['As Before', ''];
  editor.ran = [];
  const saved = vi.spyOn(document, 'save');
  await saveVersion({ ...services, readonly }, A);
  expect(fake.params.get('save/version')).toMatchObject({ text: 'typed before the lock was lost' });
  expect(saved).not.toHaveBeenCalled();
  expect(editor.ran.map(([id]) => id)).toEqual(['show', 'workbench.action.files.revert']);
});

test('where it fails, what is typed stays', async () => {
  const { fake, readonly, ...services } = await make();
  editor.type(editor.open(A), 'typed');
  await settle();
  await readonly.set(A);
  fake.answers.set('save/version', () => Promise.reject(new Error('disk full')));
  editor.answers = ['As Before', ''];
  editor.ran = [];
  await expect(saveVersion({ ...services, readonly }, A)).rejects.toThrow('disk full');
  expect(editor.ran).toEqual([]);
});
