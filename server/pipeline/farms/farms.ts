import { farmFaults } from '../../formats/config/farm-settings.ts';
import type { Config } from '../../formats/config/schema.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { FarmChoice } from '../../protocol/farms.ts';
import type { JobSummary } from '../../protocol/jobs.ts';
import { type Handing, readHanding } from '../queue/handing.ts';
import type { JobSpec } from '../queue/job-spec.ts';
import type { Farm, FarmAction, FarmCommand } from './farm.ts';
import { LOCAL_FARM } from './local-farm.ts';

/** What the farms stand on. */
export interface FarmsParts {
  readonly local: Farm;
  /** A render manager. Errors: those of `FarmDesk.driver`. */
  readonly remote: (handing: Handing) => Farm;
  /** The farm of a job by its name, and what it was handed over with; error `not-found`. */
  readonly farmOf: (job: string) => Promise<{ readonly name: string; readonly handing?: string }>;
}

/** A project, and which of its farms is wanted. */
export interface FarmWish {
  readonly root: string;
  readonly config: Config;
  /** The name that a submission gives; that of the configuration where it is absent. */
  readonly name?: string | undefined;
  readonly choice?: FarmChoice;
}

/** The farms there are, and which of them has a job. */
export class Farms {
  readonly #parts: FarmsParts;

  constructor(parts: FarmsParts) {
    this.#parts = parts;
  }

  /** The farm of a name, that of the configuration or this machine where there is none. Error `invalid-parameters`, which
   * names those that there are; those of `FarmDesk.driver`. */
  named({ root, config, name, choice = {} }: FarmWish): Farm {
    const wanted = name ?? config.farm ?? LOCAL_FARM;
    if (wanted === LOCAL_FARM) return this.#parts.local;
    const farm = Object.hasOwn(config.farms, wanted) ? config.farms[wanted] : undefined;
    if (farm !== undefined) {
      const [fault] = farmFaults(farm);
      if (fault !== undefined) {
        throw new ComplineError({
          code: 'config-invalid',
          message: `The farm ${wanted} cannot be used: ${fault.message}`,
          nextStep: 'Correct compline.yaml.',
          path: root,
        });
      }
      return this.#parts.remote({
        version: 1,
        farm: { name: wanted, ...farm },
        root,
        projectId: config.project.id,
        choice,
        roots: config.roots,
        orders: [],
      });
    }
    throw new ComplineError({
      code: 'invalid-parameters',
      message: `There is no farm named ${wanted}.`,
      nextStep: `Choose one of: ${[LOCAL_FARM, ...Object.keys(config.farms)].join(', ')}.`,
      ...(name === undefined && { path: root }),
    });
  }

  /** The farm that has a job. Errors: `not-found`; `not-supported` where it is none that this core knows. */
  async of(job: string): Promise<Farm> {
    const { name, handing } = await this.#parts.farmOf(job);
    if (handing !== undefined) return this.#parts.remote(readHanding(handing));
    if (name === LOCAL_FARM) return this.#parts.local;
    throw new ComplineError({
      code: 'not-supported',
      message: `The job is on the farm ${name}, which this version of Compline does not know.`,
      nextStep: 'Use the version that has submitted it.',
    });
  }

  /** Refuses what could never run on a farm, and answers what is to be known before it does. Errors: those of the farm. */
  async check(farm: Farm, spec: JobSpec): Promise<readonly string[]> {
    const [lack] = lacks(farm, spec);
    if (lack !== undefined) {
      const nextStep = 'Leave it out, or choose another farm.';
      throw new ComplineError({ code: 'invalid-parameters', message: lack, nextStep });
    }
    return await farm.check(spec);
  }

  /** Takes a job to the farm that it names, by what it is to be handed over with. Errors: those of the farm. */
  async submit(id: string, spec: JobSpec): Promise<JobSummary> {
    const farm = spec.handing === undefined ? this.#parts.local : this.#parts.remote(spec.handing);
    return await farm.submit(id, spec);
  }

  /** Does something with a job on its farm. Errors: those of `of` and of the farm; `not-supported` where it cannot. */
  async control(job: string, command: FarmCommand): Promise<JobSummary> {
    const farm = await this.of(job);
    if (farm.capabilities.actions.has(command.action)) return await farm.control(job, command);
    const message = `The farm ${farm.name} cannot ${SAID[command.action]}.`;
    throw new ComplineError({ code: 'not-supported', message });
  }
}

const SAID: Readonly<Record<FarmAction, string>> = {
  cancel: 'cancel jobs',
  retry: 'try jobs again',
  pause: 'pause jobs',
  resume: 'resume jobs',
  requeue: 'put chunks back',
  skip: 'skip chunks',
  move: 'change the order of jobs',
  update: 'change jobs',
};

/** What a job asks for and a farm does not have, in sentences. */
function lacks({ name, capabilities }: Farm, { layers }: JobSpec): string[] {
  // Threads are shared out by this machine where nobody speaks of them, so that they say nothing here.
  const said = layers.flatMap(({ needs = {} }) => [
    ...(needs.memory === undefined ? [] : (['memory'] as const)),
    ...(needs.gpus === undefined || needs.gpus === 0 ? [] : (['gpus'] as const)),
  ]);
  return said
    .filter((it) => !capabilities.needs.has(it))
    .map((it) => `The farm ${name} reserves no ${it === 'gpus' ? 'GPUs' : it}.`);
}
