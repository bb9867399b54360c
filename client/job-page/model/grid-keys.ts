import type { GridGeometry } from './grid-geometry.ts';

/** A key, and whether Ctrl (or Cmd) is held down with it. */
export interface Key {
  readonly key: string;
  readonly ctrl: boolean;
}

/** The cell that a key leads to from another one, among `count`; undefined where the key does not move. */
export function cellAfterKey(
  { key, ctrl }: Key,
  cell: number,
  count: number,
  { columns, rows }: Pick<GridGeometry, 'columns' | 'rows'>,
  rowsInPage: number,
): number | undefined {
  const last = count - 1;
  const inside = (it: number): number => Math.max(0, Math.min(it, last));
  const row = Math.floor(cell / columns);
  /** The same column some rows away, where the last row has it. */
  const rowsAway = (distance: number): number => {
    const to = Math.max(0, Math.min(row + distance, rows - 1));
    return to === row ? cell : inside(to * columns + (cell % columns));
  };
  switch (key) {
    case 'ArrowLeft':
      return inside(cell - 1);
    case 'ArrowRight':
      return inside(cell + 1);
    case 'ArrowUp':
      return rowsAway(-1);
    case 'ArrowDown':
      return rowsAway(1);
    case 'PageUp':
      return rowsAway(-rowsInPage);
    case 'PageDown':
      return rowsAway(rowsInPage);
    case 'Home':
      return ctrl ? 0 : row * columns;
    case 'End':
      return ctrl ? last : inside((row + 1) * columns - 1);
    default:
      return undefined;
  }
}
