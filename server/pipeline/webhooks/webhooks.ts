import { createHash, randomUUID } from 'node:crypto';
import { type Config, WEBHOOK_EVENTS, type WebhookConfig } from '../../formats/config/schema.ts';
import { findProjectRoot, loadProject } from '../../project/load-project.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { WebhookList, WebhookMessage } from '../../protocol/webhooks.ts';
import type { AuditEvent } from '../audit/audit-trail.ts';
import type { Message } from '../outbox/message.ts';
import type { Destination, Outbox } from '../outbox/outbox.ts';
import { isAllowed } from '../outbox/post.ts';
import type { Trust } from '../publish/check-trust.ts';
import { shownTarget, trustHash } from '../trust/trust-hash.ts';
import { Addresses, variableOf } from './addresses.ts';
import { cutText } from './cut-text.ts';
import { MESSAGE_FORMATS } from './message-formats.ts';
import { textOf, toldEvent } from './told-event.ts';

/** What webhooks need. */
export interface WebhooksOptions {
  readonly trust: Trust;
  /** The user by the name that is told. */
  readonly user: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly log: { warn(facts: object, message: string): void };
  /** Makes the outbox, which asks where its messages go. */
  readonly outbox: (destination: (message: Message) => Promise<Destination>) => Outbox;
}

/** So much of a text is shown in lists. */
const LONGEST_TITLE = 200;

/** Tells what happens in projects to the webhooks that their configurations name. */
export class Webhooks {
  readonly #options: WebhooksOptions;
  readonly #addresses: Addresses;
  readonly #outbox: Outbox;

  constructor(options: WebhooksOptions) {
    this.#options = options;
    this.#addresses = new Addresses(options.environment);
    this.#outbox = options.outbox((message) => this.#destination(message));
  }

  /**
   * Keeps a message for every webhook of a project that wants to hear of an event; the same event is told once however
   * often it is given. Resolves when they are durable. Never fails: what could not be kept is in the log.
   */
  async notify(root: string, event: AuditEvent, at: string): Promise<void> {
    // Most of what is put on record is told to nobody, and costs no look into the configuration.
    if (!WEBHOOK_EVENTS.some((it) => it === event.event)) return;
    try {
      const { config } = await loadProject(root);
      if (config === undefined) return;
      const wanting = Object.entries(config.webhooks).filter(([, { events }]) =>
        events.some((it) => it === event.event),
      );
      if (wanting.length === 0) return;
      await this.#outbox.add(wanting.map(([name, webhook]) => this.#message(root, config, name, webhook, event, at)));
    } catch (error) {
      const { id, event: name } = event;
      this.#options.log.warn({ err: error, root, event: name, id }, 'Webhooks were not told of an event.');
    }
  }

