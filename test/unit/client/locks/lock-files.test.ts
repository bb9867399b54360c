import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LockFiles } from '../../../../client/locks/lock-files.ts';
import { heldLock, settle } from '../fake-core.ts';
import { editor, vscode } from '../fake-vscode.ts';
import { fakeLocking } from './locking.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

beforeEach(() => {
  vi.useFakeTimers();
  editor.reset();
});
afterEach(() => void vi.useRealTimers());

const appears = (file: string) => editor.onFile(vscode.Uri.file(file));

test('what changes together is asked for at once, by the files that are locked', async () => {
  const { core, known, fake } = await fakeLocking();
  new LockFiles(core, known, { warn: () => {} } as never);
  fake.locks.set('/p/a.comp', heldLock('/p/a.comp'));
  for (const name of ['.~a.comp.lock', '.~b.comp.lock', '.~a.comp.lock', 'other.lock']) appears(`/p/${name}`);
  await vi.advanceTimersByTimeAsync(1_000);
  await settle();
  expect(fake.params.get('lock/status')).toEqual({ files: ['/p/a.comp', '/p/b.comp'] });
  expect(known.state('/p/a.comp')).toBe('held');
});

test('no core is started for that', async () => {
  const { core, known, fake } = await fakeLocking();
  new LockFiles(core, known, { warn: () => {} } as never);
  fake.become('disconnected');
  appears('/p/.~a.comp.lock');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(fake.params.has('lock/status')).toBe(false);
});
