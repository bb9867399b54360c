import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { GuardedSaves } from '../../../../client/saves/guarded-saves.ts';
import type { SaveConflict } from '../../../../server/protocol/saves.ts';
import { settle } from '../fake-core.ts';
import { editor } from '../fake-vscode.ts';
import { fakeLocking } from '../locks/locking.ts';
import { saveConflict } from './save-conflict.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const A = '/p/a.comp';

beforeEach(() => {
  vi.useFakeTimers();
  editor.reset();
});
afterEach(() => void vi.useRealTimers());

const make = async () => {
  const locking = await fakeLocking();
  const { fake } = locking;
  const conflicts: SaveConflict[] = [];
  fake.answers.set('save/begin', () => ({ save: 'save-1' }));
  fake.answers.set('save/end', () => ({}));
  new GuardedSaves({ ...locking, onConflict: (conflict) => conflicts.push(conflict) });
  const asked = () => fake.asked.filter((it) => it.startsWith('save/'));
  return { ...locking, conflicts, asked };
};

test('the core looks at a comp before and after it is saved', async () => {
  const { asked, fake, conflicts } = await make();
  await editor.save(editor.open(A));
  await settle();
  expect(asked()).toEqual([`save/begin ${A}`, 'save/end']);
  expect(fake.params.get('save/end')).toEqual({ save: 'save-1' });
  expect(conflicts).toEqual([]);
});

test.each([
  ['/other/a.comp', 'fusion-comp'],
  ['/p/compline.yaml', 'compline-config'],
])('it does not look at %s (%s)', async (file, language) => {
  const { asked } = await make();
  await editor.save(editor.load(file, { language }));
  await settle();
  expect(asked()).toEqual([]);
});

test('a save that met somebody else is told', async () => {
  const { fake, conflicts } = await make();
  fake.answers.set('save/end', () => ({ conflict: saveConflict() }));
  await editor.save(editor.open(A));
  await settle();
  expect(conflicts).toEqual([saveConflict()]);
});

test('a core that does not answer holds a save up for a second, and what it says late is not used', async () => {
  const { fake, asked } = await make();
  const { promise, resolve } = Promise.withResolvers<object>();
  fake.answers.set('save/begin', () => promise);
  const document = editor.open(A);
  editor.type(document);
  const saving = editor.save(document);
  await vi.advanceTimersByTimeAsync(999);
  expect(document.isDirty).toBe(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(await saving).toBe(true);
  resolve({ save: 'late' });
  await settle();
  expect(asked()).toEqual([`save/begin ${A}`]);
});

test('a core that is not there holds up nothing', async () => {
  const { fake, asked } = await make();
  fake.error = new Error('No core.');
  expect(await editor.save(editor.open(A))).toBe(true);
  expect(asked()).toEqual([`save/begin ${A}`]);
});

test('a core that has not answered is asked again when it is reached, and not before', async () => {
  const { fake, asked } = await make();
  const document = editor.open(A);
  fake.error = new Error('No core.');
  fake.become('disconnected');
  await editor.save(document);
  await editor.save(document);
  expect(asked()).toEqual([`save/begin ${A}`]);
  fake.error = undefined;
  fake.become('connected');
  await editor.save(document);
  await settle();
  expect(asked()).toEqual([`save/begin ${A}`, `save/begin ${A}`, 'save/end']);
});

test('a save that VS Code gave up is not ended by the next one', async () => {
  const { fake, asked } = await make();
  const document = editor.open(A);
  editor.saves = false;
  await editor.save(document);
  editor.saves = true;
  fake.answers.set('save/begin', () => ({ save: 'save-2' }));
  await editor.save(document);
  await settle();
  expect(asked()).toEqual([`save/begin ${A}`, `save/begin ${A}`, 'save/end']);
  expect(fake.params.get('save/end')).toEqual({ save: 'save-2' });
});
