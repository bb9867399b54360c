import { beforeEach, expect, test, vi } from 'vitest';
import { Dismissed, Notice } from '../../../../client/core/error-reporter.ts';
import { ConflictResolver } from '../../../../client/saves/conflict-resolver.ts';
import { SaveConflicts } from '../../../../client/saves/save-conflicts.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';
import { settle } from '../fake-core.ts';
import { editor } from '../fake-vscode.ts';
import { fakeLocking } from '../locks/locking.ts';
import { saveConflict } from './save-conflict.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const A = '/p/a.comp';

beforeEach(() => editor.reset());

const make = async () => {
  const locking = await fakeLocking();
  const conflicts = new SaveConflicts(locking);
  const version = { number: 12, state: 'wip', file: '/p/_versions/a_wip012.comp' };
  locking.fake.answers.set('save/resolve', ({ choice }: { choice: string }) =>
    choice === 'new-version' ? { version } : {},
  );
  const resolver = new ConflictResolver({ ...locking, conflicts });
  conflicts.add(saveConflict());
  return { ...locking, conflicts, resolver };
};

const choiceOf = (params: object | undefined) =>
  params !== undefined && 'choice' in params ? params.choice : undefined;

test('a conflict stands until it is answered, and dismissing it loses nothing', async () => {
  const { conflicts, resolver, fake } = await make();
  await resolver.tell(saveConflict());
  expect(editor.shown).toEqual([
    [
      'error',
      'Your save of a.comp replaced what somebody else had written. Both texts are kept.',
      'Save As New Version',
      'Compare',
      'Take Back',
    ],
  ]);
  expect(fake.params.has('save/resolve')).toBe(false);
  expect(conflicts.of(A)).toEqual(saveConflict());
});

test.each([
  ['Save As New Version', 'new-version', ['a.comp is saved as version 012 (wip).'], true],
  ['Take Back', 'take-back', [], true],
  ['Keep What I Saved', 'keep-ours', [], false],
])('%s', async (answer, choice, told, isReadAgain) => {
  const { conflicts, resolver, fake } = await make();
  editor.open(A);
  editor.answers = [answer];
  await resolver.choose(conflicts.of(A));
  expect(choiceOf(fake.params.get('save/resolve'))).toBe(choice);
  expect(conflicts.all).toEqual([]);
  expect(editor.messages).toEqual(told);
  expect(editor.ran.some(([id]) => id === 'workbench.action.files.revert')).toBe(isReadAgain);
});

test('what was typed since is not thrown away when the save is taken back', async () => {
  const { resolver } = await make();
  editor.type(editor.open(A), 'typed since');
  editor.answers = ['Take Back'];
  await resolver.tell(saveConflict());
  expect(editor.ran).toEqual([]);
});

test('who has compared the texts is asked again', async () => {
  const { resolver } = await make();
  editor.answers = ['Compare', 'Take Back'];
  await resolver.tell(saveConflict());
  await settle();
  expect(editor.ran[0]).toEqual(['vscode.diff', '/state/c1/theirs.comp', A, 'a.comp: before your save ↔ now']);
  expect(editor.messages).toHaveLength(2);
});

test('a choice that cannot be made leaves the conflict, and is told', async () => {
  const { conflicts, resolver, fake, shown } = await make();
  const error = new ComplineError({ code: 'file-changed', message: 'It has changed.' });
  fake.answers.set('save/resolve', () => Promise.reject(error));
  editor.answers = ['Take Back'];
  await resolver.tell(saveConflict());
  expect(shown).toEqual([error]);
  expect(conflicts.all).toHaveLength(1);
});

test('one that another window has decided on goes', async () => {
  const { conflicts, resolver, fake } = await make();
  fake.answers.set('save/resolve', () =>
    Promise.reject(new ComplineError({ code: 'not-found', message: 'It is decided.' })),
  );
  fake.answers.set('save/conflicts', () => ({ conflicts: [] }));
  editor.answers = ['Take Back'];
  await resolver.tell(saveConflict());
  expect(conflicts.all).toEqual([]);
});

test('without a conflict, or called off, nothing is done', async () => {
  const { conflicts, resolver } = await make();
  await expect(resolver.choose(undefined)).rejects.toThrow(Notice);
  await expect(resolver.choose(conflicts.of(A))).rejects.toThrow(Dismissed);
});

test('conflicts of an earlier session are read when the core is reached, those of this workspace', async () => {
  const { conflicts, fake } = await make();
  const older = saveConflict({ id: 'c0', at: '2025-01-01T00:00:00Z' });
  fake.answers.set('save/conflicts', () => ({
    conflicts: [older, saveConflict({ id: 'x', file: '/other/a.comp' }), saveConflict()],
  }));
  const told: (readonly string[])[] = [];
  conflicts.onDidChange((files) => told.push(files));
  fake.become('connected');
  await settle();
  expect(conflicts.all.map(({ id }) => id)).toEqual(['c1', 'c0']);
  expect(told).toEqual([[A]]);
});
