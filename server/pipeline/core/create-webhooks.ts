import type { Logger } from 'pino';
import { messageSchema } from '../outbox/message.ts';
import { Outbox } from '../outbox/outbox.ts';
import { createPost } from '../outbox/post.ts';
import type { Trust } from '../publish/check-trust.ts';
import { RecordFolder } from '../saves/record-folder.ts';
import { Webhooks } from '../webhooks/webhooks.ts';

/** What the webhooks of a core are made from. */
export interface CreateWebhooksOptions {
  /** The folder in which messages are kept until they are sent. */
  readonly folder: string;
  /** Where messages go that were not sent when the core ends; they stay in `folder` where it is absent. */
  readonly heir?: string | undefined;
  readonly trust: Trust;
  readonly user: string;
  readonly log: Logger;
}

/** Builds the webhooks with their outbox. */
export function createWebhooks({ folder, heir, trust, user, log }: CreateWebhooksOptions): Webhooks {
  const messagesIn = (place: string) =>
    new RecordFolder(place, messageSchema, (file) => log.warn({ file }, 'A message to a webhook cannot be read.'));
  return new Webhooks({
    ...{ trust, user, log, environment: process.env },
    outbox: (destination) =>
      new Outbox({
        ...{ messages: messagesIn(folder), destination, log },
        ...(heir !== undefined && { heir: messagesIn(heir) }),
        post: createPost(),
        now: Date.now,
        random: Math.random,
      }),
  });
}
