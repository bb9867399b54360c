import { expect, test } from 'vitest';
import { Alarm } from '../../../../server/language/workspace/alarm.ts';

test('it wakes one who waits, and who comes later, once', async () => {
  const alarm = new Alarm();
  let woken = 0;
  const wait = (): Promise<number> => alarm.next().then(() => (woken += 1));
  const first = wait();
  alarm.ring();
  await first;
  alarm.ring();
  alarm.ring();
  await wait();
  void wait();
  await new Promise((resolve) => setImmediate(resolve));
  expect(woken).toBe(2);
});
