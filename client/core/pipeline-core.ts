import type * as vscode from 'vscode';
import { CoreClient } from '../../server/link/core-client.ts';
import type { EventData, EventName } from '../../server/protocol/events.ts';
import type { RequestName, RequestParams, RequestResult } from '../../server/protocol/requests.ts';

/** Whether this window is connected to the pipeline core. */
export type CoreState = 'disconnected' | 'connecting' | 'connected';

/** What asks the core. */
export interface CoreRequests {
  /** Errors: `ComplineError`. */
  request<Name extends RequestName>(name: Name, params: RequestParams<Name>): Promise<RequestResult<Name>>;
}

/** The pipeline core as the extension's parts see it. The core is started by the first request. */
export interface PipelineCore extends CoreRequests {
  readonly state: CoreState;
  onEvent<Name extends EventName>(name: Name, listener: (data: EventData<Name>) => void): { dispose(): void };
  onStateChange(listener: (state: CoreState) => void): { dispose(): void };
}

/** What is needed to find or start the core. */
export interface CoreOptions {
  /** Path of the core's bundle. */
  readonly bundle: string;
  /** The extension's version. */
  readonly version: string;
  /** The folder of the core's state; empty for the usual one. */
  readonly stateFolder: string;
  readonly log: vscode.LogOutputChannel;
}

/** Requests whose parameters are in no log. */
const SECRET: ReadonlySet<RequestName> = new Set(['webhooks/secret', 'farms/secret']);

/** Connects to the core of this user and machine. */
export class LinkedCore implements PipelineCore {
  readonly #client: CoreClient;
  readonly #log: vscode.LogOutputChannel;

  constructor({ bundle, version, stateFolder, log }: CoreOptions) {
    this.#log = log;
    this.#client = new CoreClient({
      coreBundle: bundle,
      client: 'vscode',
      version,
      logger: log,
      ...(stateFolder !== '' && { stateFolder }),
    });
    this.#client.onStateChange((state) => log.info(`Pipeline core: ${state}.`));
  }

  get state(): CoreState {
    return this.#client.state;
  }

  async request<Name extends RequestName>(name: Name, params: RequestParams<Name>): Promise<RequestResult<Name>> {
    try {
      return await this.#client.request(name, params);
    } catch (error) {
      // What is handed over there is secret.
      const told = SECRET.has(name) ? '' : JSON.stringify(params);
      this.#log.warn(`${name} ${told}:`, error);
      throw error;
    }
  }

  onEvent<Name extends EventName>(name: Name, listener: (data: EventData<Name>) => void): { dispose(): void } {
    return this.#client.onEvent(name, listener);
  }

  onStateChange(listener: (state: CoreState) => void): { dispose(): void } {
    return this.#client.onStateChange(listener);
  }

  dispose(): void {
    this.#client.dispose();
  }
}
