import type { FrameFacts, FrameLayer } from '../model/frame-layer.ts';
import { FrameSelection } from '../model/frame-selection.ts';
import { FRAME_STATES, type FrameState, type Span } from '../model/frame-state.ts';
import { GridGeometry } from '../model/grid-geometry.ts';
import { cellAfterKey } from '../model/grid-keys.ts';
import { GridPainter } from '../model/grid-painter.ts';
import { ShownPlaces } from '../model/shown-places.ts';
import { duration, fill } from '../model/spoken.ts';
import type { PageTexts } from '../page-texts.ts';
import { CanvasCells } from './cell-pen.ts';
import { make, show } from './dom.ts';
import type { Theme } from './theme.ts';

const CELL = { side: 14, gap: 4 };
/** Room for the number of the first frame of each row, in pixels of CSS. */
const GUTTER = 56;
/** More cells would be higher than browsers can scroll. */
const MOST_CELLS = 500_000;

/** What a grid tells of. */
export interface GridEvents {
  /** Other frames are selected, or the keyboard is at another one. */
  selected(): void;
  /** The log of a frame is asked for. */
  opened(frame: FrameFacts): void;
  /** Something is to be said to who cannot see it. */
  say(text: string): void;
}

/** The frames of a layer as a grid: drawn on a canvas, and told to assistive programs cell by cell. */
export class GridView {
  readonly element: HTMLElement;
  readonly layer: FrameLayer;
  readonly #texts: PageTexts;
  readonly #events: GridEvents;
  readonly #theme: () => Theme;
  readonly #grid: HTMLElement;
  readonly #canvas = make('canvas', { attributes: { 'aria-hidden': 'true' } });
  readonly #spacer = make('div', { attributes: { 'aria-hidden': 'true' } });
  readonly #row = make('div', { class: 'unseen', attributes: { role: 'row' } });
  readonly #note = make('p', { class: 'muted' });
  readonly #context: CanvasRenderingContext2D;
  readonly #painter: GridPainter;
  readonly #observer: ResizeObserver;
  #states: ReadonlySet<FrameState>;
  #shown = new ShownPlaces([]);
  #shownVersion = 0;
  #geometry = new GridGeometry(0, 1, CELL);
  #selection = new FrameSelection();
  #isDragging = false;
  #frameRequest: number | undefined;

