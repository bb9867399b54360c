import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { retryAfterOf } from '../../../../../server/pipeline/farms/http/farm-error.ts';
import { FarmHttp } from '../../../../../server/pipeline/farms/http/farm-http.ts';
import { ContractServer, type Fault } from '../support/contract-server.ts';

const never = new AbortController().signal;
const shape = z.object({ hello: z.string() });
const secret = 'sesame-opens';

const ask = async (server: ContractServer, more: Partial<ConstructorParameters<typeof FarmHttp>[0]> = {}) => {
  const http = new FarmHttp({
    ...{ farm: 'f', patience: 400, authorize: () => ({ authorization: `Bearer ${secret}` }) },
    url: more.url ?? server.url,
    ...more,
  });
  try {
    return await http.json({ method: 'POST', path: '/x?y=1', body: { a: 1 } }, shape, never);
  } finally {
    http.dispose();
  }
};

test('what is asked arrives as it was asked, and the answer is read', async () => {
  await using server = await ContractServer.begin(() => ({ json: { hello: 'there' } }));
  expect(await ask(server)).toEqual({ hello: 'there' });
  const [seen] = server.requests;
  expect([seen?.method, seen?.path, seen?.query.get('y'), seen?.body]).toEqual(['POST', '/x', '1', { a: 1 }]);
  expect(seen?.headers).toMatchObject({ authorization: `Bearer ${secret}`, 'content-type': 'application/json' });
});

describe('what goes wrong', () => {
  test.each<[string, Fault, string, RegExp]>([
    ['a cut connection', { kind: 'cut-before' }, 'farm-unreachable', /cut the connection/],
    ['a lost answer', { kind: 'cut-after' }, 'farm-unreachable', /cut the connection/],
    ['half an answer', { kind: 'torn' }, 'farm-unreachable', /broke off|cut the connection/],
    ['no answer', { kind: 'silent' }, 'farm-unreachable', /in time/],
    ['no JSON', { kind: 'wrong-json' }, 'farm-unreachable', /no JSON/],
    ['another shape', { kind: 'wrong-shape' }, 'farm-unreachable', /not as documented: hello/],
    ['401', { kind: 'status', status: 401 }, 'farm-credential', /401/],
    ['403', { kind: 'status', status: 403 }, 'farm-credential', /403/],
    ['404', { kind: 'status', status: 404 }, 'farm-refused', /as the test wishes/],
    ['429', { kind: 'status', status: 429, headers: { 'retry-after': '7' } }, 'farm-unreachable', /busy/],
    ['500', { kind: 'status', status: 500 }, 'farm-unreachable', /500/],
    [
      '302',
      { kind: 'status', status: 302, headers: { location: 'http://evil/' } },
      'farm-unreachable',
      /another address/,
    ],
  ])('%s', async (_, fault, code, message) => {
    await using server = await ContractServer.begin(() => ({ json: { hello: 'there' } }));
    server.fault = () => fault;
    const error: unknown = await ask(server).catch((it: unknown) => it);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(JSON.stringify([String(error), error])).not.toContain(secret);
    expect(server.requests).toHaveLength(1);
    expect(retryAfterOf(error)).toBe(fault.kind === 'status' && fault.status === 429 ? 7 : undefined);
  });

  test.each([401, 404, 500, 200])('a server that says what it was asked with (%i)', async (status) => {
    await using server = await ContractServer.begin(({ headers }) => ({
      status,
      text: `no: ${headers.authorization}`,
    }));
    const error: unknown = await ask(server).catch((it: unknown) => it);
    expect(String(error)).toContain('no: Bearer …');
    expect(JSON.stringify([String(error), error])).not.toContain(secret);
  });

  test('a question that waited for others of Compline has its own time', async () => {
    await using server = await ContractServer.begin(() => ({ json: { hello: 'there' } }));
    server.fault = () => (server.requests.length <= 4 ? { kind: 'silent' } : undefined);
    const http = new FarmHttp({ farm: 'f', url: server.url, patience: 300 });
    const asked = Array.from({ length: 5 }, () => http.json({ method: 'GET', path: '/' }, shape, never));
    const answers = await Promise.allSettled(asked);
    expect(answers.map((it) => it.status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected', 'fulfilled']);
    http.dispose();
  });

  test('nobody there', async () => {
    const server = await ContractServer.begin(() => ({}));
    const { url } = server;
    await server[Symbol.asyncDispose]();
    await expect(ask(server, { url })).rejects.toMatchObject({ code: 'farm-unreachable' });
  });

  test('an answer that never ends', async () => {
    await using server = await ContractServer.begin(() => ({ text: 'x'.repeat(100_000) }));
    await expect(ask(server, { mostBytes: 1_000 })).rejects.toMatchObject({ code: 'farm-unreachable' });
  });
});

test('a credential goes to another machine only where nobody can listen', async () => {
  const http = (more: object) =>
    new FarmHttp({ farm: 'f', url: 'http://farm.invalid:1', authorize: () => ({ authorization: secret }), ...more });
  const request = { method: 'GET', path: '/' } as const;
  await expect(http({}).send(request, never)).rejects.toMatchObject({ code: 'farm-credential' });
  await expect(http({ unencrypted: true }).send(request, never)).rejects.toMatchObject({ code: 'farm-unreachable' });
  await expect(http({ authorize: () => undefined }).send(request, never)).rejects.toMatchObject({
    code: 'farm-unreachable',
  });
});
