import { ComplineError } from '../../protocol/errors.ts';
import type { JobSummary } from '../../protocol/jobs.ts';
import type { JobSpec } from '../queue/job-spec.ts';
import type { Listing, ListWish } from '../store/job-store.ts';
import type { Farm, FarmAction, FarmCommand } from './farm.ts';
import { LOCAL_FARM } from './local-farm.ts';

/** The farms there are, and which of them has a job. */
export class Farms {
  readonly #farms: ReadonlyMap<string, Farm>;
  readonly #farmOf: (job: string) => Promise<string>;

  /** `farmOf` tells the name of the farm that has a job; error `not-found`. */
  constructor(farms: readonly Farm[], farmOf: (job: string) => Promise<string>) {
    this.#farms = new Map(farms.map((farm) => [farm.name, farm]));
    this.#farmOf = farmOf;
  }

  /**
   * The farm of a name, this machine where there is none. `saidIn` is where the name stands. Error `invalid-parameters`,
   * which names those that there are.
   */
  named(name: string = LOCAL_FARM, saidIn?: string): Farm {
    const farm = this.#farms.get(name);
    if (farm !== undefined) return farm;
    throw new ComplineError({
      code: 'invalid-parameters',
      message: `There is no farm named ${name}.`,
      nextStep: `Choose one of: ${[...this.#farms.keys()].join(', ')}.`,
      ...(saidIn !== undefined && { path: saidIn }),
    });
  }

  /** The farm that has a job. Errors: `not-found`; `not-supported` where it is none that this core knows. */
  async of(job: string): Promise<Farm> {
    const name = await this.#farmOf(job);
    const farm = this.#farms.get(name);
    if (farm !== undefined) return farm;
    throw new ComplineError({
      code: 'not-supported',
      message: `The job is on the farm ${name}, which this version of Compline does not know.`,
      nextStep: 'Use the version that has submitted it.',
    });
  }

  /** Refuses what could never run on a farm. Error `invalid-parameters`. */
  async check(farm: Farm, spec: JobSpec): Promise<void> {
    const [lack] = lacks(farm, spec);
    if (lack !== undefined) {
      const nextStep = 'Leave it out, or choose another farm.';
      throw new ComplineError({ code: 'invalid-parameters', message: lack, nextStep });
    }
    await farm.check(spec);
  }

  /** Does something with a job on its farm. Errors: those of `of` and of the farm; `not-supported` where it cannot. */
  async control(job: string, command: FarmCommand): Promise<JobSummary> {
    const farm = await this.of(job);
    if (farm.capabilities.actions.has(command.action)) return await farm.control(job, command);
    const message = `The farm ${farm.name} cannot ${SAID[command.action]}.`;
    throw new ComplineError({ code: 'not-supported', message });
  }

  /** The jobs of all farms, newest first. */
  async list(wish: Omit<ListWish, 'farm'>): Promise<Listing & { readonly revision: number }> {
    const all = await Promise.all([...this.#farms.values()].map((farm) => farm.list(wish)));
    const [only] = all;
    if (only !== undefined && all.length === 1) return only;
    const jobs = all.flatMap((it) => it.jobs).sort((left, right) => right.createdAt - left.createdAt);
    return {
      jobs: jobs.slice(0, wish.limit),
      removed: [...new Set(all.flatMap((it) => it.removed))],
      revision: Math.min(...all.map(({ revision }) => revision)),
    };
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
function lacks({ name, capabilities }: Farm, { layers, dependsOn = [] }: JobSpec): string[] {
  const waits = [...dependsOn, ...layers.flatMap((layer) => layer.dependsOn ?? [])];
  // Threads are shared out by this machine where nobody speaks of them, so that they say nothing here.
  const said = layers.flatMap(({ needs = {} }) => [
    ...(needs.memory === undefined ? [] : (['memory'] as const)),
    ...(needs.gpus === undefined || needs.gpus === 0 ? [] : (['gpus'] as const)),
  ]);
  const { dependencies, needs } = capabilities;
  return [
    ...(waits.length > 0 && dependencies === 'none' ? [`The farm ${name} lets no job wait for another.`] : []),
    ...(waits.some(({ byFrame }) => byFrame) && dependencies === 'whole'
      ? [`The farm ${name} lets jobs wait for others as a whole, and not frame by frame.`]
      : []),
    ...said.filter((it) => !needs.has(it)).map((it) => `The farm ${name} reserves no ${it === 'gpus' ? 'GPUs' : it}.`),
  ];
}
