import type { WebhookConfig } from '../../formats/config/schema.ts';
import { googleChatMessage } from './google-chat-message.ts';
import { slackMessage } from './slack-message.ts';
import type { ToldEvent } from './told-event.ts';

/** Writes a message in the form of one kind of webhook. */
type MessageFormat = (told: ToldEvent, text: string, mention: string | undefined) => object;

/** The form of each kind, one line each. */
export const MESSAGE_FORMATS: Readonly<Record<WebhookConfig['kind'], MessageFormat>> = {
  slack: slackMessage,
  'google-chat': googleChatMessage,
  json: ({ event, at, facts }, text, mention) => ({
    version: 1,
    event,
    at,
    text,
    facts,
    ...(mention !== undefined && { mention }),
  }),
};
