import { expect, test } from 'vitest';
import { takeWriterSlot } from '../../../../server/pipeline/audit/writer-slot.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

test('processes at the same time write as others, and the next ones as those before them', async () => {
  const home = await temporaryFolder();
  const first = takeWriterSlot(home);
  const second = takeWriterSlot(home);
  expect([first?.number, second?.number]).toEqual([1, 2]);
  expect(first?.instance).not.toBe(second?.instance);
  expect(takeWriterSlot(home, 1)).toBeUndefined();
  first?.release();
  const again = takeWriterSlot(home);
  expect([again?.number, again?.instance]).toEqual([1, first?.instance]);
  again?.release();
  const named = takeWriterSlot(home, 1);
  expect(named?.number).toBe(1);
  named?.release();
  second?.release();
});
