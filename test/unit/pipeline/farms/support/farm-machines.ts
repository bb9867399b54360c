import type { FakeFarm } from './fake-farm.ts';

/** How a chunk that runs goes on; undefined where it takes longer. */
export type Going = 'completed' | 'failed' | 'taken-back' | undefined;

/** The machines of a farm do one step of each chunk: what waits begins, what runs goes on as `going` says, by the ids of the tasks. */
export function workOn(farm: FakeFarm, going: (task: string) => Going = () => 'completed'): void {
  for (const { order, tasks, paused, isForgotten } of farm.jobs) {
    if (isForgotten) continue;
    for (const [at, { standing }] of tasks.entries()) {
      const id = order.tasks[at]?.id ?? '';
      if (standing === 'waiting' && !paused) farm.begin(order.key, at);
      if (standing !== 'running') continue;
      const next = going(id);
      if (next === 'completed') farm.complete(order.key, at);
      else if (next === 'failed') farm.end(order.key, at, 'failed', 9);
      else if (next === 'taken-back') farm.end(order.key, at, 'waiting');
    }
  }
}
