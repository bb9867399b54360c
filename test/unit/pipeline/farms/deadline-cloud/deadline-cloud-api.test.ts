import { expect, test } from 'vitest';
import { pageAfter, saysNoSuchJob } from '../../../../../server/pipeline/farms/deadline-cloud/deadline-cloud-api.ts';

test.each([
  ['{"message":"no","resourceId":"job-1","resourceType":"job"}', true],
  ['{"message":"no"}', true],
  ['{"message":"no","resourceType":"queue"}', false],
  ['{"message":"no","resourceType":"Farm"}', false],
  ['{"error":"no route"}', false],
  ['<html>404</html>', false],
  ['', false],
])('%s of a 404: that there is no such job is %s', (text, is) => {
  expect(saysNoSuchJob(text)).toBe(is);
});

test('a search that goes in circles ends', () => {
  expect([pageAfter(0, 100), pageAfter(100, 100), pageAfter(100, 0), pageAfter(0, undefined)]).toEqual([
    ...[100, undefined],
    ...[undefined, undefined],
  ]);
});
