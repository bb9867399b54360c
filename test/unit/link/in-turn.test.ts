import { expect, test } from 'vitest';
import { InTurn } from '../../../server/link/in-turn.ts';

test('what is done for one key is done in turn, for different keys at once; an error stops nobody', async () => {
  const turns = new InTurn();
  const log: string[] = [];
  const doors = new Map<string, () => void>();
  const work =
    (name: string, fails = false) =>
    async () => {
      log.push(`${name} begins`);
      await new Promise<void>((resolve) => doors.set(name, resolve));
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
    };
  const first = turns.run('a', work('a1', true)).catch((error: Error) => log.push(`${error.message} fails`));
  const second = turns.run('a', work('a2'));
  const other = turns.run('b', work('b1'));
  await Promise.resolve();
  await Promise.resolve();
  expect(log).toEqual(['a1 begins', 'b1 begins']);
  doors.get('a1')?.();
  await first;
  doors.get('b1')?.();
  doors.get('a2')?.();
  await Promise.all([second, other]);
  expect(log.indexOf('a2 begins')).toBeGreaterThan(log.indexOf('a1 ends'));
  expect(log).toContain('a1 fails');
});
