import { expect, test } from 'vitest';
import { LockModel } from '../../../../client/locks/lock-model.ts';
import type { Lock } from '../../../../server/protocol/locks.ts';

const lock = (file: string, state: Lock['state'], ageSeconds?: number): Lock => ({
  file,
  state,
  ...(ageSeconds !== undefined && { ageSeconds }),
});

test('a lock that is free is forgotten', () => {
  const model = new LockModel();
  model.apply(lock('/a', 'mine'));
  expect(model.lock('/a')?.state).toBe('mine');
  model.apply(lock('/a', 'free'));
  expect(model.locks).toEqual([]);
});

test('the locks of this window end with its connection, those of others do not', () => {
  const model = new LockModel();
  model.replace([lock('/a', 'mine'), lock('/b', 'held'), lock('/c', 'mine')]);
  expect(model.loseMine()).toEqual(['/a', '/c']);
  expect(model.locks.map((it) => it.file)).toEqual(['/b']);
});

test('a list tells which files have another state than before', () => {
  const model = new LockModel();
  model.replace([lock('/same', 'held'), lock('/gone', 'held'), lock('/old', 'held')]);
  expect([...model.replace([lock('/same', 'held', 9), lock('/old', 'stale'), lock('/new', 'mine')])].sort()).toEqual([
    '/gone',
    '/new',
    '/old',
  ]);
});

test.each([
  ['none', [], undefined],
  ['one of one’s own', [lock('/a', 'mine', 100)], undefined],
  ['the oldest counts', [lock('/a', 'held', 20), lock('/b', 'held', 100)], 21],
  ['one that should be stale already', [lock('/a', 'held', 500)], 1],
])('when the next lock may be stale: %s', (_, locks, seconds) => {
  const model = new LockModel();
  model.replace(locks);
  expect(model.nextStale).toBe(seconds);
});
