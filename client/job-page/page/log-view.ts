import type { LogLevel, LogLine } from '../../../server/protocol/job-logs.ts';
import { fill } from '../model/spoken.ts';
import type { LogWish } from '../page-messages.ts';
import type { PageTexts } from '../page-texts.ts';
import { make, show } from './dom.ts';

const LEVELS: readonly LogLevel[] = ['error', 'warning', 'info', 'debug', 'core'];
/** Lines that are kept: the oldest go. */
const MOST_LINES = 5_000;
/** Milliseconds without a key after which a search is begun. */
const TYPING = 250;
/** How near to the end counts as at the end, in pixels of CSS. */
const NEAR = 24;

/** What a log asks for. */
export interface LogEvents {
  /** Another part of the log is to be shown. */
  wished(wish: LogWish): void;
  /** A file that a line names is to be opened. */
  opened(file: string, line: number | undefined): void;
  /** Something that is remembered has changed. */
  changed(): void;
}

/** The log of the job, or of one of its tasks, beside the frames. */
export class LogView {
  readonly element: HTMLElement;
  readonly #texts: PageTexts;
  readonly #events: LogEvents;
  readonly #title = make('h2');
  readonly #whole: HTMLButtonElement;
  readonly #list: HTMLElement;
  readonly #note = make('p', { class: 'muted', attributes: { role: 'status' } });
  readonly #earlier: HTMLElement;
  readonly #tools: HTMLElement;
  readonly #follow: HTMLButtonElement;
  readonly #levels: Set<LogLevel>;
  #search: string;
  #task: string | undefined;
  #isFollowing: boolean;
  #typing: number | undefined;
  #scrollTop = 0;

