import { expect, test } from 'vitest';
import type { Core } from '../../../../server/cli/core-access.ts';
import { locksAt } from '../../../../server/cli/lock/locks-at.ts';
import { ComplineError, type ErrorCode } from '../../../../server/protocol/errors.ts';
import type { LockState } from '../../../../server/protocol/locks.ts';

/** A core that lists a folder's locks, or fails to, and says of a file how its lock stands. */
const coreThat = (list: 'lists' | ErrorCode, state: LockState) =>
  ({
    request: async (name: string) => {
      if (name === 'lock/status') return { locks: [{ file: '/p/a', state }] };
      if (list !== 'lists') throw new ComplineError({ code: list, message: 'No.' });
      return { locks: [{ file: '/p/a/b.comp', state: 'held' }] };
    },
  }) as unknown as Pick<Core, 'request'>;

test.each([
  ['a folder', 'lists', 'free', { file: '/p/a/b.comp', state: 'held' }],
  ['a file', 'not-found', 'stale', { file: '/p/a', state: 'stale' }],
  ['a share that hangs, in a folder that answers', 'share-unreachable', 'free', { file: '/p/a', state: 'unreachable' }],
  ['a folder that nobody may read', 'no-permission', 'free', { file: '/p/a', state: 'unreachable' }],
] as const)('%s', async (_name, list, state, expected) => {
  expect(await locksAt(coreThat(list, state), '/p/a')).toEqual([expected]);
});

test('what else goes wrong is told', async () => {
  await expect(locksAt(coreThat('core-unreachable', 'free'), '/p/a')).rejects.toMatchObject({
    code: 'core-unreachable',
  });
});
