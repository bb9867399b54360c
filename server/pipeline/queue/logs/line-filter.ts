import type { LogLevel } from '../../../protocol/job-logs.ts';
import type { StoredLine } from './stored-line.ts';

/** Decides which lines of a log are asked for: those of some levels that hold every one of some words, in any letter case. */
export class LineFilter {
  readonly #levels: ReadonlySet<LogLevel> | undefined;
  readonly #words: readonly string[];

  constructor({ levels, search = '' }: { readonly levels?: readonly LogLevel[]; readonly search?: string }) {
    this.#levels = levels === undefined ? undefined : new Set(levels);
    this.#words = search
      .toLowerCase()
      .split(/\s+/)
      .filter((it) => it !== '');
  }

  /** True for a line that is asked for. */
  takes({ level, text }: StoredLine): boolean {
    if (this.#levels?.has(level) === false) return false;
    if (this.#words.length === 0) return true;
    const lower = text.toLowerCase();
    return this.#words.every((word) => lower.includes(word));
  }
}