  constructor(
    texts: PageTexts,
    { wish, follow }: { readonly wish: LogWish; readonly follow: boolean },
    events: LogEvents,
  ) {
    this.#texts = texts;
    this.#events = events;
    this.#levels = new Set(wish.levels);
    this.#search = wish.search;
    this.#task = wish.task;
    this.#isFollowing = follow;
    this.#title.textContent = texts.log;
    this.#whole = make('button', {
      text: texts.wholeLog,
      attributes: { type: 'button' },
      click: () => this.showTask(),
    });
    this.#earlier = make('p', { class: 'muted', text: texts.earlier });
    const list = {
      class: 'log',
      attributes: { role: 'log', tabindex: '0', 'aria-live': 'off', 'aria-label': texts.log },
    };
    this.#list = make('div', list);
    this.#follow = make('button', {
      class: 'toggle',
      text: texts.follow,
      attributes: { type: 'button' },
      click: () => this.#setFollowing(!this.#isFollowing, true),
    });
    this.#tools = make('div', { class: 'tools' }, this.#levelButtons(), this.#searchBox(), this.#follow);
    const head = make('div', { class: 'log-head' }, this.#title, this.#whole);
    this.element = make('section', { class: 'log-side' }, head, this.#tools, this.#note, this.#earlier, this.#list);
    this.#list.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.#toEnd()).observe(this.#list);
    this.#list.addEventListener('click', (event) => this.#clicked(event));
    this.#setFollowing(follow, false);
    show(this.#earlier, false);
    show(this.#whole, this.#task !== undefined);
  }

  get wish(): LogWish {
    return {
      levels: LEVELS.filter((it) => this.#levels.has(it)),
      search: this.#search,
      ...(this.#task !== undefined && { task: this.#task }),
    };
  }

  get isFollowing(): boolean {
    return this.#isFollowing;
  }

  /** Shows the log of a task; of the whole job where there is none. */
  showTask(task?: string): void {
    this.#task = task;
    this.name(undefined);
    show(this.#whole, task !== undefined);
    this.#ask();
  }

  /** Says which frames the task has whose log is shown. */
  name(frames: string | undefined): void {
    this.#title.textContent = frames === undefined ? this.#texts.log : fill(this.#texts.logOfTask, frames);
  }

  /** Puts the focus on the lines. */
  focus(): void {
    this.#list.focus();
  }

  /** Takes up lines: all there are so far, or those that come after. */
  take(lines: readonly LogLine[], whole: boolean, truncated: boolean): void {
    if (whole) {
      this.#list.replaceChildren();
      show(this.#earlier, truncated);
    }
    this.#list.append(...lines.map((it) => this.#line(it)));
    for (let more = this.#list.childElementCount - MOST_LINES; more > 0; more -= 1) {
      this.#list.firstElementChild?.remove();
      show(this.#earlier, true);
    }
    this.#note.textContent = this.#list.childElementCount === 0 ? this.#texts.noLines : '';
    show(this.#note, this.#list.childElementCount === 0);
    show(this.#tools, true);
    show(this.#list, true);
    this.#toEnd();
  }

  /** Says why there is no log to be seen. */
  refuse(why: string): void {
    this.#note.textContent = why;
    show(this.#note, true);
    show(this.#list, false);
    show(this.#tools, false);
    show(this.#earlier, false);
  }

  #levelButtons(): HTMLElement {
    const buttons = LEVELS.map((level) => {
      const button: HTMLButtonElement = make('button', {
        class: `toggle ${level}`,
        text: this.#texts.levels[level],
        attributes: { type: 'button', 'aria-pressed': String(this.#levels.has(level)) },
        click: () => {
          if (!this.#levels.delete(level)) this.#levels.add(level);
          button.setAttribute('aria-pressed', String(this.#levels.has(level)));
          this.#ask();
        },
      });
      return button;
    });
    return make(
      'div',
      { class: 'levels', attributes: { role: 'group', 'aria-label': this.#texts.levelsShown } },
      ...buttons,
    );
  }

  #searchBox(): HTMLElement {
    const { searchLog } = this.#texts;
    const attributes = { type: 'search', placeholder: searchLog, 'aria-label': searchLog, maxlength: '1000' };
    const input = make('input', { attributes });
    input.value = this.#search;
    input.addEventListener('input', () => {
      window.clearTimeout(this.#typing);
      this.#typing = window.setTimeout(() => {
        this.#search = input.value;
        this.#ask();
      }, TYPING);
    });
    return input;
  }

  #ask(): void {
    this.#events.wished(this.wish);
    this.#events.changed();
  }

  #line({ level, text, place, at }: LogLine): HTMLElement {
    const row = make('div', { class: `line ${level}`, text });
    if (at !== undefined) row.title = new Date(at).toLocaleTimeString();
    if (place === undefined) return row;
    const where = place.line === undefined ? place.file : `${place.file}:${place.line}`;
    const name = where.split(/[\\/]/).at(-1) ?? where;
    const link = make('button', {
      class: 'link',
      text: name,
      attributes: { type: 'button', title: fill(this.#texts.openPlace, where) },
    });
    link.dataset.file = place.file;
    if (place.line !== undefined) link.dataset.line = String(place.line);
    row.append(' ', link);
    return row;
  }

  #clicked({ target }: MouseEvent): void {
    if (!(target instanceof HTMLElement) || target.dataset.file === undefined) return;
    const line = Number(target.dataset.line);
    this.#events.opened(target.dataset.file, Number.isInteger(line) ? line : undefined);
  }

  // Only who scrolls back ends the following: lines that come or go, and another size, move what is seen as well.
  #scrolled(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.#list;
    const isAtEnd = scrollTop + clientHeight >= scrollHeight - NEAR;
    if (isAtEnd || scrollTop < this.#scrollTop) this.#setFollowing(isAtEnd, false);
    this.#scrollTop = scrollTop;
  }

  #toEnd(): void {
    if (!this.#isFollowing) return;
    this.#list.scrollTop = this.#list.scrollHeight;
    this.#scrollTop = this.#list.scrollTop;
  }

  #setFollowing(isFollowing: boolean, isAsked: boolean): void {
    const was = this.#isFollowing;
    this.#isFollowing = isFollowing;
    if (isAsked) this.#toEnd();
    this.#follow.setAttribute('aria-pressed', String(isFollowing));
    if (was !== isFollowing) this.#events.changed();
  }
}
