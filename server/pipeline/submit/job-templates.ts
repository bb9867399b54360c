import type { FarmConfig } from '../../formats/config/farm-schema.ts';
import { openJdTemplate } from '../../formats/openjd/openjd-template.ts';
import { platformOf } from '../../project/roots.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { JobTemplate } from '../../protocol/farms.ts';
import type { Submission } from '../../protocol/queue.ts';
import { cutOrders } from '../farms/desk/cut-orders.ts';
import { farmOrder } from '../farms/desk/farm-order.ts';
import { pathsOf } from '../farms/desk/line-context.ts';
import type { Handing } from '../queue/handing.ts';
import { newJobRecord } from '../queue/job-record.ts';
import type { JobSpec } from '../queue/job-spec.ts';
import { type ReadOptions, readSubmission } from './read-submission.ts';

/** Tasks of one template: Deadline Cloud, which OpenJD comes from, takes no more. */
const MOST_TASKS = 10_000;

/**
 * A submission as job templates of Open Job Description, for whatever runs those, with paths of a platform. Nothing is
 * submitted. Errors: those of `readSubmission`; `not-supported` where a comp of its own would have to be made;
 * `invalid-parameters` where the job cannot be written so.
 */
export async function jobTemplates(
  submission: Submission,
  platform: FarmConfig['platform'],
  options: Pick<ReadOptions<Anywhere>, 'owner' | 'trust' | 'share'>,
): Promise<JobTemplate[]> {
  const { spec, farm, tempScenes } = await readSubmission<Anywhere>(submission, {
    ...options,
    farmOf: ({ root, config }) => ({
      handing: {
        version: 1,
        farm: {
          ...{ name: 'openjd', type: 'deadline-cloud', verify: true, unencrypted: false },
          ...(platform !== undefined && { platform }),
        },
        ...{ root, projectId: config.project.id, choice: {}, roots: config.roots, orders: [] },
      },
    }),
    tempSceneOf: async (scene) => scene,
  });
  if (tempScenes.length > 0) {
    throw new ComplineError({
      code: 'not-supported',
      message: 'The renderer renders all Savers of a comp: a job template would need a comp made for it.',
      nextStep: 'Choose a renderer that is told which Saver to render ({saver}).',
    });
  }
  return templatesOf(spec, farm.handing);
}

interface Anywhere {
  readonly handing: Handing;
}

function templatesOf(spec: JobSpec, handing: Handing): JobTemplate[] {
  const job = newJobRecord('template', spec, { now: 0, revision: 0 });
  const system = handing.farm.platform ?? platformOf(process.platform);
  const paths = pathsOf(handing);
  return job.layers.flatMap((layer) => {
    const orders = cutOrders(layer.tasks, { calls: 'each', chunks: 'any', mostTasks: MOST_TASKS });
    return orders.map(({ tasks }, index): JobTemplate => {
      const order = { number: index + 1, key: `template-${index + 1}` };
      const written = openJdTemplate(farmOrder({ job, layer, order, tasks, handing, calls: 'each', paths }), system);
      if ('refused' in written) throw refused(layer.name, written.refused);
      const part = orders.length === 1 ? {} : { part: index + 1 };
      return { layer: layer.name, ...part, text: `${JSON.stringify(written.template, undefined, 2)}\n` };
    });
  });
}

const refused = (layer: string, why: readonly string[]): ComplineError =>
  new ComplineError({
    code: 'invalid-parameters',
    message: `${layer} cannot be written as a job template: ${why.join(' ')}`,
    nextStep: 'Name other frames, or simpler arguments of the renderer.',
  });
