import * as vscode from 'vscode';
import { ComplineError } from '../../../server/protocol/errors.ts';
import type { LogPage } from '../../../server/protocol/job-logs.ts';
import type { PipelineCore } from '../../core/pipeline-core.ts';
import { type TextLine, textLine } from './log-text.ts';
import type { LogView } from './log-view.ts';

/** Lines that are asked for at a time. */
const AT_ONCE = 10_000;
/** Answers that are waited for before the text is shown: of an output without end there are always more. */
const MOST_PAGES = 20;
/** Lines that a document shows: the newest; some more, so that its beginning does not go line by line. */
const MOST_LINES = 20_000;
const SOME_MORE = 5_000;

/** The text of a document that shows a job's log. It is read once, and then what was written since. */
export class LogDocument {
  readonly view: LogView;
  readonly #core: Pick<PipelineCore, 'request'>;
  #lines: TextLine[] = [];
  #isCut = false;
  #after: string | undefined;
  #ended = false;
  #reading: Promise<boolean> | undefined;

  constructor(core: Pick<PipelineCore, 'request'>, view: LogView) {
    this.#core = core;
    this.view = view;
  }

  /** True where nothing more is written for now. */
  get ended(): boolean {
    return this.#ended;
  }

  /** The lines that are shown, with their places. */
  get lines(): readonly TextLine[] {
    if (this.#lines.length === 0) return [{ text: this.#nothing() }];
    return this.#isCut ? [{ text: vscode.l10n.t('… the beginning is left out …') }, ...this.#lines] : this.#lines;
  }

  get text(): string {
    return `${this.lines.map((it) => it.text).join('\n')}\n`;
  }

  /** Reads what was written since. Resolves to whether the text is another one. Errors: `ComplineError`. */
  read(): Promise<boolean> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #read(): Promise<boolean> {
    try {
      return await this.#readOn();
    } catch (error) {
      const { levels, search } = this.view;
      const isOfOlderCore = ComplineError.is(error, 'not-supported') && levels === undefined && search === undefined;
      if (!isOfOlderCore) throw error;
      return await this.#readText();
    }
  }

  /** From a core of an older version, which goes on until its renders are done: it tells the text alone. */
  async #readText(): Promise<boolean> {
    const { job, task } = this.view;
    const { text, truncated } = await this.#core.request('queue/log', { job, ...(task !== undefined && { task }) });
    this.#lines =
      text === ''
        ? []
        : text
            .trimEnd()
            .split('\n')
            .map((it): TextLine => ({ text: it }));
    this.#isCut = truncated;
    this.#ended = true;
    return true;
  }

  async #readOn(): Promise<boolean> {
    let isOther = this.#after === undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const { job, task, attempt, levels, search } = this.view;
      const after = this.#after;
      const answer = await this.#core.request('queue/log-lines', {
        job,
        limit: AT_ONCE,
        ...(task !== undefined && { task }),
        ...(attempt !== undefined && { attempt }),
        ...(levels !== undefined && { levels: [...levels] }),
        ...(search !== undefined && { search }),
        ...(after !== undefined && { after }),
      });
      isOther = this.#take(answer) || isOther;
      if (answer.next === after || answer.ended) break;
    }
    return isOther;
  }

  #take({ lines, next, truncated, ended }: LogPage): boolean {
    const isFirst = this.#after === undefined;
    const isOfOne = this.view.task !== undefined && this.view.attempt !== undefined;
    for (const line of lines) this.#lines.push(textLine(line, isOfOne));
    this.#isCut ||= isFirst && truncated;
    if (this.#lines.length > MOST_LINES + SOME_MORE) {
      this.#lines = this.#lines.slice(-MOST_LINES);
      this.#isCut = true;
    }
    this.#after = next;
    this.#ended = ended;
    return lines.length > 0;
  }

  #nothing(): string {
    const { levels, search } = this.view;
    if (search !== undefined) return vscode.l10n.t('No line of this log holds: {0}', search);
    return levels === undefined
      ? vscode.l10n.t('This job has not written anything yet.')
      : vscode.l10n.t('This log tells of no errors.');
  }
}
