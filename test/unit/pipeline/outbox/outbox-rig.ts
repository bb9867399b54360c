import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type Message, messageSchema } from '../../../../server/pipeline/outbox/message.ts';
import { type Destination, Outbox } from '../../../../server/pipeline/outbox/outbox.ts';
import type { Posted } from '../../../../server/pipeline/outbox/post.ts';
import { RecordFolder } from '../../../../server/pipeline/saves/record-folder.ts';

/** An outbox with a clock that the test sets and a server that answers what the test says. */
export class OutboxRig {
  readonly folder: string;
  now = Date.UTC(2026, 0, 1);
  answer: (id: string) => Posted | Promise<Posted> = () => ({ kind: 'sent' });
  destination: (message: Message) => Destination = () => ({ url: 'https://example.org/secret' });
  /** The keys of what was sent, in order. */
  readonly posted: string[] = [];
  readonly logged: object[] = [];
  outbox: Outbox;

  constructor(folder: string) {
    this.folder = folder;
    this.outbox = this.open();
  }

  static async make(): Promise<OutboxRig> {
    const folder = await mkdtemp(path.join(tmpdir(), 'compline-outbox-'));
    const rig = new OutboxRig(folder);
    onTestFinished(async () => {
      await rig.outbox.dispose();
      await rm(folder, { recursive: true, force: true });
    });
    return rig;
  }

  /** The outbox as the next process has it. */
  open(heir?: string): Outbox {
    const messages = (folder: string) => new RecordFolder(folder, messageSchema, () => undefined);
    return new Outbox({
      messages: messages(this.folder),
      ...(heir !== undefined && { heir: messages(heir) }),
      post: async (_url, { id }) => {
        this.posted.push(id.slice(0, 2));
        return await this.answer(id.slice(0, 2));
      },
      destination: async (message) => this.destination(message),
      log: { info: () => undefined, warn: (facts) => this.logged.push(facts) },
      now: () => this.now,
      random: () => 0,
    });
  }

  /** Adds messages by short names, to one webhook, and waits until they were tried. */
  async add(names: readonly string[], webhook = 'dailies'): Promise<void> {
    await this.outbox.add(
      names.map((name) => ({
        ...{ id: name.padEnd(64, '0'), project: '/p', webhook, event: 'publish', title: name, body: '{}' },
      })),
    );
    await this.outbox.pass();
  }

  /** Some time goes by. */
  async later(milliseconds: number): Promise<void> {
    this.now += milliseconds;
    await this.outbox.pass();
  }

  async states(): Promise<string[]> {
    return (await this.outbox.list()).map(({ id, state, attempts }) => `${id.slice(0, 2)} ${state} ${attempts}`).sort();
  }
}
