import { appendFile, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { userInfo } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AuditEntry, AuditReport } from '../../../server/protocol/audit.ts';
import type { Abilities, Approval } from '../../../server/protocol/roles.ts';
import type { WebhookList } from '../../../server/protocol/webhooks.ts';
import { compline } from './command-line.ts';
import { Studio } from './studio.ts';

let studio: Studio;
let comp: string;
let answer = 200;
/** What the webhook was sent: its key, and the message. */
const messages: { key: unknown; event: string; text: string }[] = [];
const server = createServer(async (request, response) => {
  const { event, text: said } = JSON.parse(await text(request));
  messages.push({ key: request.headers['idempotency-key'], event, text: said });
  response.writeHead(answer).end();
});

beforeAll(async () => {
  studio = await Studio.open();
  comp = studio.comp('SH020');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await appendFile(
    path.join(studio.project, 'compline.yaml'),
    [
      '',
      `roles: { lead: ["${userInfo().username}"] }`,
      'rules: { approve: lead, publishFinal: admin, takeOver: admin }',
      'webhooks: { dailies: { kind: json, events: [approved, role-refused] } }',
      '',
    ].join('\n'),
  );
  // The core that this starts has the address from its environment.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret`;
  const env = { ...studio.environment, COMPLINE_WEBHOOK_DAILIES: url };
  const trusted = await compline(['trust'], { cwd: studio.project, env });
  expect(trusted).toMatchObject({ code: 0, err: '' });
  expect(trusted.out).toContain('dailies: json, the address is set on each machine');
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await studio[Symbol.asyncDispose]();
});

it('tells which role the user has and what it allows', async () => {
  const abilities = await studio.json<Abilities>('roles');
  expect(abilities.role).toBe('lead');
  expect(abilities.actions.filter(({ allowed }) => !allowed).map(({ action }) => action)).toEqual([
    'publish-final',
    'take-over',
  ]);
});

it('approves a version, refuses what the rules do not allow, and tells both', async () => {
  await studio.run('save-version', comp);
  const { approvals } = await studio.json<{ approvals: Approval[] }>(
    'approve',
    comp,
    '--version',
    '1',
    '--saved',
    '--comment',
    'go',
  );
  expect(approvals).toMatchObject([{ version: 1, kind: 'saved', user: userInfo().username, comment: 'go' }]);
  expect((await studio.run('approve', comp)).out).toContain('saved 001');
  const refused = await studio.json<{ error: { code: string; message: string } }>('publish', comp, '--state', 'OK');
  expect(refused.error).toMatchObject({
    code: 'no-permission',
    message: expect.stringContaining('needs the role admin'),
  });
  expect(await studio.run('webhooks', 'send')).toMatchObject({ code: 0 });
  expect(messages.map(({ event }) => event)).toEqual(['approved', 'role-refused']);
  expect(messages[0]?.text).toContain('approved DEMO_S_SH020_COMP.comp version 001: go');
});

it('shows what happened, by what is asked for', async () => {
  const events = async (...filter: string[]) =>
    (await studio.json<{ entries: AuditEntry[] }>('audit', 'show', ...filter)).entries.map(({ event }) => event);
  expect(await events()).toEqual(['saved', 'approved', 'role-refused']);
  expect(await events('--event', 'saved', '--comp', comp, '--since', '1h')).toEqual(['saved']);
  expect(await events('--step', 'COMP', '--limit', '1', '--no-core')).toEqual(['role-refused']);
  expect(await studio.run('audit', 'show', '--since', 'soon')).toMatchObject({ code: 2 });
});

it('keeps what a webhook does not take, and says so, without its address', async () => {
  answer = 500;
  const test = await studio.run('webhooks', 'test', 'dailies');
  expect(test).toMatchObject({ code: 1, out: expect.stringContaining('The server answered 500.') });
  const list = await studio.json<WebhookList>('webhooks', 'list');
  expect(list).toMatchObject({ trusted: true, webhooks: [{ name: 'dailies', address: 'environment' }] });
  expect(list.messages.map(({ state }) => state)).toEqual(['waiting', 'sent', 'sent']);
  answer = 200;
  expect(await studio.run('webhooks', 'send', list.messages[0]?.id.slice(0, 8) ?? '')).toMatchObject({ code: 0 });
  const [first, second] = messages.slice(-2);
  expect([second?.event, second?.key]).toEqual(['test', first?.key]);
  expect(await studio.run('webhooks', 'drop')).toMatchObject({ code: 0, out: '0 messages were dropped.\n' });
  for (const name of await readdir(path.join(studio.root, 'state'), { recursive: true, withFileTypes: true })) {
    if (!name.isFile() || !/\.(?:json|log)$/.test(name.name)) continue;
    expect(await readFile(path.join(name.parentPath, name.name), 'utf8')).not.toContain('/secret');
  }
});

it('refuses to take over a lock of somebody else, and puts locks on record', async () => {
  const file = studio.comp('SH010');
  const sidecar = path.join(path.dirname(file), `.~${path.basename(file)}.lock`);
  const time = new Date(Date.now() - 600_000);
  const lock = { version: 1, user: 'ada', machine: 'ws1', process: 1, application: 'Fusion', session: 'x' };
  await writeFile(sidecar, JSON.stringify({ ...lock, acquired: time.toISOString(), renewed: time.toISOString() }));
  await utimes(sidecar, time, time);
  expect(await studio.run('lock', 'take-over', file)).toMatchObject({
    err: expect.stringContaining('needs the role admin'),
  });
  await rm(sidecar);
  expect(await studio.run('lock', 'acquire', file)).toMatchObject({ code: 0 });
  const { entries } = await studio.json<{ entries: AuditEntry[] }>('audit', 'show', '--comp', file);
  expect(entries.map(({ event }) => event).sort()).toEqual(['locked', 'role-refused']);
});

it('tells whether the record is whole, by its exit code and by file and line', async () => {
  expect(await studio.run('audit', 'verify')).toMatchObject({
    code: 0,
    out: expect.stringContaining('is sound: 5 lines'),
  });
  const folder = path.join(studio.project, '.compline', 'audit');
  const [name = ''] = await readdir(folder);
  const file = path.join(folder, name);
  const lines = (await readFile(file, 'utf8')).split('\n');
  await writeFile(file, lines.with(1, (lines[1] ?? '').replace('"go"', '"no"')).join('\n'));
  const told = await studio.run('audit', 'verify');
  expect(told).toMatchObject({ code: 1 });
  expect(told.out).toContain(`${file}:3: It does not follow from the line before`);
  await writeFile(file, `${lines.slice(0, 2).join('\n')}\n`);
  const report = await studio.json<AuditReport>('audit', 'verify');
  expect(report).toMatchObject({ sound: false, files: [{ problems: [{ kind: 'cut' }] }] });
});
