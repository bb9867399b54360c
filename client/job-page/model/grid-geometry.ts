/** A rectangle, in pixels of CSS. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** How large cells are, in pixels of CSS: their side, and what is between two. */
export interface CellSize {
  readonly side: number;
  readonly gap: number;
}

/** Where the cells of a grid stand: in rows from left to right, as many in each as there is room for. */
export class GridGeometry {
  readonly columns: number;
  readonly rows: number;
  /** The height of all rows. */
  readonly height: number;
  readonly #count: number;
  readonly #cell: CellSize;
  readonly #pitch: number;

  /** Rows of ten cells, twenty and so on are easier to count in, so they are as long as that allows. */
  constructor(count: number, width: number, cell: CellSize) {
    this.#count = count;
    this.#cell = cell;
    this.#pitch = cell.side + cell.gap;
    const room = Math.max(1, Math.floor((width - cell.gap) / this.#pitch));
    this.columns = room > 10 ? room - (room % 10) : room;
    this.rows = Math.ceil(count / this.columns);
    this.height = this.rows * this.#pitch + cell.gap;
  }

  /** Where a cell stands, from the beginning of all rows. */
  boxOf(cell: number): Box {
    const { gap, side } = this.#cell;
    return {
      x: gap + (cell % this.columns) * this.#pitch,
      y: gap + Math.floor(cell / this.columns) * this.#pitch,
      size: side,
    };
  }

  /** The cell at a point, what is between two being the first one's; -1 where there is none. */
  cellAt(x: number, y: number): number {
    const column = Math.floor((x - this.#cell.gap) / this.#pitch);
    const row = Math.floor((y - this.#cell.gap) / this.#pitch);
    const cell = row * this.columns + column;
    return column < 0 || column >= this.columns || row < 0 || cell >= this.#count ? -1 : cell;
  }

  /** The cell at a point, or the nearest one where the point is beside all of them: for what is dragged. */
  nearestCell(x: number, y: number): number {
    const column = Math.floor((x - this.#cell.gap) / this.#pitch);
    const row = Math.floor((y - this.#cell.gap) / this.#pitch);
    const kept = clamp(row, 0, this.rows - 1) * this.columns + clamp(column, 0, this.columns - 1);
    return clamp(kept, 0, this.#count - 1);
  }

  /** The cells of the rows that are seen in a window from `top` on, `height` high; `last` is -1 below `first` where none. */
  visible(top: number, height: number): { readonly first: number; readonly last: number } {
    const row = Math.max(0, Math.floor((top - this.#cell.gap) / this.#pitch));
    const end = Math.ceil((top + height) / this.#pitch);
    return { first: row * this.columns, last: Math.min(this.#count, end * this.columns) - 1 };
  }

  /** Where a window `height` high has to begin so that a cell is in it, when it begins at `top` now. */
  reveal(cell: number, top: number, height: number): number {
    const { y, size } = this.boxOf(cell);
    const { gap } = this.#cell;
    if (y - gap < top) return Math.max(0, y - gap);
    return y + size + gap > top + height ? y + size + gap - height : top;
  }

  /** Rows that a window `height` high shows whole; at least one. */
  rowsIn(height: number): number {
    return Math.max(1, Math.floor((height - this.#cell.gap) / this.#pitch));
  }
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));
