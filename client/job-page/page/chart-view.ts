import type { FrameLayer } from '../model/frame-layer.ts';
import { duration, fill } from '../model/spoken.ts';
import { type Bar, type TimeChart, timeChart } from '../model/time-chart.ts';
import type { PageTexts } from '../page-texts.ts';
import { make, show } from './dom.ts';
import type { Theme } from './theme.ts';

const HEIGHT = 110;
/** Room for the scale on the left, in pixels of CSS. */
const SCALE = 56;
/** Bars that are thinner cannot be hit. */
const LEAST_BAR = 4;
/** Rows of the table, each for as many frames as that takes. */
const MOST_ROWS = 200;

/** What the frames of a layer took, as bars, in words and as a table. */
export class ChartView {
  readonly element: HTMLElement;
  readonly #texts: PageTexts;
  readonly #theme: () => Theme;
  readonly #title = make('h2');
  readonly #summary = make('p');
  readonly #canvas = make('canvas', { class: 'chart', attributes: { role: 'img' } });
  readonly #details: HTMLDetailsElement;
  readonly #table = make('tbody');
  readonly #context: CanvasRenderingContext2D | null;
  #layer: FrameLayer | undefined;
  #chart: TimeChart | undefined;
  /** What the chart was drawn from. */
  #drawn = '';
  #drawnLayer: FrameLayer | undefined;

  /** `picked` is called with the place of a frame whose bar was pressed. */
  constructor(texts: PageTexts, theme: () => Theme, picked: (layer: FrameLayer, place: number) => void) {
    this.#texts = texts;
    this.#theme = theme;
    this.#context = this.#canvas.getContext('2d');
    const heads = [texts.frames, texts.median, texts.slowest];
    const head = make('tr', {}, ...heads.map((text) => make('th', { text, attributes: { scope: 'col' } })));
    this.#details = make(
      'details',
      {},
      make('summary', { text: texts.asTable }),
      make('table', {}, make('thead', {}, head), this.#table),
    );
    this.#details.addEventListener('toggle', () => this.#fillTable());
    this.element = make('section', { class: 'times' }, this.#title, this.#summary, this.#canvas, this.#details);
    this.#canvas.addEventListener('pointermove', (event) => {
      const bar = this.#barAt(event);
      this.#canvas.title = bar === undefined ? '' : this.#describe(bar);
    });
    this.#canvas.addEventListener('click', (event) => {
      const bar = this.#barAt(event);
      if (bar !== undefined && this.#layer !== undefined) picked(this.#layer, bar.slowest.place);
    });
    new ResizeObserver(() => this.#draw()).observe(this.element);
  }

  /** The median of the frames of the layer, in seconds; undefined where none is known. */
  get median(): number | undefined {
    return this.#chart?.median;
  }

  /** Shows the times of a layer; `isOne`: there is no other one. */
  show(layer: FrameLayer, isOne: boolean): void {
    this.#layer = layer;
    this.#title.textContent = isOne ? this.#texts.times : fill(this.#texts.timesOf, layer.name);
    this.#draw();
    this.#fillTable();
  }

  #draw(): void {
    const layer = this.#layer;
    const width = this.element.clientWidth;
    if (layer === undefined || width === 0) return;
    const drawn = [width, devicePixelRatio, this.#theme().version, layer.index, layer.version].join(' ');
    if (layer === this.#drawnLayer && drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#drawnLayer = layer;
    const chart = timeChart(layer.times, Math.floor((width - SCALE) / LEAST_BAR));
    this.#chart = chart;
    const summary =
      chart === undefined
        ? this.#texts.noTimes
        : fill(this.#texts.timesSummary, duration(chart.median), duration(chart.slowest.seconds), chart.slowest.frame);
    if (this.#summary.textContent !== summary) this.#summary.textContent = summary;
    this.#canvas.setAttribute('aria-label', summary);
    show(this.#canvas, chart !== undefined);
    show(this.#details, chart !== undefined);
    if (chart !== undefined) this.#drawBars(chart, width);
  }

  #drawBars({ bars, median, top, slowest }: TimeChart, width: number): void {
    const context = this.#context;
    if (context === null) return;
    const theme = this.#theme();
    const scale = devicePixelRatio;
    this.#canvas.width = Math.round(width * scale);
    this.#canvas.height = Math.round(HEIGHT * scale);
    this.#canvas.style.width = `${width}px`;
    this.#canvas.style.height = `${HEIGHT}px`;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, HEIGHT);
    const base = HEIGHT - 18;
    const yOf = (seconds: number): number => base - (seconds / top) * (base - 8);
    context.font = theme.font;
    context.fillStyle = theme.muted;
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    context.fillText(duration(top), SCALE - 8, yOf(top), SCALE - 8);
    context.fillText('0 s', SCALE - 8, base, SCALE - 8);
    const pitch = this.#pitch(bars.length, width);
    for (const [at, bar] of bars.entries()) {
      const y = Math.min(yOf(bar.slowest.seconds), base - 1);
      context.fillStyle = bar.slowest === slowest ? theme.line : theme.bar;
      context.fillRect(SCALE + at * pitch, y, Math.max(1, pitch - 1), base - y);
    }
    context.strokeStyle = theme.foreground;
    context.setLineDash([4, 3]);
    context.beginPath();
    context.moveTo(SCALE, yOf(median));
    context.lineTo(SCALE + bars.length * pitch, yOf(median));
    context.stroke();
    context.setLineDash([]);
    context.fillStyle = theme.muted;
    context.textBaseline = 'bottom';
    context.textAlign = 'left';
    context.fillText(String(bars[0]?.first.frame ?? ''), SCALE, HEIGHT);
    if (bars.length < 2) return;
    context.textAlign = 'right';
    const end = Math.max(SCALE + 90, SCALE + bars.length * pitch);
    context.fillText(String(bars.at(-1)?.last.frame ?? ''), end, HEIGHT);
  }

  #pitch(bars: number, width: number): number {
    return Math.min(24, (width - SCALE) / Math.max(1, bars));
  }

  #barAt({ offsetX }: MouseEvent): Bar | undefined {
    const bars = this.#chart?.bars ?? [];
    return bars[Math.floor((offsetX - SCALE) / this.#pitch(bars.length, this.element.clientWidth))];
  }

  #describe({ first, last, slowest }: Bar): string {
    const { frame, slowest: word } = this.#texts;
    if (first === last) return `${fill(frame, first.frame)}, ${duration(first.seconds)}`;
    return `${first.frame}–${last.frame}, ${word}: ${fill(frame, slowest.frame)}, ${duration(slowest.seconds)}`;
  }

  #fillTable(): void {
    if (!this.#details.open || this.#layer === undefined) return;
    const bars = timeChart(this.#layer.times, MOST_ROWS)?.bars ?? [];
    const rows = bars.map(({ first, last, typical, slowest }) => {
      const cells = [
        first === last ? `${first.frame}` : `${first.frame}–${last.frame}`,
        duration(typical),
        first === last ? duration(slowest.seconds) : `${duration(slowest.seconds)} (${slowest.frame})`,
      ];
      return make('tr', {}, ...cells.map((text) => make('td', { text })));
    });
    this.#table.replaceChildren(...rows);
  }
}
