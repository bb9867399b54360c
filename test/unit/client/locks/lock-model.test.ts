import { expect, test } from 'vitest';
import { LockModel } from '../../../../client/locks/lock-model.ts';
import type { Lock } from '../../../../server/protocol/locks.ts';
import { heldLock, lockFile } from '../fake-core.ts';

const lock = (file: string, state: Lock['state'], ageSeconds?: number): Lock => ({
  file,
  state,
  ...(ageSeconds !== undefined && { ageSeconds }),
});

const mine: Lock = { file: '/a', state: 'mine', owner: lockFile({ session: 's-me' }) };

const anything = { since: Number.POSITIVE_INFINITY, keep: () => false };

test('a lock that is free is forgotten', () => {
  const model = new LockModel();
  model.apply(lock('/a', 'mine'));
  expect(model.lock('/a')?.state).toBe('mine');
  model.apply(lock('/a', 'free'));
  expect(model.locks).toEqual([]);
});

test.each<[string, Lock | undefined, Lock, boolean]>([
  ['none before, none now', undefined, lock('/a', 'free'), false],
  ['one that is new', undefined, lock('/a', 'mine'), true],
  ['the same, renewed', heldLock('/a'), heldLock('/a', { ageSeconds: 30 }), false],
  ['the same, stale', heldLock('/a'), heldLock('/a', { state: 'stale' }), true],
  ['one of another owner', heldLock('/a'), heldLock('/a', { owner: lockFile({ session: 's-bob' }) }), true],
  ['one’s own, as the next core sees it', mine, { ...mine, state: 'held', elsewhere: 'window' }, false],
  ['one’s own, not renewed for long', mine, { ...mine, state: 'stale' }, false],
  ['one’s own, taken over', mine, heldLock('/a'), true],
  ['one’s own, on a share that is away', mine, { ...mine, state: 'unreachable' }, true],
  ['let go', heldLock('/a'), lock('/a', 'free'), true],
])('what is a change: %s', (_, before, now, isChange) => {
  const model = new LockModel();
  if (before !== undefined) model.apply(before);
  expect(model.apply(now)).toEqual(isChange ? { lock: now, before } : undefined);
});

test('a list tells which files have another lock than before', () => {
  const model = new LockModel();
  model.replace([lock('/same', 'held'), lock('/gone', 'held'), lock('/old', 'held')], anything);
  const changes = model.replace([lock('/same', 'held', 9), lock('/old', 'stale'), lock('/new', 'mine')], anything);
  expect(changes.map((it) => `${it.lock.file} ${it.lock.state}`).sort()).toEqual([
    '/gone free',
    '/new mine',
    '/old stale',
  ]);
});

test('a list does not undo what was heard since it was asked for, nor what is watched', () => {
  const model = new LockModel();
  model.replace([lock('/taken', 'held'), lock('/watched', 'held')], anything);
  const since = model.moment;
  model.apply(lock('/taken', 'mine'));
  model.apply(lock('/new', 'mine'));
  const changes = model.replace([lock('/taken', 'held')], { since, keep: (file) => file === '/watched' });
  expect(changes).toEqual([]);
  expect(model.locks.map((it) => `${it.file} ${it.state}`)).toEqual(['/new mine', '/taken mine', '/watched held']);
});

test('an answer does not undo what was heard since the question', () => {
  const model = new LockModel();
  const since = model.moment;
  model.apply(lock('/a', 'mine'));
  expect(model.applySince([lock('/a', 'free'), lock('/b', 'held')], since)).toHaveLength(1);
  expect(model.lock('/a')?.state).toBe('mine');
});

test.each([
  ['none', [], undefined],
  ['one of one’s own', [lock('/a', 'mine', 100)], undefined],
  ['the oldest counts', [lock('/a', 'held', 20), lock('/b', 'held', 100)], 21],
  ['one that should be stale already', [lock('/a', 'held', 500)], 1],
])('when the next lock may be stale: %s', (_, locks, seconds) => {
  const model = new LockModel();
  model.replace(locks, anything);
  expect(model.nextStale).toBe(seconds);
});
