import { expect, test } from 'vitest';
import { ResultIds } from '../../../../server/language/features/pull-diagnostics.ts';

test('the same findings have the same name, others another', () => {
  const ids = new ResultIds('session');
  const first: [] = [];
  const second: [] = [];
  expect(ids.of(first)).toBe(ids.of(first));
  expect(ids.of(first)).not.toBe(ids.of(second));
});

test('another run of the server uses other names', () => {
  expect(new ResultIds('a').of([])).not.toBe(new ResultIds('b').of([]));
});
