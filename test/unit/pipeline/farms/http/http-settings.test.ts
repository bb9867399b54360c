import path from 'node:path';
import { expect, test } from 'vitest';
import { httpSettings } from '../../../../../server/pipeline/farms/http/http-settings.ts';

const settings = { name: 'f', type: 'deadline', url: 'https://dl:8082', verify: false, unencrypted: true } as const;

test.each([
  [undefined, undefined],
  ['pipeline/ca.pem', path.resolve('/shows/p/pipeline/ca.pem')],
])('the certificate %s is a path below the root of the project', (certificate, expected) => {
  expect(
    httpSettings({ settings: { ...settings, ...(certificate !== undefined && { certificate }) }, root: '/shows/p' }),
  ).toEqual({
    farm: 'f',
    url: 'https://dl:8082',
    certificate: expected,
    verify: false,
    unencrypted: true,
  });
});
