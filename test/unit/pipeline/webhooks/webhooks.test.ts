import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { messageSchema } from '../../../../server/pipeline/outbox/message.ts';
import { Outbox } from '../../../../server/pipeline/outbox/outbox.ts';
import { RecordFolder } from '../../../../server/pipeline/saves/record-folder.ts';
import { AnnouncedTrail, type AnnouncedTrailOptions } from '../../../../server/pipeline/webhooks/announced-trail.ts';
import { begunEventSchema } from '../../../../server/pipeline/webhooks/begun-event.ts';
import { Webhooks } from '../../../../server/pipeline/webhooks/webhooks.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const AT = '2026-10-01T12:00:00.000Z';
const SECRET = 'https://hooks.slack.example/services/T0/B0/xyzzy';
const CONFIG = `version: 1
project: { id: DEMO, name: Demo }
webhooks:
  dailies: { kind: slack, events: [publish, approved], template: "{comp} by {user}" }
  open-one: { kind: json, url: "https://example.org/hook?key=plugh", events: [publish] }
`;
const publish = { event: 'publish', id: 'p1', comp: 'a/b.comp' };

async function webhooksOfTest({
  environment = {},
  config = CONFIG,
}: {
  environment?: Record<string, string>;
  config?: string;
} = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'compline-webhooks-'));
  const root = path.join(folder, 'project');
  await mkdir(root);
  await writeFile(path.join(root, 'compline.yaml'), config);
  const posted: { url: string; body: string }[] = [];
  const logged: unknown[] = [];
  const trust = { is: true };
  const webhooks = new Webhooks({
    trust: { isTrusted: async () => trust.is },
    user: 'Ann',
    environment,
    log: { warn: (facts, text) => logged.push(facts, text) },
    outbox: (destination) =>
      new Outbox({
        messages: new RecordFolder(path.join(folder, 'outbox'), messageSchema, () => undefined),
        post: async (url, { body }) => {
          posted.push({ url, body });
          return { kind: 'sent' };
        },
        destination,
        log: { info: () => undefined, warn: (facts) => logged.push(facts) },
        now: () => Date.UTC(2026, 0, 1),
        random: () => 0,
      }),
  });
  onTestFinished(async () => {
    await webhooks.dispose();
    await rm(folder, { recursive: true, force: true });
  });
  const urls = () => posted.map(({ url }) => url).sort();
  return { folder, root, webhooks, posted, logged, trust, urls };
}

const states = async (webhooks: Webhooks, root: string) =>
  (await webhooks.list(root)).messages.map(({ webhook, state, title }) => [webhook, state, title]).sort();

test('who wants to hear of an event does, once the address is there', async () => {
  const { root, webhooks, urls } = await webhooksOfTest();
  await webhooks.notify(root, publish, AT);
  await webhooks.notify(root, { event: 'preview', id: 'p2' }, AT);
  await webhooks.send(root, undefined);
  expect(await states(webhooks, root)).toEqual([
    ['dailies', 'waiting', 'b.comp by Ann'],
    ['open-one', 'sent', 'Ann published b.comp'],
  ]);
  const [waiting] = (await webhooks.list(root)).messages.filter(({ state }) => state === 'waiting');
  expect(waiting?.reason).toBe('It waits for the address: set it, or COMPLINE_WEBHOOK_DAILIES.');
  await webhooks.setAddress(path.join(root, 'a'), 'dailies', SECRET);
  await webhooks.send(root, undefined);
  expect(urls()).toEqual(['https://example.org/hook?key=plugh', SECRET]);
  await webhooks.notify(root, publish, AT);
  await webhooks.send(root, undefined);
  expect(urls().length).toBe(2);
});

test('the environment holds an address too', async () => {
  const { root, webhooks, urls } = await webhooksOfTest({ environment: { COMPLINE_WEBHOOK_OPEN_ONE: SECRET } });
  expect(await webhooks.test(root, 'open-one')).toMatchObject({ state: 'sent', event: 'test' });
  expect(urls()).toEqual([SECRET]);
  expect((await webhooks.list(root)).webhooks.map(({ name, address, target }) => [name, address, target])).toEqual([
    ['dailies', 'missing', undefined],
    ['open-one', 'environment', 'https://hooks.slack.example'],
  ]);
});

test('nothing is sent for a project that is not trusted', async () => {
  const { root, webhooks, posted, trust } = await webhooksOfTest();
  trust.is = false;
  await webhooks.setAddress(root, 'dailies', SECRET);
  await webhooks.notify(root, publish, AT);
  expect(await webhooks.test(root, 'open-one')).toMatchObject({
    state: 'waiting',
    reason: 'It waits until the project is trusted.',
  });
  expect(posted).toEqual([]);
  trust.is = true;
  await webhooks.send(root, undefined);
  expect(posted.length).toBe(3);
});

