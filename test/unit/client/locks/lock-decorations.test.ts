import { beforeEach, expect, test, vi } from 'vitest';
import { LockContext, spellings } from '../../../../client/locks/lock-context.ts';
import { LockDecorations } from '../../../../client/locks/lock-decorations.ts';
import { SaveConflicts } from '../../../../client/saves/save-conflicts.ts';
import type { Lock } from '../../../../server/protocol/locks.ts';
import { heldLock } from '../fake-core.ts';
import { editor, vscode } from '../fake-vscode.ts';
import { saveConflict } from '../saves/save-conflict.ts';
import { fakeLocking } from './locking.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const A = '/p/a.comp';

beforeEach(() => editor.reset());

const make = async () => {
  const locking = await fakeLocking();
  const conflicts = new SaveConflicts(locking);
  return { ...locking, conflicts, decorations: new LockDecorations(locking.known, conflicts) };
};

test.each<[Partial<Lock>, string | undefined, RegExp]>([
  [{ state: 'mine' }, 'L', /^Lock: held by you, since /],
  [{}, 'L!', /^Lock: held by Ann Lee on ws12, since /],
  [{ state: 'stale' }, 'L~', /^Lock: stale, left by Ann Lee on ws12/],
  [{ state: 'unreadable' }, 'L?', /^Lock: not readable/],
  [{ state: 'unreachable' }, 'L?', /^Lock: the folder does not answer/],
  [{ state: 'free' }, undefined, /^$/],
])('%o', async (change, badge, tooltip) => {
  const { known, decorations } = await make();
  known.take(heldLock(A, change));
  const decoration = decorations.provideFileDecoration(vscode.Uri.file(A) as never);
  expect(decoration?.badge).toBe(badge);
  expect(decoration?.tooltip ?? '').toMatch(tooltip);
});

test('a save to decide on is marked before a lock, and files that change are marked anew', async () => {
  const { known, conflicts, decorations } = await make();
  const fired: string[] = [];
  decorations.onDidChangeFileDecorations((uris) => fired.push(...uris.map((it) => it.fsPath)));
  known.take(heldLock(A));
  conflicts.add(saveConflict());
  expect(decorations.provideFileDecoration(vscode.Uri.file(A) as never)?.badge).toBe('!');
  conflicts.remove(saveConflict());
  expect(decorations.provideFileDecoration(vscode.Uri.file(A) as never)?.badge).toBe('L!');
  expect(fired).toEqual([A, A, A]);
});

test('menus know whose the locks are, by every way in which a window may write a path', async () => {
  const { known } = await make();
  const run = vi.spyOn(vscode.commands, 'executeCommand');
  new LockContext(known);
  known.take(heldLock(A));
  known.take(heldLock('C:\\show\\b.comp', { state: 'mine' }));
  expect(run.mock.calls.slice(-2).map((call) => call.slice(1))).toEqual([
    ['compline.locks.others', [A, '\\p\\a.comp']],
    ['compline.locks.mine', ['C:\\show\\b.comp']],
  ]);
  expect(spellings(A)).toHaveLength(2);
});
