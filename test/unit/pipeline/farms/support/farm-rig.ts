import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FarmSettings } from '../../../../../server/pipeline/farms/driver/farm-driver.ts';
import type { Farm, FarmCommand } from '../../../../../server/pipeline/farms/farm.ts';
import { FarmDesk } from '../../../../../server/pipeline/farms/farm-desk.ts';
import { FarmSecrets } from '../../../../../server/pipeline/farms/farm-secrets.ts';
import { RemoteFarm } from '../../../../../server/pipeline/farms/remote-farm.ts';
import type { Handing } from '../../../../../server/pipeline/queue/handing.ts';
import type { JobSpec, LayerSpec } from '../../../../../server/pipeline/queue/job-spec.ts';
import type { JobSummary } from '../../../../../server/protocol/jobs.ts';
import { fakeTask, jobOfTasks } from '../../jobs.ts';
import { QueueRig } from '../../queue/queue-rig.ts';
import { FakeFarm } from './fake-farm.ts';

const settings = (name: string): FarmSettings => ({ name, type: 'slurm', verify: true, unencrypted: false });

/** A core's queue with a desk, and farms in memory that outlive it. */
export class FarmRig {
  readonly rig = new QueueRig();
  readonly root = mkdtempSync(path.join(tmpdir(), 'compline-farm-'));
  readonly farms = new Map<string, FakeFarm>([['fake', new FakeFarm()]]);
  desk!: FarmDesk;

  /** The farm of most tests. */
  get farm(): FakeFarm {
    return this.of('fake');
  }

  of(name: string): FakeFarm {
    const farm = this.farms.get(name);
    if (farm === undefined) throw new Error(`There is no farm ${name}.`);
    return farm;
  }

  /** Starts a core; the one before, if any, is dead. */
  async boot(): Promise<void> {
    // A dead core asks nothing any more, whatever it was in the middle of.
    this.rig.logFolder = path.join(this.root, 'logs');
    const before = this.desk as FarmDesk | undefined;
    const queue = await this.rig.boot();
    void before?.dispose();
    const { farms } = this;
    this.desk = new FarmDesk({
      jobs: queue.elsewhere,
      kindOf: () => ({
        credential: undefined,
        create: (parts) => {
          const farm = farms.get(parts.settings.name);
          if (farm === undefined) throw new Error(`There is no farm ${parts.settings.name}.`);
          return farm.kind.create(parts);
        },
      }),
      secrets: new FarmSecrets({}),
      environment: {},
      log: { info: () => {}, error: () => {} },
      pace: { least: 1, most: 4, mostAfterFailure: 4 },
      now: Date.now,
    });
    this.desk.recover();
  }

  /** The farm as a core has it. */
  remote(name = 'fake', more: Partial<Handing> = {}): Farm {
    const { queue } = this.rig;
    return new RemoteFarm({
      handing: { version: 1, farm: settings(name), root: this.root, choice: {}, roots: {}, orders: [], ...more },
      desk: this.desk,
      queue,
      jobs: queue.elsewhere,
    });
  }

  /** A job of chunks of two frames, in a folder of its own where one is named. */
  spec(chunks: number, layer: Partial<LayerSpec> = {}, folder = 'a'): JobSpec {
    const frames = path.join(this.root, 'frames', folder);
    const tasks = Array.from({ length: chunks }, (_, at) => fakeTask(frames, at * 2 + 1, at * 2 + 2));
    return jobOfTasks(tasks, layer);
  }

  async submit(id: string, chunks: number, layer: Partial<LayerSpec> = {}): Promise<JobSummary> {
    return await this.remote().submit(id, this.spec(chunks, layer, id));
  }

  control(job: string, command: FarmCommand): Promise<JobSummary> {
    return this.remote().control(job, command);
  }

  /** Waits until something is so. */
  async until(what: string, isSo: () => boolean | Promise<boolean>, turns = 4_000): Promise<void> {
    for (let turn = 0; turn < turns; turn += 1) {
      if (await isSo()) return;
      await new Promise<void>((resolve) => setTimeout(resolve, 1));
    }
    throw new Error(`It never came to this: ${what}. Asked: ${this.farm.asked.slice(-12).join('; ')}`);
  }

  /** The states of a job's tasks, and its own. */
  async states(id: string): Promise<string> {
    const job = await this.rig.queue.get(id);
    return `${job.state}: ${job.layers.flatMap(({ tasks }) => tasks.map(({ state }) => state)).join(' ')}`;
  }

  async untilStates(id: string, states: string): Promise<void> {
    let last = '';
    await this.until(states, async () => {
      last = await this.states(id);
      return last === states;
    }).catch((error: unknown) => {
      throw new Error(`${error instanceof Error ? error.message : error} It is ${last}.`);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.desk.dispose();
    await rm(this.root, { recursive: true, force: true, maxRetries: 3 });
  }
}
