import * as vscode from 'vscode';
import type { FarmStatus } from '../../server/protocol/farms.ts';
import type { RequestResult } from '../../server/protocol/requests.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';

/** What farms are known from. */
export interface KnownFarmsServices {
  readonly core: PipelineCore;
  /** Has the core get the credentials that are kept for it. */
  readonly supply: () => Promise<void>;
}

/** The farms of projects as the core has told them last, by the projects' roots. */
export class KnownFarms implements vscode.Disposable {
  readonly #services: KnownFarmsServices;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: { dispose(): void };
  readonly #farms = new Map<string, readonly FarmStatus[]>();

  constructor(services: KnownFarmsServices) {
    this.#services = services;
    this.#subscription = services.core.onEvent('farm/changed', ({ project, farm }) => this.put(project, farm));
  }

  /** Fires when something else is known. */
  get onDidChange(): vscode.Event<void> {
    return this.#changed.event;
  }

  /** The farms of a project, this machine first; none while they are not read. */
  of(project: string): readonly FarmStatus[] {
    return this.#farms.get(project) ?? [];
  }

  /** Reads the farms of a project; none of them is asked. */
  async read(project: string): Promise<readonly FarmStatus[]> {
    const { farms } = await this.#services.core.request('farms/list', { project });
    this.#farms.set(project, farms);
    this.#changed.fire();
    return farms;
  }

  /** Asks a farm whether it answers, and what there is to choose from. */
  async ask(project: string, farm: string): Promise<RequestResult<'farms/ask'>> {
    const { core, supply } = this.#services;
    // A project that was trusted meanwhile may be given what is kept for its farms.
    if (this.of(project).find(({ name }) => name === farm)?.credential === 'missing') await supply();
    const answer = await core.request('farms/ask', { project, farm });
    this.put(project, answer.farm);
    return answer;
  }

  /** Takes up what the core has said of a farm of a project that is known. */
  put(project: string, farm: FarmStatus): void {
    const known = this.#farms.get(project);
    if (known === undefined) return;
    const isNew = known.every(({ name }) => name !== farm.name);
    this.#farms.set(project, isNew ? [...known, farm] : known.map((it) => (it.name === farm.name ? farm : it)));
    this.#changed.fire();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}