test('a message to a webhook that is not configured any more waits, and can be dropped', async () => {
  const { root, webhooks, posted } = await webhooksOfTest();
  await webhooks.notify(root, { event: 'approved', id: 'a' }, AT);
  await writeFile(path.join(root, 'compline.yaml'), 'version: 1\nproject: { id: DEMO }\n');
  const [sent] = await webhooks.send(root, undefined);
  expect(sent).toMatchObject({ state: 'waiting', reason: 'The configuration names no webhook dailies any more.' });
  expect(await webhooks.drop(root, sent?.id.slice(0, 8))).toBe(1);
  expect([posted, (await webhooks.list(root)).messages]).toEqual([[], []]);
});

test.each([
  ['http://hooks.slack.example/services/xyzzy', 'invalid-parameters'],
  ['xyzzy', 'invalid-parameters'],
])('the address %s is refused, and not repeated', async (url, code) => {
  const { root, webhooks } = await webhooksOfTest();
  const error: unknown = await webhooks.setAddress(root, 'dailies', url).catch((it: unknown) => it);
  expect(error).toMatchObject({ code });
  expect(JSON.stringify(error) + String(error)).not.toContain('xyzzy');
});

test('a webhook that is not named is told', async () => {
  const { root, webhooks } = await webhooksOfTest();
  await expect(webhooks.test(root, 'nobody')).rejects.toMatchObject({ code: 'not-found' });
  await expect(webhooks.setAddress(root, 'nobody', SECRET)).rejects.toMatchObject({ code: 'not-found' });
  await expect(webhooks.send(root, 'abc')).rejects.toMatchObject({ code: 'not-found' });
});

test('an address is nowhere but where it is sent', async () => {
  const { folder, root, webhooks, logged } = await webhooksOfTest();
  await webhooks.setAddress(root, 'dailies', SECRET);
  await webhooks.notify(root, publish, AT);
  await webhooks.send(root, undefined);
  const told = JSON.stringify([await webhooks.list(root), logged]);
  const kept = await Promise.all(
    (await readdir(path.join(folder, 'outbox'))).map((name) => readFile(path.join(folder, 'outbox', name), 'utf8')),
  );
  for (const text of [told, ...kept]) expect(text).not.toMatch(/xyzzy|plugh/);
  expect(kept.length).toBe(2);
});

test('what cannot be put on record is told to nobody, and what cannot be told stays on record', async () => {
  const told: string[] = [];
  const notify = async (_root: string, { id }: { id: string }) => void told.push(id);
  const append = async (_root: string, { id }: { id: string }) => {
    if (id === 'bad') throw new Error('no disk');
  };
  const { trail, begun } = announced({ append, notify, folder: await temporaryFolder() });
  await trail.append('/p', { event: 'publish', id: 'good' }, AT);
  await expect(trail.append('/p', { event: 'publish', id: 'bad' }, AT)).rejects.toThrow('no disk');
  expect(told).toEqual(['good']);
  expect(await begun.all()).toEqual([]);
  const { root, webhooks, logged } = await webhooksOfTest();
  await rm(path.join(root, 'compline.yaml'));
  await webhooks.notify(root, publish, AT);
  expect(logged[1]).toBe('Webhooks were not told of an event.');
});

test('what a process put on record and did not come to tell, and nothing else, is told by the next one', async () => {
  const folder = await temporaryFolder();
  const told: string[] = [];
  const notify = async (_root: string, { id }: { id: string }) => void told.push(id);
  /** A process that dies in the midst of one of its calls. */
  const dying = async (id: string, at: 'append' | 'notify') => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const dies = () => new Promise<void>(() => resolve());
    const calls = { append: async () => undefined, notify, folder, [at]: dies };
    void announced(calls).trail.append('/p', { event: 'approved', id }, AT);
    await promise;
  };
  await dying('untold', 'notify');
  await dying('not on record', 'append');
  expect(await readdir(folder)).toHaveLength(2);

  const holds = async (_root: string, { id }: { id: string }) => id === 'untold';
  const { trail } = announced({ append: async () => undefined, notify, folder, holds });
  await trail.recover();
  await trail.recover();
  expect(told).toEqual(['untold']);
  expect(await readdir(folder)).toEqual([]);
});

/** A trail that tells, with what it keeps in a folder. */
function announced({
  folder,
  append,
  notify,
  holds = async () => false,
}: Partial<AnnouncedTrailOptions['trail']> &
  Pick<AnnouncedTrailOptions['trail'], 'append'> &
  AnnouncedTrailOptions['webhooks'] & { readonly folder: string }) {
  const begun = new RecordFolder(folder, begunEventSchema, () => undefined);
  const options = {
    trail: { append, holds, fileOf: () => '/p/audit' },
    webhooks: { notify },
    begun,
    log: { warn: () => undefined },
  };
  return { begun, trail: new AnnouncedTrail(options) };
}