  constructor(
    layer: FrameLayer,
    states: ReadonlySet<FrameState>,
    texts: PageTexts,
    theme: () => Theme,
    events: GridEvents,
  ) {
    this.layer = layer;
    this.#states = states;
    this.#texts = texts;
    this.#theme = theme;
    this.#events = events;
    const context = this.#canvas.getContext('2d');
    if (context === null) throw new Error('There is no canvas.');
    this.#context = context;
    this.#painter = new GridPainter(new CanvasCells(context, theme, () => this.#drawGutter()));
    const name = fill(texts.layer, layer.name);
    const help = `grid-help-${layer.index}`;
    this.#grid = make(
      'div',
      {
        class: 'grid',
        attributes: {
          ...{ role: 'grid', tabindex: '0', 'aria-multiselectable': 'true', 'aria-label': name },
          'aria-describedby': help,
        },
      },
      this.#canvas,
      this.#spacer,
      this.#row,
    );
    this.element = make(
      'section',
      { class: 'layer' },
      make('h2', { text: name }),
      make('p', { class: 'unseen', text: texts.gridHelp, attributes: { id: help } }),
      this.#grid,
      this.#note,
    );
    this.#listen();
    this.#observer = new ResizeObserver(() => this.#layOut());
    this.#observer.observe(this.#grid);
    this.update();
  }

  /** The places that are selected. */
  get selected(): readonly Span[] {
    return this.#selection.spans;
  }

  /** The frame that the keyboard is at. */
  get focused(): FrameFacts | undefined {
    return this.layer.at(this.#selection.focus);
  }

  /** The frames have changed, or the theme. */
  update(): void {
    const isAll = this.#states.size === FRAME_STATES.length;
    const spans = isAll ? [{ first: 0, last: this.layer.length - 1 }] : this.layer.placesOf(this.#states);
    const shown = new ShownPlaces(this.layer.length === 0 ? [] : spans, MOST_CELLS);
    if (JSON.stringify(shown.spans) !== JSON.stringify(this.#shown.spans)) {
      this.#shown = shown;
      this.#shownVersion += 1;
      this.#layOut();
    }
    const isCut = shown.length === MOST_CELLS;
    this.#note.textContent = isCut ? fill(this.#texts.cut, MOST_CELLS) : shown.length === 0 ? this.#texts.noFrames : '';
    show(this.#note, this.#note.textContent !== '');
    this.#schedule();
    this.#describeFocus();
  }

  /** Shows the frames of these states alone. */
  filter(states: ReadonlySet<FrameState>): void {
    this.#states = states;
    this.update();
  }

  /** Selects nothing. */
  clear(): void {
    if (this.#selection.spans.length === 0) return;
    this.#selection = this.#selection.clear();
    this.#schedule();
  }

  /** Selects a place alone and shows it. */
  select(place: number): void {
    this.#take(this.#selection.select(place));
  }

  /** The grid is gone. */
  dispose(): void {
    this.#observer.disconnect();
    if (this.#frameRequest !== undefined) cancelAnimationFrame(this.#frameRequest);
  }

  #listen(): void {
    const grid = this.#grid;
    grid.addEventListener('scroll', () => this.#schedule());
    for (const it of ['focus', 'blur']) grid.addEventListener(it, () => this.#schedule());
    grid.addEventListener('focus', () => this.#describeFocus());
    grid.addEventListener('keydown', (event) => this.#key(event));
    grid.addEventListener('pointerdown', (event) => this.#press(event));
    grid.addEventListener('pointermove', (event) => this.#move(event));
    for (const it of ['pointerup', 'pointercancel'] as const) {
      grid.addEventListener(it, () => {
        this.#isDragging = false;
      });
    }
    grid.addEventListener('dblclick', () => this.#open());
  }

  #layOut(): void {
    show(this.#grid, this.#shown.length > 0); // What is hidden has no width.
    const width = this.#grid.clientWidth;
    if (width === 0) return;
    this.#geometry = new GridGeometry(this.#shown.length, width - GUTTER, CELL);
    const { height, rows, columns } = this.#geometry;
    const most = Math.max(120, Math.floor(window.innerHeight * 0.45));
    const seen = Math.min(height, most);
    this.#grid.style.height = `${seen}px`;
    this.#canvas.style.width = `${width}px`;
    this.#canvas.style.height = `${seen}px`;
    this.#spacer.style.height = `${height - seen}px`;
    this.#grid.setAttribute('aria-rowcount', String(rows));
    this.#grid.setAttribute('aria-colcount', String(columns));
    this.#schedule();
  }

  #schedule(): void {
    this.#frameRequest ??= requestAnimationFrame(() => {
      this.#frameRequest = undefined;
      this.#paint();
    });
  }

  #paint(): void {
    const { clientWidth: width, clientHeight: height, scrollTop: top } = this.#grid;
    if (width === 0 || height === 0) return;
    const scale = devicePixelRatio;
    const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
    if (this.#canvas.width !== wide || this.#canvas.height !== high) {
      this.#canvas.width = wide;
      this.#canvas.height = high;
    }
    this.#context.setTransform(scale, 0, 0, scale, 0, 0);
    const hasFocus = document.activeElement === this.#grid;
    this.#painter.paint({
      cells: this.#geometry.visible(top, height),
      boxOf: (cell) => {
        const { x, y, size } = this.#geometry.boxOf(cell);
        return { x: x + GUTTER, y: y - top, size };
      },
      lookOf: (cell) => {
        const place = this.#shown.placeAt(cell);
        return {
          state: this.layer.stateAt(place),
          selected: this.#selection.has(place),
          focused: hasFocus && place === this.#selection.focus,
        };
      },
      frame: [width, height, top, scale, this.#shownVersion, this.#theme().version].join(' '),
    });
  }

  #drawGutter(): void {
    const context = this.#context;
    const { clientHeight: height, scrollTop: top } = this.#grid;
    const { first, last } = this.#geometry.visible(top, height);
    const theme = this.#theme();
    context.fillStyle = theme.muted;
    context.font = theme.font;
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    for (let cell = first; cell <= last; cell += this.#geometry.columns) {
      const { y, size } = this.#geometry.boxOf(cell);
      const frame = this.layer.at(this.#shown.placeAt(cell))?.frame;
      context.fillText(String(frame ?? ''), GUTTER - 8, y - top + size / 2, GUTTER - 8);
    }
  }

  #cellAt(event: PointerEvent, isNearest: boolean): number {
    const { left, top } = this.#grid.getBoundingClientRect();
    const [x, y] = [event.clientX - left - GUTTER, event.clientY - top + this.#grid.scrollTop];
    return isNearest ? this.#geometry.nearestCell(x, y) : this.#geometry.cellAt(x, y);
  }

  #press(event: PointerEvent): void {
    if (event.button !== 0 || event.offsetX > this.#grid.clientWidth) return;
    const place = this.#shown.placeAt(this.#cellAt(event, false));
    if (place < 0) return;
    this.#isDragging = true;
    this.#grid.setPointerCapture(event.pointerId);
    if (event.shiftKey) this.#take(this.#selection.extend(place, this.#shown));
    else if (event.ctrlKey || event.metaKey) this.#take(this.#selection.toggle(place));
    else this.#take(this.#selection.select(place));
  }

  #move(event: PointerEvent): void {
    if (this.#isDragging) {
      const place = this.#shown.placeAt(this.#cellAt(event, true));
      if (place !== this.#selection.focus) this.#take(this.#selection.extend(place, this.#shown));
      return;
    }
    const frame = this.layer.at(this.#shown.placeAt(this.#cellAt(event, false)));
    const title = frame === undefined ? '' : this.#describe(frame);
    if (this.#canvas.title !== title) this.#canvas.title = title;
  }

  #key(event: KeyboardEvent): void {
    const ctrl = event.ctrlKey || event.metaKey;
    const cell = this.#shown.cellOf(this.#selection.focus);
    const rows = this.#geometry.rowsIn(this.#grid.clientHeight);
    const next = cellAfterKey({ key: event.key, ctrl }, cell, this.#shown.length, this.#geometry, rows);
    if (this.#shown.length === 0) return;
    if (next !== undefined) {
      const place = this.#shown.placeAt(next);
      this.#take(event.shiftKey ? this.#selection.extend(place, this.#shown) : this.#selection.select(place));
    } else if (event.key === 'Enter') this.#open();
    else if (event.key === ' ') this.#take(this.#selection.toggle(this.#shown.placeAt(cell)));
    else if (event.key === 'Escape') this.#take(this.#selection.clear());
    else if (event.key === 'a' && ctrl) this.#take(this.#selection.all(this.#shown));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #open(): void {
    const frame = this.focused;
    if (frame !== undefined) this.#events.opened(frame);
  }

  #take(selection: FrameSelection): void {
    this.#selection = selection;
    const cell = this.#shown.cellOf(selection.focus);
    this.#grid.scrollTop = this.#geometry.reveal(cell, this.#grid.scrollTop, this.#grid.clientHeight);
    this.#schedule();
    this.#describeFocus();
    const frame = this.focused;
    if (frame !== undefined) this.#events.say(this.#describe(frame));
    this.#events.selected();
  }

  /** Tells assistive programs of the cell that the keyboard is at. */
  #describeFocus(): void {
    const frame = this.focused;
    if (frame === undefined) return;
    const cell = this.#shown.cellOf(this.#selection.focus);
    const { columns } = this.#geometry;
    // A cell with another id each: programs say one that they have said already only once.
    const id = `cell-${this.layer.index}-${cell}`;
    const text = this.#describe(frame);
    const known = this.#row.firstElementChild;
    if (known?.id === id && known.textContent === text) return;
    this.#row.setAttribute('aria-rowindex', String(Math.floor(cell / columns) + 1));
    this.#row.replaceChildren(
      make('div', {
        text,
        attributes: {
          ...{ role: 'gridcell', id, 'aria-label': text },
          'aria-colindex': String((cell % columns) + 1),
          'aria-selected': String(this.#selection.has(this.#selection.focus)),
        },
      }),
    );
    this.#grid.setAttribute('aria-activedescendant', id);
  }

  #describe({ frame, state, seconds, attempt, reason }: FrameFacts): string {
    const texts = this.#texts;
    const words = [fill(texts.frame, frame), texts.states[state]];
    if (seconds !== undefined) words.push(duration(seconds));
    if (attempt > 1) words.push(fill(texts.attempt, attempt));
    if (reason !== undefined) words.push(reason);
    return words.join(', ');
  }
}
