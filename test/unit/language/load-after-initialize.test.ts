import { expect, test } from 'vitest';
import type { Message, RequestMessage } from 'vscode-languageserver';
import { LoadAfterInitialize } from '../../../server/language/load-after-initialize.ts';

const request = (method: string): RequestMessage => ({ jsonrpc: '2.0', id: 1, method });

function recorded() {
  const events: string[] = [];
  const { promise: loaded, resolve: finish } = Promise.withResolvers<void>();
  const strategy = new LoadAfterInitialize(() => {
    events.push('load');
    return loaded;
  });
  const handle = (message: Message & { readonly method: string }): Promise<void> =>
    strategy.handleMessage(message, async () => {
      events.push(message.method);
      await Promise.resolve();
      events.push(`${message.method} is answered`);
    });
  return { events, handle, finish };
}

test('initialize is answered, then the rest is loaded, and what comes meanwhile waits in its order', async () => {
  const { events, handle, finish } = recorded();
  await handle(request('initialize'));
  expect(events).toEqual(['initialize', 'initialize is answered', 'load']);
  const later = ['open', 'change', 'hover'].map((method) => handle(request(method)));
  await Promise.resolve();
  expect(events).toHaveLength(3);
  finish();
  await Promise.all(later);
  expect(events.slice(3, 6)).toEqual(['open', 'change', 'hover']);
  expect(events.filter((event) => event === 'load')).toHaveLength(1);
});

test('what comes before initialize waits too, and initialize itself does not', async () => {
  const { events, handle, finish } = recorded();
  const early = handle(request('early'));
  await handle(request('initialize'));
  expect(events).toEqual(['load', 'initialize', 'initialize is answered']);
  finish();
  await early;
  expect(events).toContain('early');
});
