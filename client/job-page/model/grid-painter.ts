import type { FrameState, Span } from './frame-state.ts';
import type { Box } from './grid-geometry.ts';

/** How a cell looks. */
export interface CellLook {
  readonly state: FrameState;
  readonly selected: boolean;
  /** The keyboard is at it. */
  readonly focused: boolean;
}

/** What draws: on a canvas, or in a test that counts. */
export interface CellPen {
  /** Clears everything. */
  clear(): void;
  /** Draws a cell over what stands there. */
  cell(box: Box, look: CellLook): void;
}

/** What is to be seen: the cells of a window, where they stand in it, and how each looks. */
export interface GridScene {
  readonly cells: Span;
  readonly boxOf: (cell: number) => Box;
  readonly lookOf: (cell: number) => CellLook;
  /** Where it is another than before everything is drawn: another window, size or theme. */
  readonly frame: string;
}

const codeOf = ({ state, selected, focused }: CellLook): string =>
  `${state}${selected ? '+' : ''}${focused ? '*' : ''}`;

/** Draws the cells of a grid, and again only those that look otherwise than they are drawn. */
export class GridPainter {
  readonly #pen: CellPen;
  readonly #drawn = new Map<number, string>();
  #frame: string | undefined;

  constructor(pen: CellPen) {
    this.#pen = pen;
  }

  /** Brings what is drawn into step; answers how many cells were drawn. */
  paint({ cells, boxOf, lookOf, frame }: GridScene): number {
    if (frame !== this.#frame) {
      this.#pen.clear();
      this.#drawn.clear();
      this.#frame = frame;
    }
    let count = 0;
    for (let cell = cells.first; cell <= cells.last; cell += 1) {
      const look = lookOf(cell);
      const code = codeOf(look);
      if (this.#drawn.get(cell) === code) continue;
      this.#drawn.set(cell, code);
      this.#pen.cell(boxOf(cell), look);
      count += 1;
    }
    return count;
  }
}
