import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createPost, isAllowed } from '../../../../server/pipeline/outbox/post.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, port: number) => void;

/** A server on this machine, and what it was asked. */
async function serverOf(answer: Answer) {
  const asked: { method: string | undefined; path: string | undefined; key: unknown; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      asked.push({ method: request.method, path: request.url, key: request.headers['idempotency-key'], body });
      answer(request, response, (server.address() as AddressInfo).port);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/secret`, asked };
}

const message = { id: 'abc', body: '{"text":"é😀"}' };
const never = new AbortController().signal;
const status =
  (code: number, headers: Record<string, string> = {}, text = ''): Answer =>
  (_request, response) =>
    response.writeHead(code, headers).end(text);

test.each<[string, Answer, object]>([
  ['200', status(200, {}, 'ok'), { kind: 'sent' }],
  ['204', status(204), { kind: 'sent' }],
  ['429 with a pause', status(429, { 'retry-after': '30' }), { kind: 'later', retryAfter: '30' }],
  ['500', status(500), { kind: 'later', reason: 'The server answered 500.' }],
  ['503 with a pause', status(503, { 'retry-after': '7' }), { kind: 'later', retryAfter: '7' }],
  ['404 of Slack', status(404, {}, 'no_service'), { kind: 'refused', reason: 'The server answered 404 (no_service).' }],
  [
    '400 that repeats the address',
    status(400, {}, '/hook/secret is wrong'),
    { kind: 'refused', reason: 'The server answered 400.' },
  ],
  ['a redirect to another host', status(307, { location: 'https://evil.example/' }), { kind: 'refused' }],
  ['a redirect that would make it a GET', status(302, { location: '/b' }), { kind: 'refused' }],
  [
    'a reset',
    (request) => request.socket.resetAndDestroy(),
    { kind: 'later', reason: 'The server was not reached (ECONNRESET).' },
  ],
])('%s', async (_name, answer, posted) => {
  const { url, asked } = await serverOf(answer);
  expect(await createPost()(url, message, never)).toMatchObject(posted);
  expect(asked).toEqual([{ method: 'POST', path: '/hook/secret', key: 'abc', body: message.body }]);
});

test('a server that hangs is let go', async () => {
  const { url } = await serverOf(() => undefined);
  expect(await createPost(50)(url, message, never)).toEqual({
    kind: 'later',
    reason: 'The server did not answer in time.',
  });
});

test('what is ended says so', async () => {
  const ending = new AbortController();
  const { url } = await serverOf(() => ending.abort());
  expect(await createPost()(url, message, ending.signal)).toMatchObject({ kind: 'later' });
});

test('a redirect to the same host is followed with the same message, and not for ever', async () => {
  const { url, asked } = await serverOf((request, response) => {
    if (request.url === '/next') response.writeHead(200).end();
    else response.writeHead(308, { location: '/next' }).end();
  });
  expect(await createPost()(url, message, never)).toEqual({ kind: 'sent' });
  expect(asked.map(({ path, body }) => [path, body])).toEqual([
    ['/hook/secret', message.body],
    ['/next', message.body],
  ]);
  const circle = await serverOf(status(307, { location: '/hook/secret' }));
  expect(await createPost()(circle.url, message, never)).toMatchObject({ kind: 'later' });
  expect(circle.asked.length).toBe(4);
});

test('nobody is reached, and the address is not told', async () => {
  const posted = await createPost()('http://127.0.0.1:1/hook/secret', message, never);
  expect(posted).toEqual({ kind: 'later', reason: 'The server was not reached (ECONNREFUSED).' });
});

test.each([
  ['https://hooks.slack.com/services/x', true],
  ['http://localhost:8080/', true],
  ['http://[::1]/', true],
  ['http://hooks.slack.com/', false],
  ['http://localhost.evil.example/', false],
  ['http://127.0.0.1@evil.example/', false],
  ['ftp://localhost/', false],
  ['file:///etc/passwd', false],
  ['no address', false],
])('%s may be called: %s', (url, allowed) => expect(isAllowed(url)).toBe(allowed));
