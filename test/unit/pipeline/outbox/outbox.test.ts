import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { OutboxRig } from './outbox-rig.ts';

const DAY = 24 * 3_600_000;

test('a message is sent once, and the same one is not kept again', async () => {
  const rig = await OutboxRig.make();
  await rig.add(['a1', 'a2']);
  await rig.add(['a1']);
  await rig.later(DAY);
  expect(rig.posted).toEqual(['a1', 'a2']);
  expect(await rig.states()).toEqual(['a1 sent 1', 'a2 sent 1']);
});

test('what does not go is tried again after longer and longer pauses, then given up after days', async () => {
  const rig = await OutboxRig.make();
  rig.answer = () => ({ kind: 'later', reason: 'The server answered 500.' });
  await rig.add(['a1']);
  await rig.later(4_999);
  expect(rig.posted.length).toBe(1);
  await rig.later(1);
  expect(rig.posted.length).toBe(2);
  await rig.later(9_999);
  expect(rig.posted.length).toBe(2);
  await rig.later(7 * DAY);
  expect(await rig.states()).toEqual(['a1 failed 2']);
  expect((await rig.outbox.list())[0]?.reason).toBe('Given up after 7 days. The server answered 500.');
  expect(rig.logged.length).toBe(1);
});

test('a server that asks for a pause has it, for everything that goes to it', async () => {
  const rig = await OutboxRig.make();
  rig.answer = () => ({ kind: 'later', reason: '429', retryAfter: '600' });
  await rig.add(['a1']);
  await rig.add(['a2']);
  await rig.add(['b1'], 'other');
  expect(rig.posted).toEqual(['a1', 'b1']);
  rig.answer = () => ({ kind: 'sent' });
  await rig.later(599_999);
  expect(rig.posted).toEqual(['a1', 'b1']);
  await rig.later(1);
  expect(rig.posted.slice(2).sort()).toEqual(['a1', 'a2', 'b1']);
});

test('what is refused is not tried again but by hand', async () => {
  const rig = await OutboxRig.make();
  rig.answer = () => ({ kind: 'refused', reason: 'The server answered 404 (no_service).' });
  await rig.add(['a1']);
  await rig.later(DAY);
  expect(await rig.states()).toEqual(['a1 failed 1']);
  rig.answer = () => ({ kind: 'sent' });
  const [message] = await rig.outbox.list();
  await rig.outbox.sendAgain(new Set([message?.id ?? '']));
  expect(await rig.states()).toEqual(['a1 sent 2']);
});

test('without an address a message waits and says why, and keeps no core from ending', async () => {
  const rig = await OutboxRig.make();
  rig.destination = () => ({ waitsFor: 'the address' });
  await rig.add(['a1']);
  await rig.later(DAY);
  expect([rig.posted, await rig.states(), await rig.outbox.dueCount()]).toEqual([[], ['a1 waiting 0'], 0]);
  expect((await rig.outbox.list())[0]?.reason).toBe('the address');
  rig.destination = () => ({ url: 'https://example.org/' });
  await rig.outbox.pass();
  expect(await rig.states()).toEqual(['a1 sent 1']);
});

test('a process that dies between an attempt and its record sends again under the same key', async () => {
  const rig = await OutboxRig.make();
  rig.answer = () => Promise.reject(new Error('the process dies here'));
  await rig.add(['a1']).catch(() => undefined);
  rig.outbox = rig.open();
  rig.answer = () => ({ kind: 'sent' });
  await rig.later(DAY);
  expect(rig.posted).toEqual(['a1', 'a1']);
  expect(await rig.states()).toEqual(['a1 sent 2']);
});

test('one that hangs holds up no other webhook', async () => {
  const rig = await OutboxRig.make();
  const hanging = Promise.withResolvers<{ kind: 'sent' }>();
  const sent = Promise.withResolvers<void>();
  rig.answer = (id) => {
    if (id === 'a1') return hanging.promise;
    sent.resolve();
    return { kind: 'sent' };
  };
  const adding = rig.outbox.add([
    { id: 'a1'.padEnd(64, '0'), project: '/p', webhook: 'a', event: 'publish', title: '', body: '{}' },
    { id: 'b1'.padEnd(64, '0'), project: '/p', webhook: 'b', event: 'publish', title: '', body: '{}' },
  ]);
  await adding;
  await sent.promise;
  expect(await rig.outbox.dueCount()).toBeGreaterThan(0);
  hanging.resolve({ kind: 'sent' });
  await rig.outbox.pass();
  expect(await rig.states()).toEqual(['a1 sent 1', 'b1 sent 1']);
});

test('a clock that is set back makes no endless pause', async () => {
  const rig = await OutboxRig.make();
  rig.answer = () => ({ kind: 'later', reason: 'x' });
  await rig.add(['a1']);
  await rig.later(-400 * DAY);
  expect(rig.posted.length).toBe(2);
});

test('what was not sent goes to the heir when the outbox ends', async () => {
  const rig = await OutboxRig.make();
  const heir = path.join(rig.folder, 'heir');
  rig.outbox = rig.open(heir);
  rig.answer = (id) => (id === 'a1' ? { kind: 'sent' } : { kind: 'later', reason: 'x' });
  await rig.add(['a1', 'a2']);
  await rig.outbox.dispose();
  expect(await readdir(heir)).toEqual([`${'a2'.padEnd(64, '0')}.json`]);
});

test('no file holds an address', async () => {
  const rig = await OutboxRig.make();
  await rig.add(['a1']);
  for (const name of await readdir(rig.folder)) {
    expect(await readFile(path.join(rig.folder, name), 'utf8')).not.toContain('secret');
  }
});

test('one that is on its way is not sent again by whoever asks for it', async () => {
  const rig = await OutboxRig.make();
  const hanging = Promise.withResolvers<{ kind: 'sent' }>();
  const begun = Promise.withResolvers<void>();
  rig.answer = () => {
    begun.resolve();
    return hanging.promise;
  };
  const adding = rig.add(['a1']);
  await begun.promise;
  const again = rig.outbox.sendAgain(new Set(['a1'.padEnd(64, '0')]));
  hanging.resolve({ kind: 'sent' });
  await Promise.all([adding, again]);
  expect(rig.posted).toEqual(['a1']);
});
