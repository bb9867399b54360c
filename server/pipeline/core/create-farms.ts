import type { EventData } from '../../protocol/events.ts';
import { farmKinds } from '../farms/driver/farm-kinds.ts';
import { FarmDesk } from '../farms/farm-desk.ts';
import { FarmDirectory } from '../farms/farm-directory.ts';
import { FarmSecrets } from '../farms/farm-secrets.ts';
import { Farms } from '../farms/farms.ts';
import { LocalFarm } from '../farms/local-farm.ts';
import { RemoteFarm } from '../farms/remote-farm.ts';
import type { Trust } from '../publish/check-trust.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { QueueLogger } from '../queue/queue.ts';

/** What the farms of a core are made from. */
export interface CreateFarmsOptions {
  readonly queue: JobQueue;
  readonly trust: Trust;
  readonly log: QueueLogger;
  readonly tell: (changed: EventData<'farm/changed'>) => void;
}

/** The farms of a core: this machine, and the render managers that projects name. */
export interface CoreFarms {
  readonly farms: Farms;
  readonly desk: FarmDesk;
  readonly directory: FarmDirectory;
}

/** Builds what there is between the queue and other machines. */
export function createFarms({ queue, trust, log, tell }: CreateFarmsOptions): CoreFarms {
  const kindOf = (type: keyof typeof farmKinds) => farmKinds[type];
  const secrets = new FarmSecrets(process.env);
  const jobs = queue.elsewhere;
  const desk = new FarmDesk({ jobs, kindOf, secrets, environment: process.env, log, now: Date.now });
  const farms = new Farms({
    local: new LocalFarm(queue),
    remote: (handing) => new RemoteFarm({ handing, desk, queue, jobs }),
    farmOf: (job) => queue.farmOf(job),
  });
  const localJobs = async () => (await queue.activeCount()) - jobs.active().length;
  const directory = new FarmDirectory({ desk, secrets, trust, kindOf, localJobs });
  desk.onChange((farm) => {
    const told = directory.told(farm).then((status) => {
      if (status !== undefined) tell({ project: farm.root, farm: status });
    });
    // A project whose configuration cannot be read now is told nothing.
    void told.catch((error: unknown) => log.info({ error, farm: farm.farm.name }, 'A farm has changed.'));
  });
  return { farms, desk, directory };
}
