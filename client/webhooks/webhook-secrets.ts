import type * as vscode from 'vscode';
import type { CoreProjects } from '../core/core-projects.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';

/** What the secrets are kept with. */
export interface WebhookSecretsServices {
  readonly core: PipelineCore;
  readonly projects: CoreProjects;
  /** The secret storage of VS Code, which the system encrypts. */
  readonly secrets: Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>;
  readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
}

/**
 * Keeps the addresses of webhooks in the secret storage of VS Code, and hands them to every core that this window reaches:
 * a core holds them in its memory alone.
 */
export class WebhookSecrets implements vscode.Disposable {
  readonly #services: WebhookSecretsServices;
  readonly #subscription: { dispose(): void };

  constructor(services: WebhookSecretsServices) {
    this.#services = services;
    this.#subscription = services.core.onStateChange((state) => {
      if (state === 'connected') void this.handOver();
    });
  }

  /** Sets the address of a webhook, once the core has found that it is one; without one it is forgotten. */
  async set(project: string, webhook: string, url: string | undefined): Promise<void> {
    const { core, secrets } = this.#services;
    await core.request('webhooks/secret', { project, webhook, ...(url !== undefined && { url }) });
    if (url === undefined) await secrets.delete(keyOf(project, webhook));
    else await secrets.store(keyOf(project, webhook), url);
  }

  /** Gives the core the addresses that it does not have. Never fails: messages then wait, and say so. */
  async handOver(): Promise<void> {
    const { core, projects, secrets, log } = this.#services;
    try {
      for (const project of await projects.roots()) {
        const { root, webhooks } = await core.request('webhooks/list', { project });
        for (const { name, address } of webhooks) {
          const url = address === 'set' ? undefined : await secrets.get(keyOf(root, name));
          if (url !== undefined) await core.request('webhooks/secret', { project: root, webhook: name, url });
        }
      }
    } catch (error) {
      // An error of the core does not repeat an address.
      log.warn('Addresses of webhooks could not be handed over:', error);
    }
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

const keyOf = (project: string, webhook: string): string => `compline.webhook:${project}:${webhook}`;
