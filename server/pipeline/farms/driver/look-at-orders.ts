import { ComplineError } from '../../../protocol/errors.ts';
import type { OrderSighting, TakenOrder, TaskSighting } from './farm-driver.ts';

/** What was found of an order, and what is kept of it so that less has to be asked the next time. */
export interface Looked<Kept> {
  readonly tasks: readonly TaskSighting[];
  readonly kept: Kept;
}

/**
 * Looks into the jobs of orders one after the other. Where the farm stops answering in the middle, what it has said until
 * then is the answer. `kept` has what was kept of jobs by their ids: it is changed once all is known, since what is kept
 * is not told again, and holds nothing of other jobs.
 */
export async function lookAtOrders<Job, Kept>(
  orders: readonly TakenOrder[],
  jobs: ReadonlyMap<string, Job>,
  kept: Map<string, Kept>,
  look: (order: TakenOrder, job: Job) => Promise<Looked<Kept>>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, OrderSighting>> {
  const seen = new Map<string, OrderSighting>();
  const newlyKept = new Map<string, Kept>();
  for (const order of orders) {
    const job = jobs.get(order.id);
    if (job === undefined) {
      seen.set(order.key, { kind: 'forgotten' });
      continue;
    }
    try {
      const looked = await look(order, job);
      seen.set(order.key, { kind: 'seen', tasks: looked.tasks });
      newlyKept.set(order.id, looked.kept);
    } catch (error) {
      if (signal.aborted || !ComplineError.is(error)) throw error;
      // The job was thrown away between the two questions: it is told the next time.
      if (error.code === 'farm-refused') continue;
      if (seen.size === 0) throw error;
      break;
    }
  }
  for (const [id, it] of newlyKept) kept.set(id, it);
  for (const id of kept.keys()) if (!jobs.has(id)) kept.delete(id);
  return seen;
}
