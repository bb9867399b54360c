import { ComplineError } from '../../protocol/errors.ts';
import { shareNow } from '../locks/share-clock.ts';
import type { FarmJobs } from '../queue/farm-jobs.ts';
import type { LiveJob } from '../queue/live-job.ts';
import type { QueueLogger } from '../queue/queue.ts';
import { FarmLine, type LineStanding } from './desk/farm-line.ts';
import type { PaceLimits } from './desk/pace.ts';
import type { FarmDriver, FarmKind, FarmSettings } from './driver/farm-driver.ts';
import type { FarmSecrets } from './farm-secrets.ts';

/** A farm of a project: what its configuration says, and the project's root. */
export interface ProjectFarm {
  readonly root: string;
  readonly farm: FarmSettings;
}

/** What the desk stands on. */
export interface FarmDeskParts {
  readonly jobs: FarmJobs;
  readonly kindOf: (type: FarmSettings['type']) => FarmKind | undefined;
  readonly secrets: FarmSecrets;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly log: QueueLogger;
  /** How often farms are asked; as usual where absent. */
  readonly pace?: PaceLimits;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** One line to each farm that has jobs, or that somebody has asked for. Lines know nothing of each other. */
export class FarmDesk {
  readonly #parts: FarmDeskParts;
  readonly #lines = new Map<string, { readonly line: FarmLine; readonly driver: FarmDriver }>();
  readonly #keys = new WeakMap<LiveJob, string>();
  readonly #ending = new AbortController();
  readonly #listeners = new Set<(farm: ProjectFarm, standing: LineStanding) => void>();

  constructor(parts: FarmDeskParts) {
    this.#parts = parts;
  }

  /** Takes up the jobs that the core before this one has handed over. */
  recover(): void {
    for (const job of this.#parts.jobs.active()) this.wake(job);
  }

  /** There is something to do for a job. */
  wake(job: LiveJob): void {
    const handing = job.handing;
    if (handing === undefined) return;
    try {
      this.#open({ root: handing.root, farm: handing.farm }).line.wake();
    } catch (error) {
      this.#parts.jobs.hold(job, error instanceof Error ? error.message : String(error));
    }
  }

  /** The line to a farm. Errors: `not-supported` where this version knows no such kind, `config-invalid` where its settings
   * are no good. */
  line(farm: ProjectFarm): FarmLine {
    return this.#open(farm).line;
  }

  /** How a farm is talked to. Errors: those of `line`. */
  driver(farm: ProjectFarm): FarmDriver {
    return this.#open(farm).driver;
  }

  /** Whether a farm answers, as far as that is known. */
  standing(farm: ProjectFarm): LineStanding {
    return this.#lines.get(keyOf(farm))?.line.standing ?? { answers: 'unknown' };
  }

  /** The jobs on a farm that have not ended. */
  jobsOn(farm: ProjectFarm): readonly LiveJob[] {
    const key = keyOf(farm);
    return this.#parts.jobs.active().filter((job) => this.#keyOf(job) === key);
  }

  /** Sees that the log of a job, or of a task of it, holds what its running attempts have printed so far. */
  async bringLogs(id: string, task?: string): Promise<void> {
    const job = this.#parts.jobs.get(id);
    if (job?.handing === undefined) return;
    const { root, farm } = job.handing;
    await this.#open({ root, farm }).line.bringLogs(id, task);
  }

  /** Why waiting tasks of a job wait, as its farm says, by their ids. Nobody is asked. */
  reasons(id: string): ReadonlyMap<string, string> {
    const job = this.#parts.jobs.get(id);
    const key = job === undefined ? undefined : this.#keyOf(job);
    const line = key === undefined ? undefined : this.#lines.get(key)?.line;
    return job === undefined || line === undefined ? new Map() : line.reasons(job);
  }

  /** A farm answers, or does not any more. */
  onChange(listener: (farm: ProjectFarm, standing: LineStanding) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** Ends all talk; the jobs go on where they are. */
  async dispose(): Promise<void> {
    this.#ending.abort(new ComplineError({ code: 'core-stopping', message: 'The core ends.' }));
    await Promise.all([...this.#lines.values()].map(({ line }) => line.ended()));
    this.#listeners.clear();
  }

  /** The farm of a job never changes. */
  #keyOf(job: LiveJob): string | undefined {
    const known = this.#keys.get(job);
    if (known !== undefined || job.handing === undefined) return known;
    const key = keyOf({ root: job.handing.root, farm: job.handing.farm });
    this.#keys.set(job, key);
    return key;
  }

  #open(farm: ProjectFarm): { readonly line: FarmLine; readonly driver: FarmDriver } {
    const key = keyOf(farm);
    const known = this.#lines.get(key);
    if (known !== undefined) return known;
    const { jobs, kindOf, secrets, environment, log, pace, now } = this.#parts;
    const kind = kindOf(farm.farm.type);
    if (kind === undefined) {
      throw new ComplineError({
        code: 'not-supported',
        message: `This version of Compline cannot talk to farms of the type ${farm.farm.type}.`,
      });
    }
    const secret = () => secrets.find(farm.root, farm.farm).secret;
    const driver = created(farm, () => kind.create({ settings: farm.farm, root: farm.root, secret, environment, now }));
    const line = new FarmLine({
      context: { farm: farm.farm.name, driver, jobs, log, shareNow, signal: this.#ending.signal },
      jobsOn: () => this.jobsOn(farm),
      changed: (standing) => {
        for (const listener of this.#listeners) listener(farm, standing);
      },
      ...(pace !== undefined && { limits: pace }),
      now,
    });
    this.#lines.set(key, { line, driver });
    return { line, driver };
  }
}

/** A driver that cannot be made has settings that name what is not there: a certificate, for instance. */
function created({ farm, root }: ProjectFarm, make: () => FarmDriver): FarmDriver {
  try {
    return make();
  } catch (error) {
    if (ComplineError.is(error)) throw error;
    throw new ComplineError(
      {
        code: 'config-invalid',
        message: `The farm ${farm.name} cannot be used: ${error instanceof Error ? error.message : error}`,
        nextStep: 'Correct compline.yaml.',
        path: root,
      },
      { cause: error },
    );
  }
}

const keyOf = ({ root, farm }: ProjectFarm): string => JSON.stringify([root, Object.entries(farm).sort()]);
