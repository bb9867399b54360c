import { expect, test } from 'vitest';
import { encodeInPieces } from '../../../server/language/encode-in-pieces.ts';

const encoded = async (message: object) =>
  Buffer.from(await encodeInPieces.encode({ jsonrpc: '2.0', ...message }, { charset: 'utf-8' })).toString();

test.each([
  ['a notification', { method: 'window/logMessage', params: { type: 3, message: 'é "日本" 😀' } }],
  ['a short list', { id: 1, result: [1, 2] }],
  ['an empty list', { id: 1, result: [] }],
  ['no result', { id: 'a', result: null }],
  ['an error', { id: 2, error: { code: -32601, message: 'Unhandled' } }],
  [
    'a list of one piece and one more',
    { id: 3, result: Array.from({ length: 65 }, (_, at) => ({ at, text: 'é\n😀' })) },
  ],
  ['a list of several whole pieces', { id: 4, result: Array.from({ length: 256 }, (_, at) => `${at}],[`) }],
  ['a list with what JSON has no word for', { id: 5, result: Array.from({ length: 100 }, () => undefined) }],
])('what a message says does not depend on its pieces: %s', async (_, message) => {
  expect(await encoded(message)).toBe(JSON.stringify({ jsonrpc: '2.0', ...message }));
});

test('others have their turn while a long list is encoded', async () => {
  let turns = 0;
  const other = setInterval(() => {
    turns += 1;
  }, 1);
  await encoded({ id: 1, result: Array.from({ length: 2_000 }, () => 'a\n'.repeat(8_000)) });
  clearInterval(other);
  expect(turns).toBeGreaterThan(1);
});