  /** The webhooks of the project of a path, and their messages. Errors: `project-not-found`, `config-unreadable`. */
  async list(from: string): Promise<WebhookList> {
    const { root, config } = await projectOf(from);
    const webhooks = Object.entries(config?.webhooks ?? {}).map(([name, webhook]) => {
      const { from: address, url } = this.#addresses.find(root, name, webhook);
      return {
        ...{ name, kind: webhook.kind, events: webhook.events, address, variable: variableOf(name) },
        ...(url !== undefined && { target: shownTarget(url) }),
      };
    });
    const messages = (await this.#outbox.list(root)).map(shown);
    return { root, trusted: config !== undefined && (await this.#isTrusted(root, config)), webhooks, messages };
  }

  /** Sets the address of a webhook for as long as this process lives. Errors: `not-found`, `invalid-parameters`. */
  async setAddress(from: string, name: string, url: string | undefined): Promise<void> {
    const { root, config } = await projectOf(from);
    if (url !== undefined) webhookOf(config, name, root);
    this.#addresses.set(root, name, url);
    this.#outbox.wake();
  }

  /** Sends a message to a webhook to see that it comes. Answers it as it stands then. Errors: as for `list`, `not-found`. */
  async test(from: string, name: string): Promise<WebhookMessage> {
    const project = await projectOf(from);
    const { root } = project;
    const { config, webhook } = webhookOf(project.config, name, root);
    const event = { event: 'test', id: randomUUID() };
    const message = this.#message(
      root,
      config,
      name,
      { ...webhook, template: undefined },
      event,
      new Date().toISOString(),
    );
    await this.#outbox.add([message]);
    await this.#outbox.pass();
    return await this.#get(root, message.id);
  }

  /** Sends messages of a project that wait or were given up now: one, or all. Errors: as for `list`, `not-found`. */
  async send(from: string, id: string | undefined): Promise<WebhookMessage[]> {
    const { root } = await projectOf(from);
    const chosen = await this.#chosen(root, id, ({ state }) => state !== 'sent');
    await this.#outbox.sendAgain(chosen);
    return (await this.#outbox.list(root)).filter((it) => chosen.has(it.id)).map(shown);
  }

  /** Forgets messages of a project that were not sent: one, or all. Answers how many. Errors: as for `send`. */
  async drop(from: string, id: string | undefined): Promise<number> {
    const { root } = await projectOf(from);
    const chosen = await this.#chosen(root, id, ({ state }) => state !== 'sent');
    await this.#outbox.drop(chosen);
    return chosen.size;
  }

  /** Takes up what an earlier process left. */
  begin(): void {
    this.#outbox.wake();
  }

  /** How many messages would go within a minute. */
  async dueCount(): Promise<number> {
    return await this.#outbox.dueCount();
  }

  async dispose(): Promise<void> {
    await this.#outbox.dispose();
  }

  #message(
    root: string,
    config: Config,
    name: string,
    { kind, template, mention }: Pick<WebhookConfig, 'kind' | 'mention'> & { readonly template?: string | undefined },
    event: AuditEvent,
    at: string,
  ) {
    const told = toldEvent(event, config.project.name ?? config.project.id, this.#options.user, at);
    const text = textOf(told, template);
    return {
      id: createHash('sha256')
        .update(JSON.stringify([root, name, event.event, event.id]))
        .digest('hex'),
      ...{ project: root, webhook: name, event: event.event },
      title: cutText(text.replaceAll(/\s+/g, ' '), LONGEST_TITLE),
      body: JSON.stringify(MESSAGE_FORMATS[kind](told, text, mention)),
    };
  }

  /** The configuration decides anew at every attempt: what it does not name any more, or nobody trusts, is not called. */
  async #destination({ project, webhook }: Message): Promise<Destination> {
    try {
      const { config } = await loadProject(project);
      if (config === undefined) return { waitsFor: 'It waits for a compline.yaml without faults.' };
      const named = config.webhooks[webhook];
      if (named === undefined) return { waitsFor: `The configuration names no webhook ${webhook} any more.` };
      if (!(await this.#isTrusted(project, config))) return { waitsFor: 'It waits until the project is trusted.' };
      const { url } = this.#addresses.find(project, webhook, named);
      if (url === undefined) return { waitsFor: `It waits for the address: set it, or ${variableOf(webhook)}.` };
      if (!isAllowed(url)) return { waitsFor: 'The address does not begin with https://: set another one.' };
      return { url };
    } catch (error) {
      const why = ComplineError.is(error) ? error.message : 'The project cannot be read.';
      return { waitsFor: why };
    }
  }

  async #isTrusted(root: string, config: Config): Promise<boolean> {
    return await this.#options.trust.isTrusted(root, trustHash(root, config));
  }

  async #chosen(root: string, id: string | undefined, fits: (message: Message) => boolean): Promise<Set<string>> {
    const all = (await this.#outbox.list(root)).filter(fits);
    if (id === undefined) return new Set(all.map((it) => it.id));
    const found = all.filter((it) => it.id.startsWith(id));
    const [message] = found;
    if (message !== undefined && found.length === 1) return new Set([message.id]);
    throw new ComplineError({
      code: 'not-found',
      message: found.length === 0 ? `No message ${id} waits or has failed.` : `Several messages begin with ${id}.`,
      nextStep: 'See the ids with: compline webhooks list.',
    });
  }

  async #get(root: string, id: string): Promise<WebhookMessage> {
    const message = (await this.#outbox.list(root)).find((it) => it.id === id);
    if (message !== undefined) return shown(message);
    throw new ComplineError({ code: 'not-found', message: 'The message was dropped meanwhile.' });
  }
}

function shown({ version: _, body: __, nextAt, ...message }: Message): WebhookMessage {
  return { ...message, ...(message.state === 'waiting' && { nextAt }) };
}

async function projectOf(from: string) {
  const root = await findProjectRoot(from);
  if (root !== undefined) return await loadProject(root);
  throw new ComplineError({
    code: 'project-not-found',
    message: `No folder at or above ${from} holds a compline.yaml.`,
    nextStep: "Make a compline.yaml in the project's root folder.",
    path: from,
  });
}

function webhookOf(config: Config | undefined, name: string, root: string) {
  const webhook = config?.webhooks[name];
  if (webhook !== undefined && config !== undefined) return { config, webhook };
  throw new ComplineError({
    code: 'not-found',
    message: `The configuration of ${root} names no webhook ${name}.`,
    nextStep: 'Name it under webhooks in compline.yaml.',
  });
}
