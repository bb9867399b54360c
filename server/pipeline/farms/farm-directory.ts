import { farmFaults } from '../../formats/config/farm-settings.ts';
import type { Config } from '../../formats/config/schema.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { FarmOffers, FarmStatus } from '../../protocol/farms.ts';
import { checkTrust, type Trust } from '../publish/check-trust.ts';
import { projectAround } from '../publish/collect.ts';
import type { FarmKind, FarmSettings } from './driver/farm-driver.ts';
import type { FarmDesk, ProjectFarm } from './farm-desk.ts';
import { type FarmSecrets, secretVariable } from './farm-secrets.ts';
import { LOCAL_FARM } from './local-farm.ts';

/** What the directory stands on. */
export interface FarmDirectoryParts {
  readonly desk: FarmDesk;
  readonly secrets: FarmSecrets;
  readonly trust: Trust;
  readonly kindOf: (type: FarmSettings['type']) => FarmKind | undefined;
  /** How many jobs this machine itself renders or is to render. */
  readonly localJobs: () => Promise<number>;
}

/** So long a farm may take to say what it has to choose from; milliseconds. */
const PATIENCE = 30_000;

/** The farms of projects: what they are, whether they answer, and the credentials for them. */
export class FarmDirectory {
  readonly #parts: FarmDirectoryParts;

  constructor(parts: FarmDirectoryParts) {
    this.#parts = parts;
  }

  /** The farms of the project of a path, this machine first. None is asked. Errors: those of reading the configuration. */
  async list(path: string): Promise<FarmStatus[]> {
    const { root, config } = await projectAround(path);
    const farms = Object.entries(config.farms).map(([name, farm]) =>
      this.#status(config, { root, farm: { name, ...farm } }),
    );
    return [await this.#local(config), ...farms];
  }

  /** Asks a farm whether it answers and what there is to choose from. Errors: `project-not-trusted`, `not-found`. */
  async ask(path: string, name: string): Promise<{ readonly farm: FarmStatus; readonly offers?: FarmOffers }> {
    const { root, config } = await projectAround(path);
    if (name === LOCAL_FARM) return { farm: await this.#local(config) };
    const farm = farmOf(root, config, name);
    await checkTrust({ root, config, path }, this.#parts.trust);
    try {
      const offers = await this.#parts.desk.line(farm).offers(AbortSignal.timeout(PATIENCE));
      return { farm: this.#status(config, farm), offers };
    } catch (error) {
      const status = this.#status(config, farm);
      const why = error instanceof Error ? error.message : String(error);
      return { farm: { ...status, answers: status.answers === 'yes' ? 'yes' : 'no', message: why } };
    }
  }

  /** Sets the credential of a farm, or forgets it, and asks it anew for what waits. Errors: those of `ask`. */
  async setSecret(path: string, name: string, secret: string | undefined): Promise<FarmStatus> {
    const { root, config } = await projectAround(path);
    const farm = farmOf(root, config, name);
    this.#parts.secrets.set(root, farm.farm, secret);
    for (const job of this.#parts.desk.jobsOn(farm)) this.#parts.desk.wake(job);
    return this.#status(config, farm);
  }

  /** A farm as it is told when that changes; undefined where its project does not name it any more. */
  async told({ root, farm }: ProjectFarm): Promise<FarmStatus | undefined> {
    const { config } = await projectAround(root);
    return Object.hasOwn(config.farms, farm.name) ? this.#status(config, { root, farm }) : undefined;
  }

  #status(config: Config, { root, farm }: ProjectFarm): FarmStatus {
    const { desk, secrets, kindOf } = this.#parts;
    const kind = kindOf(farm.type);
    const { from } = secrets.find(root, farm);
    const { credential } = kind ?? {};
    const home = farm.web === undefined ? kind?.home?.(farm) : originOf(farm.web);
    return {
      name: farm.name,
      type: farm.type,
      isDefault: config.farm === farm.name,
      ...desk.standing({ root, farm }),
      credential: credential === undefined || (from === 'missing' && !credential.isNeeded) ? 'not-needed' : from,
      ...(credential !== undefined && {
        credentialName: credential.name,
        credentialVariable: secretVariable(farm.name),
      }),
      ...(home !== undefined && { web: home }),
      faults:
        kind === undefined
          ? [`This version cannot talk to farms of the type ${farm.type}.`]
          : farmFaults(farm).map(({ message }) => message),
      jobs: desk.jobsOn({ root, farm }).length,
    };
  }

  async #local(config: Config): Promise<FarmStatus> {
    return {
      ...{ name: LOCAL_FARM, type: LOCAL_FARM, answers: 'yes', credential: 'not-needed', faults: [] },
      isDefault: config.farm === undefined || config.farm === LOCAL_FARM,
      jobs: await this.#parts.localJobs(),
    };
  }
}

/** The beginning of the address of a job: where the web interface is. */
function originOf(page: string): string | undefined {
  return URL.parse(page.replaceAll('{job}', ''))?.origin;
}

function farmOf(root: string, config: Config, name: string): ProjectFarm {
  const farm = Object.hasOwn(config.farms, name) ? config.farms[name] : undefined;
  if (farm !== undefined) return { root, farm: { name, ...farm } };
  throw new ComplineError({
    code: 'not-found',
    message: `The project has no farm named ${name}.`,
    nextStep: `Choose one of: ${[LOCAL_FARM, ...Object.keys(config.farms)].join(', ')}.`,
    path: root,
  });
}
