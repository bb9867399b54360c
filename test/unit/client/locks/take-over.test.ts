import { beforeEach, expect, test, vi } from 'vitest';
import { Dismissed, Notice } from '../../../../client/core/error-reporter.ts';
import { takeOver } from '../../../../client/locks/take-over.ts';
import type { Lock } from '../../../../server/protocol/locks.ts';
import { heldLock } from '../fake-core.ts';
import { editor } from '../fake-vscode.ts';
import { fakeLocking } from './locking.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const A = '/p/a.comp';

beforeEach(() => editor.reset());

interface Case {
  readonly lock: Partial<Lock>;
  readonly answer?: string;
  readonly questions: readonly string[];
  readonly asked: readonly string[];
  readonly reason?: string;
  readonly fails?: new () => Error;
}

const inputOf = 'Take over a.comp from Ann Lee on ws12 (Fusion)';
const stale = 'Take over the lock that Ann Lee on ws12 (Fusion) left on a.comp?';
const taken = [`lock/take-over ${A}`];

test.each<[string, Case]>([
  ['a free one is acquired', { lock: { state: 'free' }, questions: [], asked: [`lock/acquire ${A}`] }],
  ['a stale one after a question', { lock: { state: 'stale' }, answer: 'Take Over', questions: [stale], asked: taken }],
  ['a stale one is left', { lock: { state: 'stale' }, questions: [stale], asked: [], fails: Dismissed }],
  [
    'one that is alive for a reason',
    { lock: {}, answer: ' due today ', questions: [inputOf], asked: taken, reason: 'due today' },
  ],
  ['not without a reason', { lock: {}, answer: '  ', questions: [inputOf], asked: [], fails: Dismissed }],
  ['not where it is called off', { lock: {}, questions: [inputOf], asked: [], fails: Dismissed }],
  ['one of one’s other window at once', { lock: { elsewhere: 'window' }, questions: [], asked: taken }],
  ['one that a command keeps at once', { lock: { elsewhere: 'kept' }, questions: [], asked: taken }],
  [
    'one that cannot be read for a reason',
    { lock: { state: 'unreadable' }, answer: 'torn', questions: [inputOf], asked: taken, reason: 'torn' },
  ],
  [
    'none of a share that is away',
    { lock: { state: 'unreachable' }, questions: [], asked: [], fails: Notice as new () => Error },
  ],
])('%s', async (_, { lock, answer, questions, asked, reason, fails }) => {
  const { core, known, keeper, fake } = await fakeLocking();
  if (lock.state !== 'free') fake.locks.set(A, heldLock(A, lock));
  editor.answers = [answer];
  const taking = takeOver({ core, known, keeper }, A);
  if (fails === undefined) await taking;
  else await expect(taking).rejects.toThrow(fails);
  expect(editor.shown.map(([, text]) => text)).toEqual(questions);
  expect(fake.asked).toEqual(asked);
  if (reason !== undefined) expect(fake.params.get('lock/take-over')).toMatchObject({ reason });
  if (asked.length > 0) expect(known.state(A)).toBe('mine');
});

test('one’s own is not taken over', async () => {
  const { core, known, keeper } = await fakeLocking();
  await keeper.acquire(A);
  await expect(takeOver({ core, known, keeper }, A)).rejects.toThrow(Notice);
});
