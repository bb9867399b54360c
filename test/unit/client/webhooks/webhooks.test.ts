import { beforeEach, expect, test, vi } from 'vitest';
import type { CoreProjects } from '../../../../client/core/core-projects.ts';
import { Dismissed, Notice } from '../../../../client/core/error-reporter.ts';
import { WebhookCommands } from '../../../../client/webhooks/webhook-commands.ts';
import { WebhookSecrets } from '../../../../client/webhooks/webhook-secrets.ts';
import { FakeCore, settle } from '../fake-core.ts';
import { editor } from '../fake-vscode.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const URL = 'https://hooks.slack.example/xyzzy';
const message = { id: 'abc', project: '/p', webhook: 'dailies', event: 'publish', attempts: 0, createdAt: 0 };
const waiting = { ...message, title: 'Ann published it', state: 'waiting', reason: 'It waits for the address.' };

beforeEach(() => editor.reset());

function webhooksOf({ messages = [waiting] as object[], address = 'missing', webhooks = 1 } = {}) {
  const core = new FakeCore();
  const kept = new Map<string, string>();
  const warned: unknown[] = [];
  const changed = vi.fn();
  core.answers.set('webhooks/list', () => ({
    root: '/p',
    trusted: true,
    webhooks: [{ name: 'dailies', kind: 'slack', events: [], address, variable: 'X' }].slice(0, webhooks),
    messages,
  }));
  core.answers.set('webhooks/test', () => ({ message: { ...waiting, state: 'sent' } }));
  core.answers.set('webhooks/send', () => ({ messages: messages.map((it) => ({ ...it, state: 'sent' })) }));
  const projects = { roots: async () => ['/p'] } as unknown as CoreProjects;
  const secrets = new WebhookSecrets({
    ...{ core: core.core, projects },
    secrets: {
      get: async (key) => kept.get(key),
      store: async (key, value) => void kept.set(key, value),
      delete: async (key) => void kept.delete(key),
    },
    log: { warn: (...all: unknown[]) => void warned.push(...all) } as never,
  });
  const commands = new WebhookCommands({ core: core.core, projects, secrets, changed });
  return { core, kept, warned, changed, secrets, commands };
}

test('an address is kept in the secret storage, given to the core, and tried', async () => {
  const { core, kept, changed, commands } = webhooksOf();
  editor.answers = ['dailies', URL, 'Send a Test'];
  await commands.setSecret();
  expect([...kept]).toEqual([['compline.webhook:/p:dailies', URL]]);
  expect(core.params.get('webhooks/secret')).toEqual({ project: '/p', webhook: 'dailies', url: URL });
  expect(core.params.get('webhooks/test')).toEqual({ project: '/p', webhook: 'dailies' });
  expect(editor.messages).toEqual(['The address of dailies is set.', 'dailies has taken the message.']);
  expect(changed).toHaveBeenCalledOnce();
});

test('an empty address is forgotten, a wrong one is not taken', async () => {
  const { core, kept, commands } = webhooksOf();
  kept.set('compline.webhook:/p:dailies', URL);
  editor.answers = ['dailies', 'http://example.org/'];
  await expect(commands.setSecret()).rejects.toThrow(Dismissed);
  expect(editor.said).toEqual(['Write an address that begins with https://.']);
  expect(kept.size).toBe(1);
  editor.answers = ['dailies', ' '];
  await commands.setSecret();
  expect([kept.size, core.params.get('webhooks/secret')]).toEqual([0, { project: '/p', webhook: 'dailies' }]);
});

test('what the core refuses is not kept', async () => {
  const { core, kept, secrets } = webhooksOf();
  core.error = new Error('no');
  await expect(secrets.set('/p', 'dailies', URL)).rejects.toThrow('no');
  expect(kept.size).toBe(0);
});

test.each([
  ['one that lacks it', 'missing', true],
  ['one that has it from its environment: what was set comes first', 'environment', true],
  ['one that has it', 'set', false],
])('a core that is reached gets the address: %s', async (_name, address, isGiven) => {
  const { core, kept } = webhooksOf({ address });
  kept.set('compline.webhook:/p:dailies', URL);
  core.become('connected');
  await settle();
  expect(core.params.has('webhooks/secret')).toBe(isGiven);
});

test('a core that knows no webhooks is no trouble', async () => {
  const { core, warned } = webhooksOf();
  core.error = new Error('This core knows no request.');
  core.become('connected');
  await settle();
  expect(warned.length).toBe(2);
});

test('what waits is listed, and sent or dropped', async () => {
  const { core, commands } = webhooksOf();
  editor.answers = ['Ann published it', 'Send Again'];
  await commands.showWaiting();
  expect(core.params.get('webhooks/send')).toEqual({ project: '/p', message: 'abc' });
  editor.answers = ['Ann published it', 'Drop'];
  await commands.showWaiting();
  expect(core.params.get('webhooks/drop')).toEqual({ project: '/p', message: 'abc' });
  await expect(webhooksOf({ messages: [] }).commands.showWaiting()).rejects.toThrow(Notice);
  await expect(webhooksOf({ webhooks: 0 }).commands.setSecret()).rejects.toThrow('names no webhooks');
});

test('everything is sent again, and what did not go is told', async () => {
  const { core, commands } = webhooksOf();
  await expect(commands.sendAgain()).rejects.toThrow('1 messages were sent.');
  core.answers.set('webhooks/send', () => ({ messages: [waiting, { ...waiting, state: 'sent' }] }));
  await commands.sendAgain();
  expect(editor.messages).toEqual(['1 of 2 messages were sent. It waits for the address.']);
});
