import { InTurn } from '../../link/in-turn.ts';
import type { RecordFolder } from '../saves/record-folder.ts';
import type { Message } from './message.ts';
import { askedPause, LONGEST_ASKED, pauseAfter } from './pause.ts';
import type { Post } from './post.ts';

/** Where a message goes now, or why it has to wait. */
export type Destination = { readonly url: string } | { readonly waitsFor: string };

/** What an outbox is made of. */
export interface OutboxOptions {
  readonly messages: RecordFolder<Message>;
  /** Gets what was not sent when this outbox ends; it stays where it is where this is absent. */
  readonly heir?: RecordFolder<Message>;
  readonly post: Post;
  /** Says where a message goes. It is asked before each attempt. */
  readonly destination: (message: Message) => Promise<Destination>;
  readonly log: { info(facts: object, message: string): void; warn(facts: object, message: string): void };
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

const DAY = 24 * 3_600_000;
/** A message that has not gone after so many days is given up. */
const PATIENCE_DAYS = 7;
/** So many wait at most; the oldest ones are given up for new ones. */
const MOST_WAITING = 1_000;
/** So many that were sent or given up are remembered, so that the same event is not told again. */
const MOST_ENDED = 1_000;
/** So long an outbox with an heir goes on sending when it ends. Milliseconds. */
const LAST_SECONDS = 10_000;
/** What waits for an address or for trust is looked at so often. Milliseconds. */
const LOOK_EVERY = 60_000;

/**
 * Messages on their way out: each is kept on the disk until it was sent or given up, so that it goes once at least. The
 * same message goes twice only where this process died between an attempt and its record, under the same key.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #ending = new AbortController();
  /** Until when nothing goes to a webhook that has asked for a pause, by project and name. */
  readonly #pauses = new Map<string, number>();
  /** What is done with one message, by its id: nothing changes it while it is being sent. */
  readonly #turns = new InTurn();
  /** Messages that wait for something else than their time. */
  readonly #held = new Set<string>();
  #passing: Promise<void> | undefined;
  #again = false;
  #sending = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /**
   * Keeps messages; they are durable when it resolves, and on their way after that. Those that are known already are not
   * kept again. Errors: those of the state folder.
   */
  async add(
    messages: readonly Omit<Message, 'version' | 'state' | 'attempts' | 'createdAt' | 'nextAt'>[],
  ): Promise<void> {
    const now = this.#options.now();
    for (const message of messages) {
      if ((await this.#options.messages.get(message.id)) !== undefined) continue;
      await this.#put({ ...message, version: 1, state: 'waiting', attempts: 0, createdAt: now, nextAt: now });
    }
    await this.#prune();
    this.wake();
  }

  /** The messages of a project, or all of them, the newest first. */
  async list(project?: string): Promise<Message[]> {
    const all = await this.#options.messages.all();
    return all
      .filter((message) => project === undefined || message.project === project)
      .sort((left, right) => right.createdAt - left.createdAt || left.id.localeCompare(right.id));
  }

  /** Sends messages that wait or were given up now, whatever pause they were in. Resolves when that was tried. */
  async sendAgain(ids: ReadonlySet<string>): Promise<void> {
    const renew = async (id: string): Promise<void> => {
      const message = await this.#options.messages.get(id);
      if (message === undefined || message.state === 'sent') return;
      const now = this.#options.now();
      this.#pauses.delete(keyOf(message));
      const { reason: _, ...rest } = message;
      // Who asks for it wants it tried for some days more.
      const createdAt = message.state === 'failed' ? now : message.createdAt;
      await this.#put({ ...rest, state: 'waiting', nextAt: now, createdAt });
    };
    // One that is on its way right now may arrive.
    await Promise.all([...ids].map((id) => this.#turns.run(id, () => renew(id))));
    await this.pass();
  }

  /** Forgets messages. */
  async drop(ids: ReadonlySet<string>): Promise<void> {
    await Promise.all([...ids].map((id) => this.#turns.run(id, () => this.#options.messages.remove(id))));
  }

  /** Sends what is due. Resolves when everything that was due when it was called has been tried. */
  async pass(): Promise<void> {
    this.#again = true;
    this.#passing ??= this.#passes();
    await this.#passing;
  }

  /** Sends what is due, and what will be when it is; nobody has to wait for it. */
  wake(): void {
    if (this.#ending.signal.aborted) return;
    void this.pass().catch((error: unknown) => this.#options.log.warn({ err: error }, 'The outbox cannot be read.'));
  }

  /** How many messages are being sent, or would be within a minute: a core should not end before. */
  async dueCount(): Promise<number> {
    const soon = this.#options.now() + LOOK_EVERY;
    const due = (await this.#options.messages.all()).filter(
      ({ id, state, nextAt }) => state === 'waiting' && nextAt <= soon && !this.#held.has(id),
    );
    return Math.max(due.length, this.#sending);
  }

  /** Lets go of what is being sent: it is tried again by the next core. One with an heir has some seconds left for it. */
  async dispose(): Promise<void> {
    const { heir } = this.#options;
    if (heir !== undefined && this.#passing !== undefined) {
      const timer = setTimeout(() => this.#ending.abort(), LAST_SECONDS);
      await this.#passing.catch(() => undefined);
      clearTimeout(timer);
    }
    this.#ending.abort();
    clearTimeout(this.#timer);
    await this.#passing?.catch(() => undefined);
    if (heir === undefined) return;
    for (const message of await this.#waiting()) await heir.put(message);
  }

  async #passes(): Promise<void> {
    try {
      while (this.#again && !this.#ending.signal.aborted) {
        this.#again = false;
        const byTarget = Map.groupBy(await this.#waiting(), keyOf);
        // One that hangs holds up its own messages, and no others.
        await Promise.all([...byTarget.values()].map((messages) => this.#sendInTurn(messages)));
        await this.#setTimer();
      }
    } finally {
      // In the same step as the last look at what is to be done again, so that no call is missed.
      this.#passing = undefined;
    }
  }

  async #sendInTurn(messages: readonly Message[]): Promise<void> {
    for (const { id } of messages) {
      if (this.#ending.signal.aborted) return;
      await this.#turns.run(id, async () => {
        const message = await this.#options.messages.get(id);
        if (message?.state !== 'waiting') return;
        const now = this.#options.now();
        if (now - message.createdAt > PATIENCE_DAYS * DAY) await this.#giveUp(message);
        else if (this.#rest(message, now) <= 0) await this.#send(message, now);
      });
    }
  }

  async #send(message: Message, now: number): Promise<void> {
    const destination = await this.#options.destination(message);
    if ('waitsFor' in destination) {
      this.#held.add(message.id);
      if (message.reason !== destination.waitsFor) await this.#put({ ...message, reason: destination.waitsFor });
      return;
    }
    this.#held.delete(message.id);
    const attempts = message.attempts + 1;
    const pause = pauseAfter(attempts, this.#options.random());
    // Written before, so that what makes this process die does not go out at every start.
    const begun = { ...message, attempts, nextAt: now + pause };
    await this.#put(begun);
    this.#sending += 1;
    const posted = await this.#options
      .post(destination.url, { id: message.id, body: message.body }, this.#ending.signal)
      .finally(() => {
        this.#sending -= 1;
      });
    const after = this.#options.now();
    const { reason: _, ...rest } = begun;
    if (posted.kind === 'sent') {
      await this.#put({ ...rest, state: 'sent', sentAt: after });
    } else if (posted.kind === 'refused') {
      await this.#fail({ ...rest, reason: posted.reason });
    } else {
      const asked = askedPause(posted.retryAfter, after);
      if (asked !== undefined) this.#pauses.set(keyOf(message), after + asked);
      await this.#put({ ...rest, reason: posted.reason, nextAt: after + Math.max(pause, asked ?? 0) });
    }
  }

  async #giveUp(message: Message): Promise<void> {
    const { reason = 'It never had its turn.' } = message;
    await this.#fail({ ...message, reason: `Given up after ${PATIENCE_DAYS} days. ${reason}` });
  }

  async #fail(message: Message): Promise<void> {
    const { webhook, event, reason, project, attempts } = message;
    this.#options.log.warn(
      { webhook, event, reason, project, attempts },
      'A message to a webhook is not sent any more.',
    );
    await this.#put({ ...message, state: 'failed' });
  }

  /** Milliseconds that a message still rests. A clock that was set back makes no pause longer than the longest one. */
  #rest(message: Message, now: number): number {
    const until = Math.max(message.nextAt, this.#pauses.get(keyOf(message)) ?? 0);
    return until - now > LONGEST_ASKED ? 0 : until - now;
  }

  async #waiting(): Promise<Message[]> {
    const all = await this.#options.messages.all();
    return all.filter(({ state }) => state === 'waiting').sort((left, right) => left.createdAt - right.createdAt);
  }

  async #setTimer(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#ending.signal.aborted) return;
    const now = this.#options.now();
    const rests = (await this.#waiting()).map((message) => this.#rest(message, now));
    if (rests.length === 0) return;
    // What waits for something else than its time is looked at from time to time.
    const positive = rests.filter((rest) => rest > 0);
    const rest = Math.min(LOOK_EVERY, ...(positive.length === 0 ? [] : positive));
    this.#timer = setTimeout(() => this.wake(), rest);
    this.#timer.unref();
  }

  /** The oldest ones go where there are too many. */
  async #prune(): Promise<void> {
    const waiting = await this.#waiting();
    for (const message of waiting.slice(0, Math.max(0, waiting.length - MOST_WAITING))) {
      await this.#fail({ ...message, reason: `Given up: more than ${MOST_WAITING} messages wait.` });
    }
    const ended = (await this.#options.messages.all())
      .filter(({ state }) => state !== 'waiting')
      .sort((left, right) => left.createdAt - right.createdAt);
    for (const { id } of ended.slice(0, Math.max(0, ended.length - MOST_ENDED)))
      await this.#options.messages.remove(id);
  }

  async #put(message: Message): Promise<void> {
    await this.#options.messages.put(message);
  }
}

const keyOf = ({ project, webhook }: Pick<Message, 'project' | 'webhook'>): string =>
  JSON.stringify([project, webhook]);
