import { createHash } from 'node:crypto';
import type { OpenJdSystem } from '../../../formats/openjd/openjd-order.ts';
import { openJdTemplate } from '../../../formats/openjd/openjd-template.ts';
import type { FarmOrder } from '../driver/farm-driver.ts';

/** The job parameter that names the order: jobs can be searched for by the values of parameters. */
export const KEY_PARAMETER = 'ComplineKey';

/** Characters of a template (`JobTemplate`). */
const MOST_TEMPLATE = 1_000_000;

/** Deadline Cloud gives a job up after so many failures; each chunk is to be tried, whatever the others do. */
const MOST_FAILURES = 2_147_483_647;

/** The body of `CreateJob` for an order; or why there is none, in sentences. */
export function cloudJob(
  order: FarmOrder,
  system: OpenJdSystem,
  storageProfileId: string | undefined,
): { readonly body: Readonly<Record<string, unknown>> } | { readonly refused: readonly string[] } {
  const lacks = [
    ...(order.pool === undefined ? [] : ['Deadline Cloud knows no pools: a queue of its own is another farm here.']),
    ...(order.group === undefined ? [] : ['Deadline Cloud knows no groups: a queue of its own is another farm here.']),
    ...(order.layer.successCodes.includes(0) ? [] : ['Deadline Cloud takes exit code 0 alone for a success.']),
  ];
  const made = openJdTemplate(order, system);
  if ('refused' in made || lacks.length > 0) return { refused: [...lacks, ...('refused' in made ? made.refused : [])] };
  const key = { name: KEY_PARAMETER, type: 'STRING', userInterface: { control: 'HIDDEN' } };
  const template = JSON.stringify({
    ...made.template,
    parameterDefinitions: [key, ...(made.template.parameterDefinitions ?? [])],
  });
  if (template.length > MOST_TEMPLATE) {
    return { refused: [`Its template has ${template.length} characters; ${MOST_TEMPLATE} are the most.`] };
  }
  return {
    body: {
      template,
      templateType: 'JSON',
      priority: order.job.priority,
      parameters: { [KEY_PARAMETER]: { string: order.key } },
      targetTaskRunStatus: order.job.paused ? 'SUSPENDED' : 'READY',
      maxRetriesPerTask: order.layer.retries,
      maxFailedTasksCount: MOST_FAILURES,
      ...(storageProfileId !== undefined && { storageProfileId }),
    },
  };
}

/** The token by which Deadline Cloud knows a repeated submission: 64 characters at the most. */
export function clientToken(key: string): string {
  return createHash('sha256').update(`compline ${key}`).digest('hex');
}
