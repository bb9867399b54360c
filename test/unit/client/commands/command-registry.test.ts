import { beforeEach, expect, test, vi } from 'vitest';
import { CommandRegistry } from '../../../../client/commands/command-registry.ts';
import type { ErrorReporter } from '../../../../client/core/error-reporter.ts';
import { ClosedError, type Gate } from '../../../../client/core/gate.ts';

const { registered } = vi.hoisted(() => ({ registered: new Map<string, (...args: unknown[]) => Promise<void>>() }));
vi.mock('vscode', async () => ({
  ...(await import('../fake-l10n.ts')),
  commands: {
    registerCommand: (id: string, handler: (...args: unknown[]) => Promise<void>) => {
      registered.set(id, handler);
      return { dispose: () => registered.delete(id) };
    },
  },
}));

let isClosed: boolean;
let shown: unknown[];
let commands: CommandRegistry;

beforeEach(() => {
  isClosed = false;
  shown = [];
  registered.clear();
  const pass = async () => {
    if (isClosed) throw new ClosedError('untrusted');
  };
  commands = new CommandRegistry(
    { pass } as unknown as Gate,
    { show: (error: unknown) => shown.push(error) } as unknown as ErrorReporter,
  );
});

const run = (...args: unknown[]) => registered.get('x')?.(...args);

test('a command gets its arguments', async () => {
  const seen: unknown[] = [];
  commands.withCore('x', (...args) => void seen.push(...args));
  await run(1, 'two');
  expect([seen, shown]).toEqual([[1, 'two'], []]);
});

test('what needs the core does nothing but say so where the window may not use it', async () => {
  isClosed = true;
  let ran = false;
  commands.withCore('x', () => {
    ran = true;
  });
  await run();
  expect(ran).toBe(false);
  expect(shown).toEqual([new ClosedError('untrusted')]);
});

test('what needs no core works there too', async () => {
  isClosed = true;
  let ran = false;
  commands.always('x', () => {
    ran = true;
  });
  await run();
  expect([ran, shown]).toEqual([true, []]);
});

test.each(['always', 'withCore'] as const)('an error of a command is told once: %s', async (kind) => {
  const error = new Error('no');
  commands[kind]('x', () => Promise.reject(error));
  await run();
  expect(shown).toEqual([error]);
});

test('commands are gone with their registry', () => {
  commands.always('x', () => {});
  commands.dispose();
  expect(registered.size).toBe(0);
});
