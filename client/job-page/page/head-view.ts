import { duration, fill } from '../model/spoken.ts';
import type { PageHead } from '../page-head.ts';
import type { PageAction, PageFarm } from '../page-messages.ts';
import type { PageTexts } from '../page-texts.ts';
import { make, show, stateIcon } from './dom.ts';

/** What is known of the frames beside what the head says. */
export interface FrameKnowledge {
  /** Of the frames whose time is known, in seconds. */
  readonly median: number | undefined;
  readonly renderer: string | undefined;
}

/** In the order in which they stand. */
const ACTIONS: readonly PageAction[] = [
  'pause',
  'resume',
  'retryFailed',
  'retry',
  'cancel',
  'requeue',
  'skip',
  'openOutput',
];

/** The head of the page: what the job is, how it is doing, and what can be done with it. */
export class HeadView {
  readonly element: HTMLElement;
  readonly #texts: PageTexts;
  readonly #title = make('h1');
  readonly #state = make('p', { class: 'state' });
  readonly #progress = make('progress');
  readonly #reason = make('p', { class: 'reason' });
  readonly #facts = make('dl', { class: 'facts' });
  readonly #farm = make('dl', { class: 'facts' });
  readonly #openFarmJob: (id: string) => void;
  readonly #buttons: Readonly<Partial<Record<PageAction, HTMLButtonElement>>>;
  readonly #selection = make('span', { class: 'muted', attributes: { role: 'status' } });
  #head: PageHead | undefined;
  #selected = 0;

  /** `openFarmJob` is called with the id of a job of the farm that is to be shown there. */
  constructor(texts: PageTexts, act: (action: PageAction) => void, openFarmJob: (id: string) => void) {
    this.#texts = texts;
    this.#openFarmJob = openFarmJob;
    const buttons = ACTIONS.map(
      (it) =>
        [
          it,
          make('button', { text: texts.actions[it], attributes: { type: 'button' }, click: () => act(it) }),
        ] as const,
    );
    this.#buttons = Object.fromEntries(buttons);
    const bar = { class: 'actions', attributes: { role: 'group', 'aria-label': texts.actionsOfJob } };
    this.element = make(
      'header',
      {},
      make('div', { class: 'title' }, this.#title, this.#state),
      this.#progress,
      this.#reason,
      this.#facts,
      this.#farm,
      make('div', bar, ...buttons.map(([, it]) => it), this.#selection),
    );
    show(this.#farm, false);
    this.#allow();
  }

  /** So many frames are selected. */
  set selected(count: number) {
    this.#selected = count;
    const { selectedCount, selectedOne, nothingSelected } = this.#texts;
    const some = count === 1 ? selectedOne : fill(selectedCount, count);
    this.#selection.textContent = count === 0 ? nothingSelected : some;
    this.#allow();
  }

  /** Shows what is known. */
  show(head: PageHead, known: FrameKnowledge): void {
    this.#head = head;
    this.#title.textContent = head.name;
    if (this.#state.dataset.state !== head.state || this.#state.textContent !== head.stateText) {
      this.#state.dataset.state = head.state;
      this.#state.replaceChildren(stateIcon(head.state), make('span', { text: head.stateText }));
    }
    this.#progress.max = Math.max(1, head.framesTotal);
    this.#progress.value = head.framesDone;
    const done = fill(this.#texts.ofFrames, head.framesDone, head.framesTotal);
    this.#progress.setAttribute('aria-label', `${this.#texts.frames}: ${done}`);
    this.#reason.textContent = head.reason ?? '';
    show(this.#reason, head.reason !== undefined);
    this.#showFacts([[this.#texts.frames, done], ...this.#pace(head, known), ...this.#renderer(known), ...head.facts]);
    this.#allow();
  }

  /** Shows what the job is called on its farm, and the machines that it is on. */
  showFarm({ jobs, hosts }: PageFarm): void {
    const { farmJobs, farmHosts } = this.#texts;
    const row = (name: string, ...all: readonly Node[]): HTMLElement =>
      make('div', {}, make('dt', { text: name }), make('dd', {}, ...all));
    const rows = [
      ...(jobs.length === 0 ? [] : [row(farmJobs, ...jobs.map((it) => this.#farmJob(it)))]),
      ...(hosts.length === 0 ? [] : [row(farmHosts, make('span', { text: hosts.join(', ') }))]),
    ];
    this.#farm.replaceChildren(...rows);
    show(this.#farm, rows.length > 0);
  }

  #farmJob({ id, about, hasPage }: PageFarm['jobs'][number]): HTMLElement {
    const name = hasPage
      ? make('button', {
          class: 'link',
          text: id,
          attributes: { type: 'button', title: fill(this.#texts.openFarmJob, id) },
          click: () => this.#openFarmJob(id),
        })
      : make('span', { text: id });
    return make('div', {}, name, make('span', { class: 'muted', text: ` ${about}` }));
  }

  #renderer({ renderer }: FrameKnowledge): readonly (readonly [string, string])[] {
    return renderer === undefined ? [] : [[this.#texts.renderer, renderer]];
  }

  #pace({ pace, isActive, framesDone, framesTotal, tasksRunning }: PageHead, { median }: FrameKnowledge) {
    const { perMinute, perFrame, about, rate, left } = this.#texts;
    const facts: (readonly [string, string])[] = [];
    const rates = [
      ...(pace === undefined ? [] : [fill(perMinute, Number(pace.framesPerMinute.toPrecision(2)))]),
      ...(median === undefined ? [] : [fill(perFrame, duration(median))]),
    ];
    if (rates.length > 0) facts.push([rate, rates.join(', ')]);
    // Where nobody has watched for long enough, what frames took says what the rest will take.
    const typical =
      median === undefined ? undefined : ((framesTotal - framesDone) * median) / Math.max(1, tasksRunning);
    const seconds = pace?.secondsLeft ?? typical;
    if (isActive && tasksRunning > 0 && seconds !== undefined) facts.push([left, fill(about, duration(seconds))]);
    return facts;
  }

  #showFacts(facts: readonly (readonly [string, string])[]): void {
    const text = JSON.stringify(facts);
    // Written anew only where it says something else, so that a text that is being selected stays.
    if (this.#facts.dataset.shown === text) return;
    this.#facts.dataset.shown = text;
    const pairs = facts.map(([name, value]) =>
      make('div', {}, make('dt', { text: name }), make('dd', { text: value })),
    );
    this.#facts.replaceChildren(...pairs);
  }

  #allow(): void {
    const can = new Set(this.#head?.actions ?? []);
    for (const action of ACTIONS) {
      const button = this.#buttons[action];
      if (button === undefined) continue;
      const isForFrames = action === 'requeue' || action === 'skip';
      const isOn = can.has(action) && (!isForFrames || this.#selected > 0);
      // One that has the focus stays, so that the keyboard does not lose its place.
      show(button, isForFrames || can.has(action) || document.activeElement === button);
      button.setAttribute('aria-disabled', String(!isOn));
      button.classList.toggle('off', !isOn);
    }
  }

  /** True where a button may be pressed. */
  allows(action: PageAction): boolean {
    return this.#buttons[action]?.getAttribute('aria-disabled') === 'false';
  }
}
