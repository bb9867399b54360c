import { missingOutputs } from '../../queue/check-outputs.ts';
import type { TaskRecord } from '../../queue/job-record.ts';

/**
 * Looks whether chunks that a farm calls completed have left their outputs behind, rendered after `sinceOf` (milliseconds
 * since 1970 by the share's clock). Answers what is wrong, in sentences, by the ids of the tasks. `whole`: pictures have
 * to be complete by their structure too.
 */
export async function missingOf(
  tasks: readonly TaskRecord[],
  { sinceOf, whole }: { readonly sinceOf: (task: TaskRecord) => number | undefined; readonly whole: boolean },
): Promise<ReadonlyMap<string, string>> {
  const missing = new Map<string, string>();
  for (const task of tasks) {
    const since = sinceOf(task);
    const why = await missingOutputs(task, { whole, ...(since !== undefined && { since }) });
    if (why !== undefined) missing.set(task.id, why);
  }
  return missing;
}
