import type { OrderSighting, TaskSighting } from '../driver/farm-driver.ts';

interface Known {
  /** What was said of each chunk last, by its place in the order. */
  readonly tasks: Map<number, TaskSighting>;
  /** The chunks of which that was not put into the record yet. */
  readonly open: Set<number>;
}

/** What farms have said of the chunks of orders, as long as the core lives: they tell only what has changed. */
export class KnownSightings {
  readonly #orders = new Map<string, Known>();

  /** Takes up what was said of an order of `count` chunks; what is said of others is passed over. Answers what of it, and
   * of what was said before, is not in the record yet; undefined where the farm knows nothing of the order. */
  take(key: string, sighting: OrderSighting, count: number): readonly TaskSighting[] | undefined {
    if (sighting.kind === 'forgotten') {
      this.#orders.delete(key);
      return undefined;
    }
    const known = this.#orders.get(key) ?? { tasks: new Map(), open: new Set() };
    this.#orders.set(key, known);
    for (const seen of sighting.tasks) {
      if (!Number.isInteger(seen.task) || seen.task < 0 || seen.task >= count) continue;
      known.tasks.set(seen.task, seen);
      known.open.add(seen.task);
    }
    return [...known.open].flatMap((task) => known.tasks.get(task) ?? []);
  }

  /** All that was said last of the chunks of an order. */
  all(key: string): readonly TaskSighting[] {
    return [...(this.#orders.get(key)?.tasks.values() ?? [])];
  }

  /** These are in the record by now. */
  applied(key: string, seen: readonly TaskSighting[]): void {
    const open = this.#orders.get(key)?.open;
    for (const { task } of seen) open?.delete(task);
  }

  /** The chunks of an order that wait or run on the farm, by their places in it. */
  active(key: string): number[] {
    const known = this.#orders.get(key);
    return [...(known?.tasks ?? [])].flatMap(([task, { standing }]) =>
      standing === 'waiting' || standing === 'running' ? [task] : [],
    );
  }

  /** Why chunks of an order wait, as the farm says, by their places in it. */
  reasons(key: string): ReadonlyMap<number, string> {
    const reasons = new Map<number, string>();
    for (const [task, { standing, reason }] of this.#orders.get(key)?.tasks ?? []) {
      if (standing === 'waiting' && reason !== undefined) reasons.set(task, reason);
    }
    return reasons;
  }

  forget(key: string): void {
    this.#orders.delete(key);
  }
}
