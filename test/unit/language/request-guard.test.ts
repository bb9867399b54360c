import { expect, test } from 'vitest';
import { CancellationTokenSource, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { RequestGuard } from '../../../server/language/request-guard.ts';

function guardWithLog(): { guard: RequestGuard; log: string[] } {
  const log: string[] = [];
  return { guard: new RequestGuard((line) => log.push(line)), log };
}

const token = (): CancellationTokenSource['token'] => new CancellationTokenSource().token;

test('a handler that works is left alone', async () => {
  const { guard, log } = guardWithLog();
  const handler = guard.guard('test/double', 0, (value: number) => value * 2);
  expect(await handler(21, token())).toBe(42);
  expect(log).toEqual([]);
});

test('a handler that throws answers with the empty result and writes one line', async () => {
  const { guard, log } = guardWithLog();
  const handler = guard.guard<number, string[]>('test/broken', [], () => {
    throw new TypeError('first line\nsecond line');
  });
  expect(await handler(1, token())).toEqual([]);
  expect(log).toHaveLength(1);
  expect(log[0]).toMatch(/^test\/broken failed: TypeError: first line second line \(at /);
  expect(log[0]).not.toContain('\n');
});

test('a handler that rejects answers with the empty result, whatever it rejects with', async () => {
  const { guard, log } = guardWithLog();
  const handler = guard.guard<number, null>('test/broken', null, () => Promise.reject('no error object'));
  expect(await handler(1, token())).toBeNull();
  expect(log).toEqual(['test/broken failed: no error object']);
});

test('an answer in the words of the protocol goes through', async () => {
  const { guard, log } = guardWithLog();
  const handler = guard.guard<number, null>('test/refused', null, () => {
    throw new ResponseError(LSPErrorCodes.ContentModified, 'changed');
  });
  await expect(handler(1, token())).rejects.toMatchObject({ code: LSPErrorCodes.ContentModified });
  expect(log).toEqual([]);
});

test('a cancelled request is not begun', async () => {
  const { guard } = guardWithLog();
  const source = new CancellationTokenSource();
  source.cancel();
  let begun = false;
  const handler = guard.guard('test/late', 0, () => {
    begun = true;
    return 1;
  });
  await expect(handler(undefined, source.token)).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  expect(begun).toBe(false);
});

test('the answer to a request that is cancelled meanwhile is not sent', async () => {
  const { guard } = guardWithLog();
  const source = new CancellationTokenSource();
  const handler = guard.guard('test/late', 0, () => {
    source.cancel();
    return 1;
  });
  await expect(handler(undefined, source.token)).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
});

test('after stop every request is refused', async () => {
  const { guard } = guardWithLog();
  const handler = guard.guard('test/after', 0, () => 1);
  guard.stop();
  await expect(handler(undefined, token())).rejects.toMatchObject({ code: ErrorCodes.InvalidRequest });
});
