import type * as vscode from 'vscode';
import type { CoreProjects } from './core-projects.ts';
import type { PipelineCore } from './pipeline-core.ts';

/** A secret that a core holds in its memory alone. */
export interface HandedSecret {
  /** What it is kept by: another key is another secret. */
  readonly key: string;
  /** Whether the core has it from a client already. */
  readonly isSet: boolean;
  /** Gives it to the core; nothing has the core forget it. Throws where the core does not take it. */
  readonly give: (secret: string | undefined) => Promise<void>;
}

/** What secrets are kept with. */
export interface HandedSecretsServices {
  readonly core: PipelineCore;
  readonly projects: CoreProjects;
  /** The secret storage of VS Code, which the system encrypts. */
  readonly secrets: Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>;
  readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
}

/** Keeps secrets in the secret storage of VS Code, and hands them to every core that this window reaches. */
export class HandedSecrets implements vscode.Disposable {
  readonly #services: HandedSecretsServices;
  readonly #list: (project: string) => Promise<readonly HandedSecret[]>;
  readonly #failure: string;
  readonly #subscription: { dispose(): void };
  #handed: Promise<void> = Promise.resolve();

  /** `list` tells the secrets of a project; `failure` is what the log says where they could not be handed over. */
  constructor(
    services: HandedSecretsServices,
    list: (project: string) => Promise<readonly HandedSecret[]>,
    failure: string,
  ) {
    this.#services = services;
    this.#list = list;
    this.#failure = failure;
    this.#subscription = services.core.onStateChange((state) => {
      if (state === 'connected') void this.handOver();
    });
  }

  /** Resolves when everything was handed over that was to be. */
  get handed(): Promise<void> {
    return this.#handed;
  }

  /** Sets a secret, once the core has taken it; without one it is forgotten. */
  async set({ key, give }: Omit<HandedSecret, 'isSet'>, secret: string | undefined): Promise<void> {
    const { secrets } = this.#services;
    await give(secret);
    if (secret === undefined) await secrets.delete(key);
    else await secrets.store(key, secret);
  }

  /** Gives the core the secrets that it does not have. Never fails: what needs them then says so. */
  handOver(): Promise<void> {
    this.#handed = this.#handOver();
    return this.#handed;
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #handOver(): Promise<void> {
    const { projects, secrets, log } = this.#services;
    try {
      for (const project of await projects.roots()) {
        for (const { key, isSet, give } of await this.#list(project)) {
          const secret = isSet ? undefined : await secrets.get(key);
          if (secret !== undefined) await give(secret);
        }
      }
    } catch (error) {
      // An error of the core does not repeat a secret.
      log.warn(this.#failure, error);
    }
  }
}
