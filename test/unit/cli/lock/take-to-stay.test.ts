import { expect, test } from 'vitest';
import type { Core } from '../../../../server/cli/core-access.ts';
import { takeToStay } from '../../../../server/cli/lock/take-to-stay.ts';
import type { Lock } from '../../../../server/protocol/locks.ts';

const mine = (file: string): Lock => ({ file, state: 'mine' });

/** A core that answers when it is told to; a file named `gone` is refused. */
function slowCore() {
  const asked: string[] = [];
  const answering = Promise.withResolvers<void>();
  const request = async (name: string, { file, keep }: { readonly file: string; readonly keep?: boolean }) => {
    asked.push(`${name} ${file}${keep === true ? ' to keep' : ''}`);
    await answering.promise;
    if (file === 'gone' && name === 'lock/acquire') throw new Error('Lost.');
    return { lock: mine(file) };
  };
  return { core: { request } as unknown as Pick<Core, 'request'>, asked, answer: answering.resolve };
}

test('all locks are asked to stay before one is answered', async () => {
  const { core, asked, answer } = slowCore();
  const staying = takeToStay(core, [mine('a'), mine('b'), mine('c')]);
  expect(asked).toEqual(['lock/acquire a to keep', 'lock/acquire b to keep', 'lock/acquire c to keep']);
  answer();
  expect(await staying).toEqual([mine('a'), mine('b'), mine('c')]);
});

test('where one cannot stay none does', async () => {
  const { core, asked, answer } = slowCore();
  answer();
  await expect(takeToStay(core, [mine('a'), mine('gone'), mine('c')])).rejects.toThrow('Lost.');
  expect(asked.slice(3)).toEqual(['lock/release a', 'lock/release gone', 'lock/release c']);
});
