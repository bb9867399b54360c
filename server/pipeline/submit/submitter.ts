import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { FarmConfig } from '../../formats/config/farm-schema.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { JobTemplate } from '../../protocol/farms.ts';
import { type Submission, type Submitted, submissionSchema } from '../../protocol/queue.ts';
import type { Farms } from '../farms/farms.ts';
import { makeFolders } from '../files/make-folders.ts';
import type { Trust } from '../publish/check-trust.ts';
import type { JobSpec } from '../queue/job-spec.ts';
import type { Queue } from '../queue/queue.ts';
import type { MachineShare } from '../system/machine-share.ts';
import { jobTemplates } from './job-templates.ts';
import { readSubmission } from './read-submission.ts';
import type { TempScenes } from './temp-scenes.ts';

/** What a submitter is made of. */
export interface SubmitterOptions {
  readonly queue: Pick<Queue, 'duplicates' | 'submissionOf'>;
  readonly farms: Pick<Farms, 'named' | 'check'>;
  readonly trust: Trust;
  readonly owner: string;
  /** What renders may use of this machine now. */
  readonly share: () => Promise<MachineShare>;
  readonly tempScenes: Pick<TempScenes, 'placeOf' | 'submitting'>;
}

/** How something is submitted. */
export interface SubmitWish {
  /** Also where a job that has not ended does the same work. */
  readonly again: boolean;
  /** Only says what would be submitted. */
  readonly dryRun: boolean;
}

/** Makes jobs of what people submit. A submission names a renderer of the project, which has to be trusted for it. */
export class Submitter {
  readonly #options: SubmitterOptions;

  constructor(options: SubmitterOptions) {
    this.#options = options;
  }

  /** Submits a render. Errors: those of `readSubmission`; `wrong-state` where a job that has not ended does the same. */
  async submit(submission: Submission, { again, dryRun }: SubmitWish): Promise<Submitted> {
    const { queue, farms, trust, owner, share, tempScenes } = this.#options;
    const id = randomUUID();
    const read = await readSubmission(submission, {
      ...{ owner, trust, share: await share() },
      farmOf: (wish) => farms.named(wish),
      tempSceneOf: (scene, layer) => tempScenes.placeOf(id, scene, layer),
    });
    const { spec, renderer, farm } = read;
    const warnings = [...read.warnings, ...(await farms.check(farm, spec))];
    const duplicates = [...(await queue.duplicates(spec))];
    const plan = { ...planOf(spec), renderer, farm: farm.name, warnings, duplicates };
    if (dryRun) return { plan };
    const [duplicate] = duplicates;
    if (duplicate !== undefined && !again) {
      throw new ComplineError({
        code: 'wrong-state',
        message: `Job ${duplicate} renders the same frames into the same files, and has not ended.`,
        nextStep: 'Wait for it or cancel it, or submit this one all the same (again).',
        path: spec.comp,
        details: { duplicates },
      });
    }
    for (const folder of foldersOf(spec)) await makeFolders(folder);
    return { job: await tempScenes.submitting(id, read.tempScenes, () => farm.submit(id, spec)), plan };
  }

  /** A render as job templates, a layer each; nothing is submitted. Errors: those of `jobTemplates`. */
  async templates(submission: Submission, platform: FarmConfig['platform']): Promise<JobTemplate[]> {
    const { owner, trust, share } = this.#options;
    return await jobTemplates(submission, platform, { owner, trust, share: await share() });
  }

  /**
   * Submits a job once more, with other frames where some are named. That the first one was to wait for somebody says
   * nothing of this one. Error `not-supported` for a publish's.
   */
  async resubmit(job: string, frames: string | undefined, wish: SubmitWish): Promise<Submitted> {
    const text = await this.#options.queue.submissionOf(job);
    if (text === undefined) {
      throw new ComplineError({
        code: 'not-supported',
        message: 'This job belongs to a publish, which renders the frames of its comp.',
        nextStep: 'Publish the comp again.',
      });
    }
    const before = submissionSchema.parse(JSON.parse(text));
    const layers = frames === undefined ? before.layers : before.layers.map(({ frames: _frames, ...layer }) => layer);
    return await this.submit({ ...before, paused: false, layers, ...(frames !== undefined && { frames }) }, wish);
  }
}

function planOf({ name, layers }: JobSpec): Pick<Submitted['plan'], 'name' | 'layers'> {
  return {
    name,
    layers: layers.map((layer) => {
      const outputs = layer.tasks.flatMap((task) => task.outputs);
      const ends = [outputs[0], outputs.at(-1)].flatMap((it) => it ?? []);
      return { name: layer.name, tasks: layer.tasks.map(({ frames }) => frames), outputs: [...new Set(ends)] };
    }),
  };
}

const foldersOf = ({ layers }: JobSpec): Set<string> =>
  new Set(layers.flatMap(({ tasks }) => tasks.flatMap(({ outputs }) => outputs.map((output) => path.dirname(output)))));
