import { beforeEach, expect, test, vi } from 'vitest';
import { ReadonlyEditors } from '../../../../client/locks/readonly-editors.ts';
import { settle } from '../fake-core.ts';
import { editor, fakeMemento } from '../fake-vscode.ts';
import { fakeLog } from './locking.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const make = (remembered: readonly string[] = []) =>
  new ReadonlyEditors(fakeMemento({ 'compline.readonly': remembered }) as never, fakeLog);

/** The files that are read-only in VS Code, which knows the active editor alone. */
let readonly: Set<string>;

beforeEach(() => {
  editor.reset();
  readonly = new Set();
  editor.onCommand = (id) => {
    const input = editor.active?.input;
    if (input === undefined || !('uri' in input)) return;
    if (id.includes('.setActive')) readonly.add(input.uri.fsPath);
    else readonly.delete(input.uri.fsPath);
  };
});

test('the active editor is read-only at once, others when they become active', async () => {
  const editors = make();
  editor.open('/a');
  editor.open('/b');
  await editors.set('/b');
  await editors.set('/a');
  expect([...readonly]).toEqual(['/b']);
  editor.show('/a');
  await settle();
  expect([...readonly].sort()).toEqual(['/a', '/b']);
});

test('what is writable again becomes so when it is active, and nothing is said twice', async () => {
  const editors = make();
  editor.open('/a');
  await editors.set('/a');
  editor.open('/b');
  await editors.reset('/a');
  expect([...readonly]).toEqual(['/a']);
  for (const file of ['/a', '/b', '/a']) {
    editor.show(file);
    await settle();
  }
  expect([...readonly]).toEqual([]);
  expect(editor.ran).toHaveLength(2);
});

test('an editor that the user has made read-only by hand is left alone', async () => {
  make();
  editor.open('/a');
  editor.open('/b');
  editor.show('/a');
  await settle();
  expect(editor.ran).toEqual([]);
});

test('a file that the user has made writable is made read-only again where that is asked for', async () => {
  const editors = make();
  editor.open('/a');
  await editors.set('/a');
  readonly.clear();
  await editors.set('/a');
  expect([...readonly]).toEqual(['/a']);
});

test('where the active editor changes meanwhile, both are put right when they are active', async () => {
  const editors = make();
  editor.open('/b');
  editor.open('/a');
  const { onCommand } = editor;
  editor.onCommand = (id) => {
    editor.onCommand = onCommand;
    editor.show('/b'); // the command meets another editor than was meant
    onCommand(id);
  };
  await editors.set('/a');
  await settle();
  expect([...readonly]).toEqual([]);
  editor.show('/a');
  await settle();
  expect([...readonly]).toEqual(['/a']);
});

test('what was read-only when the extension ended is writable again where nobody wants it so', async () => {
  readonly.add('/a');
  make(['/a']);
  editor.open('/a');
  await settle();
  expect([...readonly]).toEqual([]);
});
