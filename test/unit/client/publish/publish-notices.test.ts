import { expect, test, vi } from 'vitest';
import { PublishNotices } from '../../../../client/publish/publish-notices.ts';
import { FakeCore } from '../fake-core.ts';
import { vscode } from '../fake-vscode.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const abilities = (denied: readonly string[]) => ({
  root: '/p',
  user: 'ann',
  role: 'standard',
  actions: ['publish', 'publish-final', 'preview', 'approve', 'take-over'].map((action) => ({
    action,
    allowed: !denied.includes(action),
    ...(denied.includes(action) && { reason: `No ${action}.` }),
  })),
  finalStates: ['OK'],
  finalNeedsApproval: false,
});

const waiting = { state: 'waiting', reason: 'It waits for the address.' };

async function load(denied: Readonly<Record<string, readonly string[]>>, messages: readonly object[] = []) {
  const core = new FakeCore();
  core.answers.set('project/abilities', ({ path }: { path: string }) => ({ abilities: abilities(denied[path] ?? []) }));
  core.answers.set('webhooks/list', () => ({
    root: '/p',
    trusted: true,
    messages,
    webhooks: [{ name: 'dailies', address: 'missing' }],
  }));
  const notices = new PublishNotices(core.core);
  const set = vi.spyOn(vscode.commands, 'executeCommand');
  await notices.load(Object.keys(denied));
  const keys = set.mock.calls.filter(([, , value]) => value === true).map(([, key]) => key);
  set.mockRestore();
  return { rows: notices.rows, keys };
}

test.each<[string, Record<string, readonly string[]>, unknown[], string[]]>([
  ['everything is allowed', { '/p': [] }, [], []],
  ['no publish', { '/p': ['publish', 'publish-final'] }, ['compline.denied.publish'], ['You may not publish']],
  ['no final publish: the command stays', { '/p': ['publish-final'] }, [], ['You may publish no final versions']],
  ['no take-over', { '/p': ['take-over', 'approve'] }, ['compline.denied.approve', 'compline.denied.take-over'], []],
  ['allowed in one of two projects', { '/p': ['preview'], '/q': [] }, [], []],
  ['no project', {}, [], []],
])('%s', async (_name, denied, keys, labels) => {
  const loaded = await load(denied);
  expect(loaded.keys).toEqual(keys);
  expect(loaded.rows.map(({ label }) => label)).toEqual(labels);
});

test('the reason is what the row tells', async () => {
  const { rows } = await load({ '/p': ['publish', 'publish-final'] });
  expect(rows[0]).toMatchObject({
    spoken: 'No publish.',
    tooltip: [{ value: 'No publish.' }, { value: 'No publish-final.' }],
  });
});

test.each([
  [[], []],
  [[{ state: 'sent' }], []],
  [[waiting], ['1 message is not sent']],
  [[waiting, { state: 'sent' }, { ...waiting, state: 'failed' }], ['2 messages are not sent']],
])('messages: %o', async (messages, labels) => {
  const { rows } = await load({ '/p': [] }, messages);
  expect(rows.map(({ label }) => label)).toEqual(labels);
  for (const row of rows) {
    expect(row).toMatchObject({
      description: 'It waits for the address.',
      command: { id: 'compline.showWaitingMessages' },
      tooltip: [{ value: 'It waits for the address.' }, { name: 'Without an address', value: 'dailies' }],
    });
  }
});
