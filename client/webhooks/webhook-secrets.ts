import type * as vscode from 'vscode';
import { HandedSecrets, type HandedSecretsServices } from '../core/handed-secrets.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';

/** Keeps the addresses of webhooks, and hands them to every core that this window reaches. */
export class WebhookSecrets implements vscode.Disposable {
  readonly #core: PipelineCore;
  readonly #kept: HandedSecrets;

  constructor(services: HandedSecretsServices) {
    this.#core = services.core;
    this.#kept = new HandedSecrets(
      services,
      async (project) => {
        const { root, webhooks } = await this.#core.request('webhooks/list', { project });
        return webhooks.map(({ name, address }) => ({ ...this.#secretOf(root, name), isSet: address === 'set' }));
      },
      'Addresses of webhooks could not be handed over:',
    );
  }

  /** Sets the address of a webhook, once the core has found that it is one; without one it is forgotten. */
  async set(project: string, webhook: string, url: string | undefined): Promise<void> {
    await this.#kept.set(this.#secretOf(project, webhook), url);
  }

  dispose(): void {
    this.#kept.dispose();
  }

  #secretOf(project: string, webhook: string) {
    return {
      key: `compline.webhook:${project}:${webhook}`,
      give: async (url: string | undefined): Promise<void> => {
        await this.#core.request('webhooks/secret', { project, webhook, ...(url !== undefined && { url }) });
      },
    };
  }
}
