import type { FrameState } from '../model/frame-state.ts';
import type { Box } from '../model/grid-geometry.ts';
import type { CellLook, CellPen } from '../model/grid-painter.ts';
import type { Theme } from './theme.ts';

/** How far the ring around a selected cell reaches into the gap, in pixels of CSS. */
const RING = 2;

/** Draws the cells of a grid on a canvas. A state is told by its form as well as by its colour. */
export class CanvasCells implements CellPen {
  readonly #context: CanvasRenderingContext2D;
  readonly #theme: () => Theme;
  readonly #begin: () => void;

  /** `begin` draws what stands beside the cells, after everything was cleared. */
  constructor(context: CanvasRenderingContext2D, theme: () => Theme, begin: () => void) {
    this.#context = context;
    this.#theme = theme;
    this.#begin = begin;
  }

  clear(): void {
    const { canvas } = this.#context;
    this.#context.clearRect(0, 0, canvas.width, canvas.height);
    this.#begin();
  }

  cell({ x, y, size }: Box, { state, selected, focused }: CellLook): void {
    const context = this.#context;
    const theme = this.#theme();
    context.clearRect(x - RING, y - RING, size + 2 * RING, size + 2 * RING);
    if (selected) {
      context.fillStyle = theme.selection;
      context.fillRect(x - RING, y - RING, size + 2 * RING, size + 2 * RING);
      context.clearRect(x, y, size, size);
    }
    this.#state(state, x, y, size, theme);
    if (!focused) return;
    context.setLineDash([]);
    context.lineWidth = 2;
    context.strokeStyle = theme.background;
    context.strokeRect(x + 2, y + 2, size - 4, size - 4);
    context.strokeStyle = theme.focus;
    context.strokeRect(x, y, size, size);
  }

  #state(state: FrameState, x: number, y: number, size: number, theme: Theme): void {
    const context = this.#context;
    const color = theme.states[state];
    context.fillStyle = color;
    context.strokeStyle = color;
    context.lineWidth = 1;
    const [low, high] = [size * 0.28, size * 0.72];
    const line = (...points: readonly number[]): void => {
      context.beginPath();
      for (let at = 0; at < points.length; at += 4) {
        context.moveTo(x + (points[at] ?? 0), y + (points[at + 1] ?? 0));
        context.lineTo(x + (points[at + 2] ?? 0), y + (points[at + 3] ?? 0));
      }
      context.stroke();
    };
    switch (state) {
      case 'completed':
        context.fillRect(x, y, size, size);
        return;
      case 'failed':
        context.fillRect(x, y, size, size);
        context.strokeStyle = theme.background;
        context.lineWidth = 2;
        line(low, low, high, high, low, high, high, low);
        return;
      case 'running':
        context.lineWidth = 2;
        context.strokeRect(x + 1, y + 1, size - 2, size - 2);
        context.fillRect(x + low, y + low, high - low, high - low);
        return;
      case 'waiting':
        context.globalAlpha = 0.55;
        context.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1);
        context.globalAlpha = 1;
        return;
      case 'skipped':
        context.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1);
        line(1, size - 1, size - 1, 1);
        return;
      case 'cancelled':
        context.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1);
        context.lineWidth = 2;
        line(low, size / 2, high, size / 2);
    }
  }
}
