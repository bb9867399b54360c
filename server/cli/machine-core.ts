import { CoreClient } from '../link/core-client.ts';
import { ComplineError } from '../protocol/errors.ts';
import type { Core, CoreAccess, LastingCore } from './core-access.ts';
import { openPrivateCore } from './private-core.ts';

/** The core of this machine, through its socket. */
export class MachineCore implements CoreAccess {
  readonly #coreBundle: string;
  readonly #version: string;

  /** `coreBundle`: path of `dist/core.cjs`, which is started where no core runs. */
  constructor(coreBundle: string, version: string) {
    this.#coreBundle = coreBundle;
    this.#version = version;
  }

  async connect(): Promise<Core> {
    return this.#client(true);
  }

  async stay(): Promise<LastingCore> {
    return this.#client(true);
  }

  async find(): Promise<Core | undefined> {
    const client = this.#client(false);
    try {
      await client.connect();
      return client;
    } catch (error) {
      client.dispose();
      if (ComplineError.is(error, 'core-unreachable')) return undefined;
      throw error;
    }
  }

  inProcess(): Promise<Core> {
    return openPrivateCore(this.#coreBundle, this.#version);
  }

  #client(start: boolean): CoreClient {
    return new CoreClient({ coreBundle: this.#coreBundle, client: 'cli', version: this.#version, start });
  }
}
