import { FRAME_STATES, type FrameState } from '../model/frame-state.ts';
import type { PageTexts } from '../page-texts.ts';
import { make, show, stateIcon } from './dom.ts';

/** What the states of frames look like and how many there are of each; a press leaves a state out. */
export class LegendView {
  readonly element: HTMLElement;
  readonly #buttons: readonly {
    readonly state: FrameState;
    readonly button: HTMLButtonElement;
    readonly count: HTMLElement;
  }[];
  readonly #shown: Set<FrameState>;

  /** `changed` is called with the states that are shown from now on. */
  constructor(texts: PageTexts, hidden: readonly FrameState[], changed: (shown: ReadonlySet<FrameState>) => void) {
    this.#shown = new Set(FRAME_STATES.filter((it) => !hidden.includes(it)));
    this.#buttons = FRAME_STATES.map((state) => {
      const count = make('span', { class: 'count' });
      const press = (): void => {
        if (!this.#shown.delete(state)) this.#shown.add(state);
        button.setAttribute('aria-pressed', String(this.#shown.has(state)));
        changed(this.shown);
      };
      const attributes = { type: 'button', 'aria-pressed': String(this.#shown.has(state)) };
      const button = make(
        'button',
        { class: 'toggle', attributes, click: press },
        stateIcon(state),
        make('span', { text: texts.states[state] }),
        count,
      );
      return { state, button, count };
    });
    const attributes = { role: 'group', 'aria-label': texts.showStates };
    this.element = make('div', { class: 'legend', attributes }, ...this.#buttons.map((it) => it.button));
  }

  /** The states whose frames are shown. */
  get shown(): ReadonlySet<FrameState> {
    return new Set(this.#shown);
  }

  /** Shows how many frames there are of each state. States that there are no frames of are left out. */
  update(counts: Readonly<Record<FrameState, number>>): void {
    for (const { state, button, count } of this.#buttons) {
      const text = String(counts[state]);
      if (count.textContent !== text) count.textContent = text;
      show(button, counts[state] > 0 || !this.#shown.has(state) || document.activeElement === button);
    }
  }
}
