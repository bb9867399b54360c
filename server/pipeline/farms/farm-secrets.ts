import type { FarmSettings } from './driver/farm-driver.ts';

/** The environment variable that can hold the credential of a farm. */
export function secretVariable(farm: string): string {
  return `COMPLINE_FARM_${farm.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
}

/**
 * The credentials of farms. Those that are set are held in memory alone and die with this process; nothing here is ever
 * logged. Each belongs to an address: a configuration that is changed to name another one does not get it.
 */
export class FarmSecrets {
  readonly #set = new Map<string, string>();
  readonly #environment: Readonly<NodeJS.ProcessEnv>;

  constructor(environment: Readonly<NodeJS.ProcessEnv>) {
    this.#environment = environment;
  }

  /** Sets the credential of a project's farm, or forgets it. */
  set(root: string, farm: FarmSettings, secret: string | undefined): void {
    if (secret === undefined) this.#set.delete(keyOf(root, farm));
    else this.#set.set(keyOf(root, farm), secret.trim());
  }

  /** What was set comes first, then the environment. */
  find(
    root: string,
    farm: FarmSettings,
  ): { readonly from: 'set' | 'environment' | 'missing'; readonly secret?: string } {
    const set = this.#set.get(keyOf(root, farm));
    if (set !== undefined) return { from: 'set', secret: set };
    const variable = this.#environment[secretVariable(farm.name)]?.trim();
    return variable === undefined || variable === '' ? { from: 'missing' } : { from: 'environment', secret: variable };
  }
}

const keyOf = (root: string, { name, type, url }: FarmSettings): string => JSON.stringify([root, name, type, url]);
