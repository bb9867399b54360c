import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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

/** Long enough for a tab that is moved to be in its new place. */
const passTime = async () => {
  await vi.advanceTimersByTimeAsync(1_000);
  await settle();
};

test.each<[string, { closed?: string; file?: string; language?: string; asked: string[] }]>([
  ['a comp of a project', { asked: [`lock/acquire ${A}`] }],
  ['a comp outside of the project', { file: '/other/a.comp', asked: [] }],
  ['a document of another language', { language: 'glsl', asked: [] }],
  ['a comp in a window that may not use the core', { closed: 'untrusted', asked: [] }],
])('the first edit of %s', async (_, { closed, file = A, language = 'fusion-comp', asked }) => {
  const { fake } = await fakeLocking(closed === undefined ? {} : { closed });
  const document = editor.load(file, { language });
  editor.open(file);
  await settle();
  expect(fake.asked).toEqual([]);
  editor.type(document, 'a');
  editor.type(document, 'ab');
  await settle();
  editor.type(document, 'abc');
  await settle();
  expect(fake.asked).toEqual(asked);
});

test.each<[string, () => void]>([
  ['a preview', () => editor.open(A, { isPreview: true })],
  ['a comparison', () => editor.open(A, { diff: true })],
  ['a document that an extension has opened', () => editor.load(A)],
])('%s is not locked, even where comps are locked when they are opened', async (_, open) => {
  editor.set('locks.onOpen', true);
  const { fake } = await fakeLocking();
  open();
  await passTime();
  expect(fake.asked).toEqual([]);
});

test('a comp is locked when it is opened where the user wants that, and asked for once', async () => {
  const { fake } = await fakeLocking();
  editor.open(A);
  fake.locks.set('/p/b.comp', heldLock('/p/b.comp'));
  await settle();
  editor.set('locks.onOpen', true);
  await settle();
  expect(fake.asked).toEqual([`lock/acquire ${A}`]);
  editor.open('/p/b.comp');
  editor.show(A);
  editor.show('/p/b.comp');
  await settle();
  expect(fake.asked).toEqual([`lock/acquire ${A}`, 'lock/acquire /p/b.comp']);
});

test('a dirty comp that is found open is locked', async () => {
  editor.load(A, { isDirty: true });
  const { fake } = await fakeLocking();
  await settle();
  expect(fake.asked).toEqual([`lock/acquire ${A}`]);
});

test.each<[string, (document: ReturnType<typeof editor.open>) => Promise<void> | void, boolean]>([
  ['closes', () => editor.close(A), true],
  ['is undone to what is saved', (document) => editor.undo(document), false],
  ['is saved', async (document) => void (await editor.save(document)), false],
  [
    'moves to another tab',
    (document) => {
      editor.undo(document);
      const [tab] = editor.tabs;
      editor.tabs = [];
      editor.activate(undefined);
      editor.tabs = tab === undefined ? [] : [tab];
      editor.activate(tab);
    },
    false,
  ],
])('a lock whose comp %s', async (_, happen, isReleased) => {
  const { fake, held } = await fakeLocking();
  const document = editor.open(A);
  editor.type(document);
  await settle();
  if (isReleased) document.isDirty = false;
  await happen(document);
  await passTime();
  expect(held.isHeld(A)).toBe(!isReleased);
  expect(fake.asked.filter((it) => it.startsWith('lock/release'))).toHaveLength(isReleased ? 1 : 0);
});

test('a saved comp that is edited again is told of, though its lock is held', async () => {
  const { fake } = await fakeLocking();
  const document = editor.open(A);
  editor.type(document);
  await settle();
  await editor.save(document);
  editor.type(document);
  await settle();
  expect(fake.asked).toEqual([`lock/acquire ${A}`, `lock/acquire ${A}`]);
});

test('a comp with unsaved changes keeps its lock without a tab', async () => {
  const { held } = await fakeLocking();
  editor.type(editor.open(A));
  await settle();
  editor.close(A);
  await passTime();
  expect(held.isHeld(A)).toBe(true);
});

test('a lock that a command took on a file that is not open stays until a command lets it go', async () => {
  const { held, keeper } = await fakeLocking();
  await keeper.acquire(A);
  editor.open('/p/b.comp');
  await passTime();
  expect(held.isHeld(A)).toBe(true);
  await keeper.release(A);
  expect(held.isHeld(A)).toBe(false);
});

test('what was let go by a command is not taken again until its next first edit', async () => {
  const { fake, held, keeper } = await fakeLocking();
  const document = editor.open(A);
  editor.type(document);
  await settle();
  await keeper.release(A);
  fake.tell('lock/changed', { lock: { file: A, state: 'free' } });
  editor.type(document, 'more');
  await settle();
  expect(held.isHeld(A)).toBe(false);
  await editor.save(document);
  editor.type(document, 'again');
  await settle();
  expect(held.isHeld(A)).toBe(true);
});

test('a lock that somebody else has is told at the first edit, and taken when it is let go', async () => {
  const { fake, keeper, held } = await fakeLocking();
  const refused: Lock[] = [];
  keeper.onDidRefuse((lock) => refused.push(lock));
  fake.locks.set(A, heldLock(A));
  editor.type(editor.open(A));
  await settle();
  expect(refused.map(({ owner }) => owner?.user)).toEqual(['ann']);
  fake.takenByOther({ file: A, state: 'free' });
  await settle();
  expect(held.isHeld(A)).toBe(true);
});

test('a lock that is simply gone is taken again where there are changes', async () => {
  const { fake, held } = await fakeLocking();
  editor.type(editor.open(A));
  await settle();
  fake.takenByOther({ file: A, state: 'free' });
  await settle();
  expect(fake.asked).toEqual([`lock/acquire ${A}`, `lock/acquire ${A}`]);
  expect(held.isHeld(A)).toBe(true);
});

test('a core that is away is asked again when it is back, and said of meanwhile', async () => {
  const { fake, keeper, held } = await fakeLocking();
  fake.error = new Error('No core.');
  editor.type(editor.open(A));
  await settle();
  expect(keeper.failure(A)).toBe('No core.');
  fake.error = undefined;
  fake.become('connected');
  await settle();
  expect([held.isHeld(A), keeper.failure(A)]).toEqual([true, undefined]);
});

test('a comp that closes while it is being locked is let go', async () => {
  const { fake, held } = await fakeLocking();
  const { promise, resolve } = Promise.withResolvers<object>();
  fake.answers.set('lock/acquire', () => promise);
  const document = editor.open(A);
  editor.type(document);
  await settle();
  document.isDirty = false;
  editor.close(A);
  await passTime();
  fake.mine.add(A);
  resolve({ lock: fake.lock(A) });
  await passTime();
  expect(held.isHeld(A)).toBe(false);
});
