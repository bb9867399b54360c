import type { RequestName } from '../../../protocol/requests.ts';
import type { Webhooks } from '../../webhooks/webhooks.ts';
import type { HandlersOf } from './handlers.ts';

type WebhookRequest = Extract<RequestName, `webhooks/${string}`>;

/** The requests about webhooks and the messages on their way to them. */
export const webhookHandlers = (webhooks: Webhooks): HandlersOf<WebhookRequest> => ({
  'webhooks/list': async ({ project }) => await webhooks.list(project),
  'webhooks/secret': async ({ project, webhook, url }) => {
    await webhooks.setAddress(project, webhook, url);
    return {};
  },
  'webhooks/test': async ({ project, webhook }) => ({ message: await webhooks.test(project, webhook) }),
  'webhooks/send': async ({ project, message }) => ({ messages: await webhooks.send(project, message) }),
  'webhooks/drop': async ({ project, message }) => ({ dropped: await webhooks.drop(project, message) }),
});
