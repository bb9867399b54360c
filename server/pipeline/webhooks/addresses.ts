import type { WebhookConfig } from '../../formats/config/schema.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { WebhookStatus } from '../../protocol/webhooks.ts';
import { isAllowed } from '../outbox/post.ts';

/** The environment variable that can hold the address of a webhook. */
export function variableOf(name: string): string {
  return `COMPLINE_WEBHOOK_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
}

/** An address, and where it comes from. */
export interface FoundAddress {
  readonly from: WebhookStatus['address'];
  readonly url?: string;
}

/**
 * The addresses of webhooks. Those that are set are held in memory alone and die with this process; nothing here is ever
 * logged.
 */
export class Addresses {
  readonly #set = new Map<string, string>();
  readonly #environment: Readonly<NodeJS.ProcessEnv>;

  constructor(environment: Readonly<NodeJS.ProcessEnv>) {
    this.#environment = environment;
  }

  /** Sets the address of a project's webhook, or forgets it. Error `invalid-parameters`, which does not repeat it. */
  set(project: string, webhook: string, url: string | undefined): void {
    const key = JSON.stringify([project, webhook]);
    if (url === undefined) {
      this.#set.delete(key);
      return;
    }
    const address = url.trim();
    if (!isAllowed(address)) {
      throw new ComplineError({
        code: 'invalid-parameters',
        message: `The address of the webhook ${webhook} does not begin with https://.`,
        nextStep: 'Copy the whole address from the page of the service, and set it again.',
      });
    }
    this.#set.set(key, address);
  }

  /** What was set comes first, then the environment, then the configuration. */
  find(project: string, webhook: string, { url }: Pick<WebhookConfig, 'url'>): FoundAddress {
    const set = this.#set.get(JSON.stringify([project, webhook]));
    if (set !== undefined) return { from: 'set', url: set };
    const variable = this.#environment[variableOf(webhook)]?.trim();
    if (variable !== undefined && variable !== '') return { from: 'environment', url: variable };
    return url === undefined ? { from: 'missing' } : { from: 'configuration', url };
  }
}
