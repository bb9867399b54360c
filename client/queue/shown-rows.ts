import type { Row } from '../views/row.ts';
import { moreRow } from './group-rows.ts';

/** How many rows are shown under one at first, and how many more each time. */
export const ROWS_AT_ONCE = 200;

/** Keeps lists of rows short: what is beyond is shown when somebody asks for it. */
export class ShownRows {
  readonly #most = new Map<string, number>();

  /** The first of what stands under a row, as rows, and one that stands for the rest. */
  of<Item>(parent: string, items: readonly Item[], rowOf: (item: Item) => Row): Row[] {
    const most = this.#most.get(parent) ?? ROWS_AT_ONCE;
    const rows = items.slice(0, most).map(rowOf);
    return items.length > most ? [...rows, moreRow(parent, items.length - most, ROWS_AT_ONCE)] : rows;
  }

  /** More is shown under a row from now on. */
  more(parent: string): void {
    this.#most.set(parent, (this.#most.get(parent) ?? ROWS_AT_ONCE) + ROWS_AT_ONCE);
  }
}
