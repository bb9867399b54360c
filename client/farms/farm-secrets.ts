import type * as vscode from 'vscode';
import type { FarmStatus } from '../../server/protocol/farms.ts';
import type { ProjectFarm } from '../../server/protocol/projects.ts';
import { type HandedSecret, HandedSecrets, type HandedSecretsServices } from '../core/handed-secrets.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';

/**
 * Keeps the credentials of farms, and hands them to every core that this window reaches. They are kept by the project, the
 * farm and its address: where a configuration leads elsewhere, what was set for the old address does not go there.
 */
export class FarmSecrets implements vscode.Disposable {
  readonly #core: PipelineCore;
  readonly #kept: HandedSecrets;

  constructor(services: HandedSecretsServices) {
    this.#core = services.core;
    this.#kept = new HandedSecrets(
      services,
      (project) => this.#secretsOf(project),
      'Credentials of farms could not be handed over:',
    );
  }

  /** Resolves when the core has what it lacked when it was reached. */
  get handed(): Promise<void> {
    return this.#kept.handed;
  }

  /** Gives the core what it lacks by now: the project may be trusted since, or have other farms. Never fails. */
  handOver(): Promise<void> {
    return this.#kept.handOver();
  }

  /** Sets the credential of a farm, once the core has taken it; without one it is forgotten. */
  async set(root: string, farm: string, secret: string | undefined): Promise<FarmStatus | undefined> {
    const { project } = await this.#core.request('project/status', { path: root });
    let status: FarmStatus | undefined;
    const give = async (it: string | undefined): Promise<void> => {
      status = await this.#give(project.root, farm, it);
    };
    const described = project.farms.find(({ name }) => name === farm);
    await this.#kept.set({ key: keyOf(project.root, described ?? { name: farm, type: '' }), give }, secret);
    return status;
  }

  dispose(): void {
    this.#kept.dispose();
  }

  async #secretsOf(path: string): Promise<readonly HandedSecret[]> {
    const { project } = await this.#core.request('project/status', { path });
    // Nothing is sent to the address of a project that is not trusted.
    if (!project.trusted || project.farms.length === 0) return [];
    const { farms } = await this.#core.request('farms/list', { project: project.root });
    return farms.flatMap(({ name, credential }) => {
      const farm = project.farms.find((it) => it.name === name);
      if (farm === undefined || credential === 'not-needed') return [];
      const give = async (secret: string | undefined): Promise<void> => {
        await this.#give(project.root, name, secret);
      };
      return [{ key: keyOf(project.root, farm), isSet: credential === 'set', give }];
    });
  }

  async #give(project: string, farm: string, secret: string | undefined): Promise<FarmStatus> {
    const wish = { project, farm, ...(secret !== undefined && { secret }) };
    return (await this.#core.request('farms/secret', wish)).farm;
  }
}

const keyOf = (root: string, { name, type, target = '' }: ProjectFarm): string =>
  `compline.farm:${JSON.stringify([root, name, type, target])}`;
