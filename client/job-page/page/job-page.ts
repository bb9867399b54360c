import type { JobFrames } from '../../../server/protocol/job-frames.ts';
import type { FrameFacts, FrameLayer } from '../model/frame-layer.ts';
import { FRAME_STATES, type FrameState } from '../model/frame-state.ts';
import { FrameTable } from '../model/frame-table.ts';
import { framesText, sizeOf } from '../model/spans.ts';
import type { PageHead } from '../page-head.ts';
import type { PageAction, ToPage } from '../page-messages.ts';
import type { PageTexts } from '../page-texts.ts';
import { ChartView } from './chart-view.ts';
import { make, show } from './dom.ts';
import { GridView } from './grid-view.ts';
import { HeadView } from './head-view.ts';
import type { Host } from './host.ts';
import { LegendView } from './legend-view.ts';
import { LogView } from './log-view.ts';
import { onThemeChange, readTheme, type Theme } from './theme.ts';

/** The page of a job: puts its parts together, and brings what the extension tells to them. */
export class JobPage {
  readonly #host: Host;
  readonly #job: string;
  readonly #texts: PageTexts;
  readonly #table = new FrameTable();
  readonly #head: HeadView;
  readonly #legend: LegendView;
  readonly #chart: ChartView;
  readonly #log: LogView;
  readonly #grids = make('div', { class: 'grids' });
  readonly #notice = make('p', { class: 'notice', attributes: { role: 'alert' } });
  readonly #said = make('div', { class: 'unseen', attributes: { 'aria-live': 'polite' } });
  readonly #loading: HTMLElement;
  #views: readonly GridView[] = [];
  /** The layer whose times are shown: the one that was worked with last. */
  #active = 0;
  #theme: Theme = readTheme();
  #known: PageHead | undefined;
  #renderer: string | undefined;

  constructor(host: Host, job: string, texts: PageTexts, root: HTMLElement) {
    this.#host = host;
    this.#job = job;
    this.#texts = texts;
    const state = host.getState();
    const hidden = (state?.hidden ?? []).filter((it): it is FrameState => FRAME_STATES.includes(it));
    const theme = (): Theme => this.#theme;
    this.#head = new HeadView(
      texts,
      (action) => this.#act(action),
      (id) => host.postMessage({ type: 'farm-job', id }),
    );
    this.#legend = new LegendView(texts, hidden, (shown) => {
      for (const view of this.#views) view.filter(shown);
      this.#remember();
    });
    this.#chart = new ChartView(texts, theme, (layer, place) => this.#views[layer.index]?.select(place));
    const wish = state?.log ?? { levels: ['error', 'warning', 'info', 'core'], search: '' };
    this.#log = new LogView(
      texts,
      { wish, follow: state?.follow ?? true },
      {
        wished: (it) => host.postMessage({ type: 'log', wish: it }),
        opened: (file, line) => host.postMessage({ type: 'open', file, ...(line !== undefined && { line }) }),
        changed: () => this.#remember(),
      },
    );
    this.#loading = make('p', { class: 'muted', text: texts.loading, attributes: { role: 'status' } });
    const frames = make('div', { class: 'frames-side' }, this.#legend.element, this.#grids, this.#chart.element);
    const body = make('div', { class: 'body' }, frames, this.#log.element);
    show(this.#notice, false);
    root.replaceChildren(this.#notice, this.#loading, this.#head.element, body, this.#said);
    onThemeChange(() => {
      this.#theme = readTheme();
      for (const view of this.#views) view.update();
      this.#drawChart();
    });
    this.#head.selected = 0;
    this.#remember();
    host.postMessage({ type: 'log', wish: this.#log.wish });
  }

  /** Takes up what the extension tells. */
  take(message: ToPage): void {
    switch (message.type) {
      case 'head':
        this.#known = message.head;
        this.#drawHead();
        return;
      case 'frames':
        this.#takeFrames(message.frames);
        return;
      case 'farm':
        this.#head.showFarm(message.farm);
        return;
      case 'log':
        this.#log.take(message.lines, message.whole, message.truncated);
        return;
      case 'no-log':
        this.#log.refuse(message.why);
        return;
      case 'notice':
        this.#notice.textContent = message.text ?? '';
        show(this.#notice, message.text !== undefined);
        return;
      case 'setup':
    }
  }

  #takeFrames(frames: JobFrames): void {
    const changed = this.#table.apply(frames);
    if (frames.whole) this.#renderer = frames.renderer;
    const { task } = this.#log.wish;
    if (task !== undefined) this.#log.name(this.#table.layers.flatMap((it) => it.framesOf(task) ?? [])[0]);
    if (changed === 'whole') this.#build();
    else for (const layer of changed) this.#views[layer.index]?.update();
    this.#legend.update(this.#table.counts);
    this.#drawChart();
    this.#drawHead();
  }

  #build(): void {
    for (const view of this.#views) view.dispose();
    this.#views = this.#table.layers.map((layer) => this.#newView(layer));
    this.#grids.replaceChildren(...this.#views.map((it) => it.element));
    this.#active = Math.min(this.#active, Math.max(0, this.#views.length - 1));
    this.#head.selected = 0;
  }

  #newView(layer: FrameLayer): GridView {
    return new GridView(layer, this.#legend.shown, this.#texts, () => this.#theme, {
      selected: () => this.#selected(layer),
      opened: (frame) => this.#open(layer, frame),
      say: (text) => {
        this.#said.textContent = text;
      },
    });
  }

  // Frames are selected in one layer at a time.
  #selected(layer: FrameLayer): void {
    for (const view of this.#views) if (view.layer !== layer) view.clear();
    const isOther = this.#active !== layer.index;
    this.#active = layer.index;
    this.#head.selected = sizeOf(this.#selection);
    if (isOther) this.#drawChart();
  }

  get #selection() {
    return this.#views[this.#active]?.selected ?? [];
  }

  #open(layer: FrameLayer, frame: FrameFacts): void {
    this.#log.showTask(frame.task);
    this.#log.name(layer.framesOf(frame.task));
    this.#log.focus();
  }

  #act(action: PageAction): void {
    if (!this.#head.allows(action)) return;
    const layer = this.#table.layers[this.#active];
    if (action !== 'requeue' && action !== 'skip') this.#host.postMessage({ type: 'action', action });
    else if (layer !== undefined) {
      this.#host.postMessage({ type: 'action', action, frames: framesText(layer.framesAt(this.#selection)) });
    }
  }

  #drawChart(): void {
    const layer = this.#table.layers[this.#active];
    if (layer !== undefined) this.#chart.show(layer, this.#table.layers.length === 1);
  }

  #drawHead(): void {
    show(this.#loading, this.#known === undefined);
    if (this.#known === undefined) return;
    this.#head.show(this.#known, { median: this.#chart.median, renderer: this.#renderer });
  }

  #remember(): void {
    const hidden = FRAME_STATES.filter((it) => !this.#legend.shown.has(it));
    this.#host.setState({ job: this.#job, hidden, log: this.#log.wish, follow: this.#log.isFollowing });
  }
}
