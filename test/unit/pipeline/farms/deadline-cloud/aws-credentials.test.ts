import { expect, test } from 'vitest';
import { readCredentials, signedHeaders } from '../../../../../server/pipeline/farms/deadline-cloud/aws-credentials.ts';
import { CREDENTIALS, FARM, QUEUE } from './cloud-service.ts';

const key = CREDENTIALS.accessKeyId;
const secret = CREDENTIALS.secretAccessKey;

test.each([
  [`${key}:${secret}`, CREDENTIALS],
  [` ${key}:${secret}\n`, CREDENTIALS],
  [`${key}:${secret}:abc+/=`, { ...CREDENTIALS, sessionToken: 'abc+/=' }],
  [key, undefined],
  [`${key}:`, undefined],
  [`${key}:${secret}:`, undefined],
  [`${key}:${secret}:a:b`, undefined],
  [`${secret}:${key}`, undefined],
  ['', undefined],
])('reads %j', (text, expected) => {
  expect(readCredentials(text)).toEqual(expected);
});

/** What botocore 1.44.8 signs with, up to the headers. */
const SIGNED =
  'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260102/eu-central-1/deadline/aws4_request, SignedHeaders=';

test('a request is signed as botocore signs it', () => {
  const url = new URL(
    `https://management.deadline.eu-central-1.amazonaws.com/2023-10-12/farms/${FARM}/queues/${QUEUE}/jobs`,
  );
  const request = {
    method: 'POST',
    url,
    body: '{"priority":50}',
    headers: { 'content-type': 'application/json', 'x-amz-client-token': 'abc' },
  };
  const scope = { region: 'eu-central-1', service: 'deadline' } as const;
  expect(signedHeaders(request, scope, CREDENTIALS, Date.UTC(2026, 0, 2, 3, 4, 5, 678))).toEqual({
    'x-amz-date': '20260102T030405Z',
    authorization: `${SIGNED}content-length;content-type;host;x-amz-client-token;x-amz-date, Signature=ea8a026fe7b1e32a9c6706911ad4a068a4d09b70ead8d66f3e74da1d0b4c2fcb`,
  });
  const list = { method: 'GET', url: new URL(`${url}?maxResults=100&nextToken=a%2B%2F%3D+b`), body: '', headers: {} };
  const token = { ...CREDENTIALS, sessionToken: 'tok+/=' };
  expect(signedHeaders(list, scope, token, Date.UTC(2026, 0, 2, 3, 4, 5))).toEqual({
    'x-amz-date': '20260102T030405Z',
    'x-amz-security-token': 'tok+/=',
    authorization: `${SIGNED}host;x-amz-date;x-amz-security-token, Signature=72328a5a0097846f3700196fa94f392aa3130b37848f4bcb82fbbddb3b7129fc`,
  });
});
