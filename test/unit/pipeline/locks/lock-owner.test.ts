import { expect, test } from 'vitest';
import { fullName, thisOwner } from '../../../../server/pipeline/locks/lock-owner.ts';

const passwords = async () => `root:x:0:0:root:/root:/bin/bash
ann:x:1000:1000:Ann Example,Room 4,,:/home/ann:/bin/bash
bob:x:1001:1001:& Example:/home/bob:/bin/sh
eve:x:1002:1002:,,,:/home/eve:/bin/sh
torn
`;

test.each([
  ['ann', 'Ann Example'],
  ['bob', 'Bob Example'],
  ['eve', undefined],
  ['root', undefined],
  ['torn', undefined],
  ['nobody', undefined],
])('%s is %s', async (user, name) => {
  expect(await fullName(user, passwords)).toBe(name);
});

test('where nobody can be looked up there is no name', async () => {
  expect(await fullName('ann', () => Promise.reject(new Error('ENOENT')))).toBeUndefined();
});

test('this process is named for good', async () => {
  expect(await thisOwner()).toMatchObject({ process: process.pid, processStarted: expect.any(String) });
});
